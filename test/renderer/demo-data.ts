import type { Abschluss, AkteDetail, ProfilAngaben } from '../../renderer/replica-api/abschluss-rows.ts';
import type { AktenplanKnoten, AkteZeile, VorgangZeile } from '../../renderer/replica-api/akte-rows.ts';
import type { VorgangDetail } from '../../renderer/replica-api/detail-rows.ts';
import type { DokumentZeile } from '../../renderer/replica-api/dokument-rows.ts';
import type { AusgangZeile, KonfliktKarte } from '../../renderer/replica-api/open-work.ts';
import { vorgangstypen } from '../../shared/vorgangstypen/all-vorgangstypen.ts';

/** A small believable authority for looking at the screens without a server. */
const plan: readonly [string, string, string | null][] = [
  ['3', 'Sicherheit und Ordnung', null],
  ['32', 'Gewerbe und Märkte', '3'],
  ['32.10', 'Gewerbeanzeigen', '32'],
  ['32.20', 'Gaststätten', '32'],
  ['5', 'Soziales und Jugend', null],
  ['51', 'Jugendamt', '5'],
  ['51.20', 'Unterhaltsvorschuss', '51'],
  ['51.30', 'Kindertagesbetreuung', '51'],
  ['6', 'Bauen und Umwelt', null],
  ['63', 'Bauaufsicht', '6'],
  ['63.04', 'Baugenehmigungen', '63'],
];

export const aktenplan: readonly AktenplanKnoten[] = plan.map(([kennzeichen, titel, ueber]) => ({
  id: `p${kennzeichen}`,
  kennzeichen,
  titel,
  uebergeordnet: ueber ? `p${ueber}` : null,
  akten: kennzeichen.includes('.') ? 240 : 480,
}));

const titles = [
  'Gewerbeanmeldung Bäckerei Sonnenschein',
  'Gewerbeuntersagung Kiosk Am Markt',
  'Reisegewerbekarte Hölzl',
  'Schankerlaubnis Zum Goldenen Löwen',
  'Unterhaltsvorschuss Familie Yıldız',
  'Unterhaltsvorschuss Familie Brandt-Öztürk',
  'Nutzungsänderung Lagerhalle Industriestraße 14',
  'Anbau Kindertagesstätte Nordstraße mit Außenspielfläche und Stellplätzen',
];

export const akten: readonly AkteZeile[] = Array.from({ length: 1240 }, (_, i) => {
  const leaf = ['32.10', '32.20', '51.20', '63.04'][i % 4] ?? '32.10';
  const size = 180_000 + ((i * 7_919_113) % 48_000_000);
  const packed = i < 5;
  return {
    id: `a${i}`,
    aktenzeichen: `${leaf}-2026-${String(i + 1).padStart(4, '0')}`,
    titel: titles[i % titles.length] ?? '',
    fruehereZeichen: [],
    aktenplaneinheit: `p${leaf}`,
    federfuehrung: ['Ordnungsamt', 'Ordnungsamt', 'Jugendamt', 'Bauamt'][i % 4] ?? '',
    vorgaenge: 1 + (i % 9),
    dokumente: 3 + (i % 21),
    status: i % 11 === 10 ? 'zdA' : 'offen',
    vertraulichkeit: '003',
    gepackt: packed,
    sizeBytes: size,
    hereBytes: i === 8 ? Math.round(size * 0.38) : packed ? (i === 1 ? Math.round(size * 0.62) : size) : 0,
    mitgenommen: i === 0 ? [{ von: 'Jonas Weiß', seit: '2026-11-19T16:40:00+01:00' }] : [],
  };
});

export const vorgaenge: readonly VorgangZeile[] = akten.slice(0, 120).flatMap((akte, a) =>
  Array.from({ length: akte.vorgaenge }, (_, i) => ({
    id: `v${a}-${i}`,
    akte: akte.id,
    geschaeftszeichen: `${akte.aktenzeichen}/${i + 1}`,
    titel: ['Anzeige nach § 14 GewO', 'Nachforderung Unterlagen', 'Anhörung', 'Bescheid', 'Widerspruch'][i % 5] ?? '',
    vorgangstyp: ['Anzeige', 'Anfrage', 'Anhörung', 'Antrag', 'Widerspruch'][i % 5] ?? '',
    bearbeitung: 'Miriam Öztürk',
    beteiligte: ['Bäckerei Sonnenschein GmbH', 'Ayşe Yıldız', 'Dr. Johannes von der Heyden'][(a + i) % 3] ?? '',
    angelegt: `2026-0${1 + ((a + i) % 9)}-12T09:10:00+01:00`,
    status: akte.status,
    frist: i % 3 === 0 ? '2026-11-23' : null,
    wiedervorlage: i % 4 === 1 ? '2026-12-01' : null,
    dokumente: 2 + i,
    konflikt: a === 0 && i === 0,
    unsent: a === 0,
  })),
);

