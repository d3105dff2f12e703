import type { Random } from './random.ts';

/** An invented person or firm that writes to the authority. */
export interface Citizen {
  readonly name: string;
  readonly anrede: string;
  readonly strasse: string;
  readonly ort: string;
  readonly telefon: string;
  readonly geboren: string;
}

const frauen = [
  'Aylin',
  'Brigitte',
  'Chiara',
  'Dörte',
  'Elżbieta',
  'Fatma',
  'Gülsüm',
  'Hannelore',
  'Ingrid',
  'Jana',
  'Käthe',
  'Leonie',
  'Magdalena',
  'Nadine',
  'Olga',
  'Petra',
  'Rosalie',
  'Svenja',
  'Thuy Linh',
  'Ursula',
  'Valentina',
  'Zoë',
];
const maenner = [
  'Ahmet',
  'Björn',
  'Christian',
  'Dimitri',
  'Emre',
  'Friedrich',
  'Günther',
  'Hans-Peter',
  'Ismail',
  'Jörg',
  'Karl-Heinz',
  'Lukas',
  'Maximilian',
  'Nikolaos',
  'Oğuz',
  'Paul',
  'René',
  'Sören',
  'Torben',
  'Uwe',
  'Volker',
  'Wolfgang',
];
const nachnamen = [
  'Albrecht',
  'Bauer',
  'Çelik',
  'Dombrowski',
  'Engelhardt',
  'Freiherr von Ahrenfeld',
  'Großmann',
  'Hübner',
  'Ivanova',
  'Jäger',
  'Kowalczyk',
  'Lüdemann',
  'Müller',
  'Nguyen',
  'Oberländer',
  'Papadopoulos',
  'Querfurth',
  'Rößler',
  'Schäfer',
  'Schmidt-Rottluff',
  'Thießen',
  'Uhlig',
  'Vogel',
  'Wagenknecht-Sommerfeldt',
  'Weiß',
  'Yılmaz',
  'Zöllner',
];
const strassen = [
  'Ahornweg',
  'Am Alten Güterbahnhof',
  'Bahnhofstraße',
  'Birkenallee',
  'Dr.-Külz-Ring',
  'Eichendorffstraße',
  'Friedrich-Ebert-Straße',
  'Gänsemarkt',
  'Hauptstraße',
  'Kirchgasse',
  'Lindenstraße',
  'Mühlgraben',
  'Rosenweg',
  'Straße der Einheit',
  'Tannenstraße',
  'Übergasse',
  'Ziegeleiweg',
];
const orte = ['12345 Musterstadt', '12345 Musterstadt', '12346 Musterstadt-Süd', '12347 Musterstadt OT Großröhrsdorf'];
const gewerbe = [
  'Bäckerei {} GmbH',
  'Gasthaus „Zum Goldenen Löwen“, Inh. {}',
  '{} Elektrotechnik',
  'Fahrradwerkstatt {} e. K.',
  'Kosmetikstudio {}',
  '{} & Söhne Bauunternehmung GmbH & Co. KG',
  'Döner-Imbiss {}',
  'Änderungsschneiderei {}',
];

/** A person with address and telephone number (numbers reserved for fiction by the Bundesnetzagentur). */
export function inventCitizen(random: Random): Citizen {
  const female = random.chance(0.5);
  const nachname = random.pick(nachnamen);
  return {
    name: `${random.pick(female ? frauen : maenner)} ${nachname}`,
    anrede: female ? `Frau ${nachname}` : `Herr ${nachname}`,
    strasse: `${random.pick(strassen)} ${random.int(1, 148)}${random.chance(0.15) ? random.pick(['a', 'b', 'c']) : ''}`,
    ort: random.pick(orte),
    telefon: `030 23125 ${random.int(100, 999)}`,
    geboren: `${twoDigits(random.int(1, 28))}.${twoDigits(random.int(1, 12))}.${random.int(1958, 2002)}`,
  };
}

/** A firm named after a citizen. */
export function inventFirm(random: Random, owner: Citizen): string {
  return random.pick(gewerbe).replace('{}', owner.name.split(' ').at(-1)!);
}

/** `07` for 7. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
