import type { GangSchritt, GangZeichnung, Geschaeftsgang, SchrittZeile } from '../../renderer/replica-api/gang-rows.ts';

const sha = '9f2c41d07b5e8a36c1f04d92e7ab58630d9f2c41d07b5e8a36c1f04d92e7ab58';

const zeichnung: GangZeichnung = {
  id: 'z1',
  vorherige: [],
  entscheidung: 'mitgezeichnet',
  kommentar: 'Rechtsgrundlage geprüft, keine Bedenken.',
  von: 'Mehmet Yıldız',
  zusatz: 'i. V.',
  funktion: 'Sachgebietsleiter',
  fuer: null,
  zeit: '2026-11-20T10:12:00+01:00',
  fassung: 1,
  vonFassung: null,
  vergleich: null,
  bruch: null,
  unsent: false,
};

const schritt: GangSchritt = {
  id: 's1',
  nummer: 1,
  status: '003',
  verfuegung: 'zurMitzeichnung',
  text: 'Bitte bis Freitag.',
  an: 'Mehmet Yıldız',
  delegiertVon: null,
  von: 'Miriam Öztürk',
  grund: '',
  zeichnung,
  ueberholt: [],
  isMine: false,
  fuer: null,
  mayDelegate: false,
  mayRecall: false,
  unsent: false,
};

/** A Geschaeftsgang in the middle of its round, with a change that nobody has classed. */
export const geschaeftsgang: Geschaeftsgang = {
  dokument: 'd0',
  titel: 'Bescheid über die Gewerbeuntersagung',
  schritte: [
    schritt,
    {
      ...schritt,
      id: 's2',
      nummer: 2,
      status: '002',
      an: 'Miriam Öztürk',
      zeichnung: null,
      ueberholt: [{ ...zeichnung, id: 'z2', von: 'Miriam Öztürk', zusatz: '' }],
      isMine: true,
      mayDelegate: true,
      mayRecall: true,
    },
    {
      ...schritt,
      id: 's3',
      nummer: 3,
      status: '001',
      verfuegung: 'zurSchlusszeichnung',
      an: 'Dr. Annegret Krüger-Weißenfels',
      delegiertVon: 'Jürgen Hoffmann',
      zeichnung: null,
      mayDelegate: true,
      mayRecall: true,
      unsent: true,
    },
    { ...schritt, id: 's4', nummer: 4, status: '004', grund: 'Doch nicht zuständig.', zeichnung: null },
  ],
  aenderungen: [
    {
      ...zeichnung,
      id: 'z3',
      entscheidung: 'wesentlich',
      kommentar: 'Betrag berichtigt',
      vonFassung: 1,
      fassung: 2,
      vergleich: 'ver0/ver1',
    },
  ],
  fassung: { id: 'ver1', nummer: 2, sha },
  istRueckkehr: false,
  ungeklaert: { id: 'ver2', nummer: 3, sha: sha.split('').reverse().join('') },
  schluss: null,
  geprueft: 3,
  ungelesen: [{ nummer: 1, isHere: false }],
  ersterBruch: null,
  isLead: true,
  nextNummer: 5,
  personen: [
    { id: 'u8', name: 'Dr. Annegret Krüger-Weißenfels', einheit: 'Ordnungsamt' },
    { id: 'u7', name: 'Mehmet Yıldız', einheit: 'Jugendamt' },
  ],
};

/** What waits for the demo's person. */
export const schritteFuerMich: readonly SchrittZeile[] = [
  {
    id: 's2',
    dokument: 'd0',
    dokumentTitel: geschaeftsgang.titel,
    vorgang: 'v0-0',
    zeichen: '32.10-2026-0001/1',
    verfuegung: 'zurMitzeichnung',
    an: 'u7',
    von: 'Jonas Weiß',
    seit: '2026-11-20T10:12:00+01:00',
    fuer: 'Mehmet Yıldız',
  },
];