export const posteingang: readonly DokumentZeile[] = [
  ['Antrag Gewerbeanmeldung', 'Bäckerei Sonnenschein GmbH', true],
  ['Handwerkskarte', 'Handwerkskammer zu Leipzig', false],
  ['Widerspruch gegen Bescheid vom 14.10.2026', 'RA Dr. von der Heyden', false],
  ['Einkommensnachweis Oktober', 'Ayşe Yıldız', false],
  ['Stellungnahme Brandschutz', 'Feuerwehr Musterstadt', true],
  ['Rückfrage Führungszeugnis', 'Bundesamt für Justiz', false],
].map(([titel, absender, gestempelt], i) => ({
  id: `d${i}`,
  akte: null,
  vorgang: null,
  titel: String(titel),
  dokumenttyp: 'Schreiben',
  absender: String(absender),
  eingangsdatum: `2026-11-${20 - Math.floor(i / 2)}T07:${31 + i}:00+01:00`,
  eingangsquelle: 'stempel',
  eingangskanal: i % 2 ? 'email' : 'post',
  anlageZu: null,
  mimetyp: 'application/pdf',
  fassung: gestempelt ? 2 : 1,
  konkurrierend: 1,
  sizeBytes: 182_000 + i * 713_000,
  here: true,
  unsent: i === 0,
  gestempelt: gestempelt === true,
  unterschrieben: false,
}));

export const konflikte: readonly KonfliktKarte[] = [
  {
    id: 'k1',
    bezugArt: 'vorgang',
    bezug: 'v0-0',
    titel: 'Gewerbeanmeldung Bäckerei',
    zeichen: '32.10-2026-0001/1',
    feld: 'steuernummer',
    basis: null,
    mein: '231/4711/0815',
    meinVon: 'Miriam Öztürk',
    meinZeit: '2026-11-21T08:31:00+01:00',
    meinIchSelbst: true,
    ihr: '231/4711/0816',
    ihrVon: 'Jonas Weiß',
    ihrZeit: '2026-11-21T07:58:00+01:00',
    ihrIchSelbst: false,
    mayDecide: true,
    federfuehrung: ['Ordnungsamt'],
    bedeutung: {},
  },
  {
    id: 'k2',
    bezugArt: 'vorgang',
    bezug: 'v1-0',
    titel: 'Gewerbeuntersagung Kiosk',
    zeichen: '32.20-2026-0002/1',
    feld: 'beteiligte',
    basis: ['Kiosk Am Markt'],
    mein: ['Kiosk Am Markt', 'RA Dr. von der Heyden'],
    meinVon: 'Miriam Öztürk',
    meinZeit: '2026-11-21T08:31:00+01:00',
    meinIchSelbst: true,
    ihr: ['Kiosk Am Markt', 'Rechtsanwälte Heyden & Söhne'],
    ihrVon: 'Jonas Weiß',
    ihrZeit: '2026-11-21T07:58:00+01:00',
    ihrIchSelbst: false,
    mayDecide: false,
    federfuehrung: ['Rechtsamt', 'Ordnungsamt'],
    bedeutung: {},
  },
];

