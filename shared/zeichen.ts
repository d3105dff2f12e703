/**
 * Aktenzeichen and Geschaeftszeichen (docs/spec/akte.md A1-A12). The agency's rule is a text with placeholders: `{plan}` the
 * Kennzeichen of the Aktenplaneinheit, `{jahr}` the year, `{akte}` the Aktenzeichen, and one `{n}` for the running number, with
 * as many n as it has digits at least. A Nummernkreis is the rule with everything filled in but the number.
 */
export interface Zeichenregeln {
  /** Of an Akte: `{plan}`, `{jahr}` and the number. */
  readonly aktenzeichen: string;
  /** Of a Vorgang: `{akte}` and the number. */
  readonly geschaeftszeichen: string;
}

/** Numbers that a device has of an Akte which it made itself, 1 to this, without asking. */
export const FIRST_NUMBERS = 5;

const numberPlace = /\{(n+)\}/;
const mark = 'vorl.';

/** Whether a rule has one number and no placeholder that is not on the list. */
export function isZeichenregel(rule: string, places: readonly string[]): boolean {
  const found = [...rule.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  const numbers = found.filter((name) => /^n+$/.test(name));
  return numbers.length === 1 && found.every((name) => numbers.includes(name) || places.includes(name));
}

/** The Nummernkreis of new Akten in an Aktenplaneinheit. */
export function kreisOfAkten({ aktenzeichen }: Zeichenregeln, kennzeichen: string, jahr: number): string {
  return aktenzeichen.replaceAll('{plan}', kennzeichen).replaceAll('{jahr}', String(jahr));
}

/** The Nummernkreis of new Vorgaenge in an Akte. */
export function kreisOfVorgaenge({ geschaeftszeichen }: Zeichenregeln, aktenzeichen: string): string {
  return geschaeftszeichen.replaceAll('{akte}', aktenzeichen);
}

/** The Zeichen with this number. */
export function formatZeichen(kreis: string, nummer: number): string {
  return kreis.replace(numberPlace, (_, digits: string) => String(nummer).padStart(digits.length, '0'));
}

/** The number in a Zeichen of this Nummernkreis; null when it is none of it. */
export function parseZeichen(kreis: string, zeichen: string): number | null {
  const { before, after } = partsOf(kreis);
  if (!zeichen.startsWith(before) || !zeichen.endsWith(after)) return null;
  const digits = zeichen.slice(before.length, zeichen.length - after.length);
  return /^\d{1,9}$/.test(digits) && Number(digits) > 0 ? Number(digits) : null;
}

/** What stands before and behind the number. */
export function partsOf(kreis: string): { readonly before: string; readonly after: string } {
  const [before = '', after = ''] = kreis.replace(numberPlace, '\0').split('\0');
  return { before, after };
}

/** A Zeichen for a device that has no number at hand: marked, and different for every record. */
export function provisionalZeichen(kreis: string, id: string): string {
  const unique = id.replaceAll(/[^0-9A-Za-z]/g, '').slice(0, 8);
  return kreis.replace(numberPlace, () => `${mark}${unique.toUpperCase()}`);
}

/** Whether a Zeichen is one of {@link provisionalZeichen}. */
export function isProvisional(zeichen: string): boolean {
  return /vorl\.[0-9A-Z]{8}/.test(zeichen);
}

/** The year of a time (ISO 8601) in Germany, in which the agency counts. */
export function yearOf(time: string): number {
  return Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Berlin' }).format(new Date(time)));
}
