import { getHolidays } from 'feiertagejs';
import { type Gemeinde, type GemeindeFeiertag, gemeinden, gemeindenOf, type Land } from './laender.ts';
import { addDays, type Tag, weekdayOf } from './tag.ts';

/** Where a Frist ends: a Land, and the kind of Gemeinde where that matters; null = not known. */
export interface Ort {
  readonly land: Land;
  readonly gemeinde: Gemeinde | null;
}

/** Why a day is no working day: `samstag`, `sonntag`, or the name of a holiday. */
export type FreierTag = 'samstag' | 'sonntag' | Feiertag;

/** Names of holidays as feiertagejs has them, and those that a Land had once. */
export const feiertagNamen = [
  'NEUJAHRSTAG',
  'HEILIGEDREIKOENIGE',
  'WELTFRAUENTAG',
  'KARFREITAG',
  'OSTERSONNTAG',
  'OSTERMONTAG',
  'TAG_DER_ARBEIT',
  'CHRISTIHIMMELFAHRT',
  'PFINGSTSONNTAG',
  'PFINGSTMONTAG',
  'FRONLEICHNAM',
  'AUGSBURGER_FRIEDENSFEST',
  'MARIAHIMMELFAHRT',
  'WELTKINDERTAG',
  'DEUTSCHEEINHEIT',
  'REFORMATIONSTAG',
  'ALLERHEILIGEN',
  'BUBETAG',
  'ERSTERWEIHNACHTSFEIERTAG',
  'ZWEITERWEIHNACHTSFEIERTAG',
  'TAG_DER_BEFREIUNG',
  'VOLKSAUFSTAND',
] as const;
export type Feiertag = (typeof feiertagNamen)[number];

/** Holidays that a Land had or will have once. */
const einmalig: readonly {
  readonly land: Land;
  readonly tag: Tag;
  readonly name: Feiertag;
  readonly quelle: string;
}[] = [
  { land: 'BE', tag: '2020-05-08', name: 'TAG_DER_BEFREIUNG', quelle: '§ 1 FeiertG Berlin (GVBl. 2019 S. 22)' },
  { land: 'BE', tag: '2025-05-08', name: 'TAG_DER_BEFREIUNG', quelle: '§ 1 FeiertG Berlin' },
  { land: 'BE', tag: '2028-06-17', name: 'VOLKSAUFSTAND', quelle: '§ 1 FeiertG Berlin' },
];

/** First and last year whose holidays are compared with a second source (F30). */
export const geprueftVon = 2020;
/** See `geprueftVon`. */
export const geprueftBis = 2030;

/** What feiertagejs ascribes to a whole Land although only some of its Gemeinden have it. */
const nurInGemeinden: Partial<Record<Land, GemeindeFeiertag>> = { BY: 'MARIAHIMMELFAHRT' };

const known = new Map<string, ReadonlyMap<Tag, Feiertag>>();

/** The holidays of a year at a place, by day. */
export function feiertageIn(year: number, { land, gemeinde }: Ort): ReadonlyMap<Tag, Feiertag> {
  const key = `${year} ${land} ${gemeinde ?? ''}`;
  let days = known.get(key);
  if (!days) {
    days = new Map(
      [...ofLand(year, land), ...(gemeinde ? ofGemeinde(year, gemeinden[gemeinde].feiertage) : [])].sort(),
    );
    known.set(key, days);
  }
  return days;
}

/** Why a day is no working day at a place; null: it is one. */
export function freierTag(tag: Tag, ort: Ort): FreierTag | null {
  const feiertag = feiertageIn(Number(tag.slice(0, 4)), ort).get(tag);
  if (feiertag) return feiertag;
  const weekday = weekdayOf(tag);
  return weekday === 6 ? 'samstag' : weekday === 0 ? 'sonntag' : null;
}

/** The first working day from a day on (§ 193 BGB): the day itself when it is one. */
export function naechsterWerktag(tag: Tag, ort: Ort): Tag {
  let day = tag;
  while (freierTag(day, ort)) day = addDays(day, 1);
  return day;
}

/** The kind of Gemeinde with the most holidays of a Land: what may be true where the Gemeinde is not known. */
export function meisteFeiertage(land: Land): Gemeinde | null {
  const byNumber = [...gemeindenOf(land)].sort((a, b) => gemeinden[b].feiertage.length - gemeinden[a].feiertage.length);
  return byNumber[0] ?? null;
}

function ofLand(year: number, land: Land): [Tag, Feiertag][] {
  const found = getHolidays(year, land).flatMap(({ name, dateString }): [Tag, Feiertag][] =>
    name === nurInGemeinden[land] ? [] : [[dateString, name]],
  );
  const once = einmalig.filter((one) => one.land === land && one.tag.startsWith(`${year}-`));
  return [...found, ...once.map(({ tag, name }): [Tag, Feiertag] => [tag, name])];
}

function ofGemeinde(year: number, names: readonly GemeindeFeiertag[]): [Tag, Feiertag][] {
  // AUGSBURG has every one of them.
  return getHolidays(year, 'AUGSBURG').flatMap(({ name, dateString }): [Tag, Feiertag][] =>
    names.some((one) => one === name) ? [[dateString, name]] : [],
  );
}