export const ausgang: readonly AusgangZeile[] = [
  ['edit-vorgang', 'vorgang', 'Anzeige nach § 14 GewO', 'waiting', null, 0],
  ['add-version', 'version', 'Antrag Gewerbeanmeldung', 'sending', null, 2_400_000],
  ['vermerk', 'ereignis', 'Anzeige nach § 14 GewO', 'waiting', null, 0],
  ['edit-vorgang', 'vorgang', 'Gewerbeuntersagung Kiosk Am Markt', 'rejected', 'akte-closed', 0],
  ['vermerk', 'ereignis', 'Reisegewerbekarte Hölzl', 'rejected', 'no-right', 0],
  ['edit-vorgang', 'vorgang', 'Schankerlaubnis Zum Goldenen Löwen', 'rejected', 'no-right', 0],
].map(([intent, art, titel, state, code, bytes], i) => ({
  n: 41 + i,
  was: String(intent),
  art: art as AusgangZeile['art'],
  titel: String(titel),
  zeichen: `32.10-2026-0001/${i + 1}`,
  text: art === 'ereignis' ? 'Telefonat mit Frau Sonnenschein: Unterlagen kommen am 26.11.' : '',
  felder: art === 'vorgang' ? ['steuernummer', 'bemerkung'] : [],
  werte: art === 'vorgang' ? { steuernummer: '231/4711/0815', bemerkung: 'Anlagen vollständig.' } : {},
  zeit: `2026-11-21T08:${31 + i}:00+01:00`,
  fuer: i === 2 ? 'Jonas Weiß' : null,
  state: state as AusgangZeile['state'],
  code: code as AusgangZeile['code'],
  helfer: code === null ? [] : ['Dr. Katrin Vogel'],
  mayHandOver: code === 'no-right',
  uebergabe:
    i === 5 ? { an: 'Dr. Katrin Vogel', zeit: '2026-11-21T08:50:00+01:00', state: 'done' as const, code: null } : null,
  bytesSent: Number(bytes) / 3,
  bytesTotal: Number(bytes),
}));

export function vorgangDetail(id: string): VorgangDetail | null {
  const zeile = vorgaenge.find((one) => one.id === id);
  const akte = akten.find((one) => one.id === zeile?.akte);
  if (!zeile || !akte) return null;
  const felder = {
    geschaeftszeichen: zeile.geschaeftszeichen,
    titel: zeile.titel,
    vorgangstyp: zeile.id === 'v0-0' ? 'Gewerbeanzeige' : zeile.vorgangstyp,
    schritte: ['identitaet'],
    fruehereZeichen: zeile.id === 'v0-0' ? ['32.10-2026-0001/vorl.7F3A9C21'] : [],
    federfuehrung: 'e32',
    bearbeitung: 'u1',
    status: 'offen',
    beteiligte: ['Bäckerei Sonnenschein GmbH', 'Handwerkskammer zu Leipzig'],
    steuernummer: '231/4711/0815',
    telefon: '0341 123-4711',
    anschrift: 'Rathausplatz 1, 04109 Musterstadt',
    bemerkung: 'Antragstellerin reicht Mietvertrag bis Ende November nach.',
    wiedervorlage: '2026-12-01',
    frist: '2026-11-23',
    laufzeitBeginn: '2026-11-20',
    angelegt: '2026-11-20T07:31:00+01:00',
  };
  return {
    vorgang: {
      art: 'vorgang',
      id,
      akte: akte.id,
      rev: 12,
      felder,
    },
    typ: vorgangstypen.find(({ titel }) => titel === felder.vorgangstyp) ?? null,
    akte,
    namen: { e32: 'Ordnungsamt', u1: 'Miriam Öztürk' },
    kollegen: [
      { id: 'u1', name: 'Miriam Öztürk' },
      { id: 'u2', name: 'Jonas Weiß' },
    ],
    dokumente: posteingang.slice(0, 4).map((one) => ({ ...one, vorgang: id, akte: akte.id })),
    verlauf: [
      ['stempel', 'Eingegangen 20.11.2026, Stadt Musterstadt · Ordnungsamt', true],
      ['vermerk', 'Telefonat mit der Antragstellerin: Mietvertrag folgt bis Ende November.', false],
      ['eingang', 'Antrag Gewerbeanmeldung.pdf, 182 kB', false],
    ].map(([was, text, unsent], i) => ({
      id: `h${i}`,
      zeit: `2026-11-2${1 - Math.min(1, i)}T0${8 - i}:40:00+01:00`,
      von: i === 2 ? 'Poststelle' : 'Miriam Öztürk',
      was: String(was),
      text: String(text),
      felder: [],
      unsent: unsent === true,
    })),
    konflikte: konflikte.filter((karte) => karte.bezug === id),
    verweise: [
      {
        ziel: 'vorgang:v1-0',
        zeichen: '32.20-2026-0002/1',
        titel: 'Nachforderung Unterlagen Gaststätte Zum Goldenen Löwen',
      },
      { ziel: 'vorgang:geheim', zeichen: '', titel: '' },
    ],
    unsentFelder: id === 'v0-0' ? ['bemerkung'] : [],
    naechsteFrist: typeof felder.frist === 'string' ? felder.frist : null,
    fristVonHand: typeof felder.frist === 'string' ? felder.frist : null,
  };
}

