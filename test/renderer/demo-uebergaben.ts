import type { Empfaenger, UebergabeInhalt, UebergabeZeile } from '../../renderer/replica-api/handover-rows.ts';

/** Whom the demo's person can hand over to. */
export const empfaenger: readonly Empfaenger[] = [
  { id: 'u9', name: 'Dr. Katrin Vogel', einheit: 'Ordnungsamt', hasKey: true },
  { id: 'u8', name: 'Dr. Annegret Krüger-Weißenfels', einheit: 'Bauamt', hasKey: true },
  { id: 'u7', name: 'Mehmet Yıldız', einheit: 'Jugendamt', hasKey: false },
];

/** Packages that wait for the demo's person. */
export const uebergaben: readonly UebergabeZeile[] = [
  ['Jonas Weiß', '32.10-2026-0001', 'Gewerbeanmeldung Bäckerei Sonnenschein', 4],
  ['Sabine Brandt', '63.04-2026-0004', 'Anbau Kindertagesstätte Nordstraße mit Außenspielfläche und Stellplätzen', 1],
].map(([von, aktenzeichen, akteTitel, changes], i) => ({
  id: `ue${i}`,
  akte: `a${i}`,
  aktenzeichen: String(aktenzeichen),
  akteTitel: String(akteTitel),
  von: String(von),
  zeit: `2026-11-21T0${7 + i}:12:00+01:00`,
  changes: Number(changes),
  sizeBytes: 184_000,
}));

const same = { zeit: '2026-11-20T16:31:00+01:00', text: '', felder: [], werte: {}, datei: null };
const vorgang = { titel: 'Anzeige nach § 14 GewO', zeichen: '32.10-2026-0001/1' };

/** What the first one holds. */
export const uebergabeInhalt: readonly UebergabeInhalt[] = [
  {
    ...same,
    ...vorgang,
    was: 'edit-vorgang',
    art: 'vorgang',
    felder: [
      { feld: 'telefon', mein: '0341 123-4712', jetzt: '0341 123-4711', moved: false },
      { feld: 'bemerkung', mein: 'Anlagen vollständig.', jetzt: 'Mietvertrag fehlt noch.', moved: true },
    ],
  },
  {
    ...same,
    ...vorgang,
    was: 'vermerk',
    art: 'ereignis',
    text: 'Telefonat mit Frau Sonnenschein: Die Unterlagen kommen am 26.11.\nSie bittet um Rückruf.',
  },
  {
    ...same,
    was: 'create-dokument',
    art: 'dokument',
    titel: 'Mietvertrag',
    zeichen: '',
    werte: { titel: 'Mietvertrag', absender: 'Bäckerei Sonnenschein GmbH' },
  },
  {
    ...same,
    was: 'add-version',
    art: 'version',
    titel: '',
    zeichen: '',
    datei: { sha: 'cd'.repeat(32), name: 'Mietvertrag.pdf', sizeBytes: 182_000 },
  },
];