const demoVerlauf = [
  {
    id: 'h-akte-1',
    zeit: '2026-11-20T09:12:00+01:00',
    von: 'Miriam Öztürk',
    was: 'aenderung',
    text: '',
    felder: [],
    unsent: false,
    aenderungen: [{ feld: 'vertraulichkeit', alt: '002', neu: '003', bedeutung: {} }],
  },
];

export function akteDetail(id: string): AkteDetail | null {
  const zeile = akten.find((one) => one.id === id);
  if (!zeile) return null;
  const { aktenzeichen, titel, vertraulichkeit, status } = zeile;
  const felder = { aktenzeichen, titel, federfuehrung: 'e32', vertraulichkeit, schutzbedarf: 'normal', status };
  return {
    akte: { art: 'akte', id, akte: id, rev: 7, felder },
    zeile,
    plan: '32.10 Gewerbeanzeigen',
    verlauf: demoVerlauf,
    konflikte: konflikte.slice(0, 1).map((karte) => ({ ...karte, bezugArt: 'akte', bezug: id, feld: 'schutzbedarf' })),
    unsentFelder: ['titel'],
    sicht: { person: { id: 'p1', einheit: 'e32', vertritt: [] }, bearbeitung: [] },
    einheiten: [
      { id: 'e32', name: 'Ordnungsamt' },
      { id: 'e51', name: 'Jugendamt' },
    ],
  };
}

export const abschluss: Abschluss = {
  punkte: [
    { art: 'konflikt', gewicht: 'hart', name: 'Gewerbeanmeldung Bäckerei Sonnenschein', ort: 'konflikt/k1' },
    { art: 'frist', gewicht: 'weich', name: '2026-11-23', ort: null },
    { art: 'unterlage', gewicht: 'weich', name: 'Nachweis der Identität', ort: null },
    { art: 'ohneTyp', gewicht: 'weich', name: 'Stellungnahme Brandschutz', ort: 'dokument/d4' },
    { art: 'ungesendet', gewicht: 'hinweis', name: '3', ort: 'ausgang' },
  ],
  aufbewahrung: { beginn: '2027-01-01', jahre: 10, aussonderbarAb: '2037-01-01' },
  jahrePlan: 6,
  jahreTyp: 10,
  plan: '32.10 Gewerbeanzeigen',
  bewertung: 'V',
};

export const profil: ProfilAngaben = {
  vorgangstypen: ['Gewerbeanzeige', 'Antrag auf Wohngeld', 'IFG-Antrag'],
  stufen: ['003', '002'],
  darfOeffnen: true,
  behoerde: { name: 'Stadt Musterstadt', land: 'SN', aktenplan: 'Kommunaler Aktenplan 2024' },
  briefkopf: ['Stadt Musterstadt', 'Der Oberbürgermeister', 'Rathausplatz 1, 04109 Musterstadt'],
  logo: '',
  logoText: '',
  person: { name: 'Sabine Brandt', zeichnung: 'i. A.' },
  vorlagen: [
    {
      ...{ id: 'bewohnerparken', titel: 'Bewohnerparkausweis', sprache: 'de', pruefung: 'behoerde', art: 'brief' },
      ...{ quelle: '§ 45 Abs. 1b StVO, Parkgebührensatzung', dokumenttyp: 'Bescheid', vorgangstypen: [] },
      ...{ betreff: 'Ihr Bewohnerparkausweis: {vorgang}', text: '{?Anrede},\n\n{?Text}' },
    },
  ],
  bausteine: [
    {
      ...{ id: 'hausordnung', titel: 'Termin im Rathaus', sprache: 'de', pruefung: 'behoerde' },
      ...{ quelle: 'Dienstanweisung Bürgerbüro Nr. 4', text: 'Bitte kommen Sie am {?Tag} in das Rathaus.' },
    },
  ],
  einheiten: [
    { id: 'e51', name: 'Jugendamt' },
    { id: 'e63', name: 'Bauaufsicht' },
  ],
};

export const linkbareDokumente = posteingang.map(({ id, titel }) => ({ id, titel, zeichen: '63.04.900-2026-1' }));
