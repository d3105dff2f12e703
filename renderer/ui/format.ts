import type { Language } from '../../shared/texts/translate.ts';

const locale = { de: 'de-DE', en: 'en-GB' } as const;

/** `Mi, 25.11.2026`; takes an ISO 8601 time or a `YYYY-MM-DD` date. Empty for null. */
export function formatDate(language: Language, value: string | null): string {
  if (!value) return '';
  return parts(language, value, { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** `Mittwoch`. */
export function formatWeekday(language: Language, value: string): string {
  return parts(language, value, { weekday: 'long' });
}

/** `Mi, 25.11.` within the present year, with the year otherwise. */
export function formatShortDate(language: Language, value: string | null, now = new Date()): string {
  if (!value) return '';
  if (localDay(value).getFullYear() !== now.getFullYear()) return formatDate(language, value);
  return parts(language, value, { weekday: 'short', day: '2-digit', month: '2-digit' });
}

/** `Mi, 25.11.2026, 08:14`. */
export function formatDateTime(language: Language, value: string | null): string {
  if (!value) return '';
  return parts(language, value, {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** When something came in: with the time only where it is known; midnight is how an unknown time is kept. */
export function formatReceipt(language: Language, value: string | null): string {
  return value && /T00:00(:00)?/.test(value) ? formatDate(language, value) : formatDateTime(language, value);
}

/** `08:14` today, `gestern, 17:46`, otherwise date and time; relative only within a day. */
export function formatMoment(language: Language, value: string | null, now = new Date()): string {
  if (!value) return '';
  const time = parts(language, value, { hour: '2-digit', minute: '2-digit' });
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (localDay(value).toDateString() === now.toDateString()) return time;
  if (localDay(value).toDateString() === yesterday.toDateString())
    return `${new Intl.RelativeTimeFormat(locale[language], { numeric: 'auto' }).format(-1, 'day')}, ${time}`;
  return formatDateTime(language, value);
}

/** The zone of a time for the tooltip, `Mittwoch, 25. November 2026 um 08:14:00 MEZ`. */
export function formatWithZone(language: Language, value: string | null): string {
  if (!value) return '';
  return dateFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(value));
}

/** `1,2 GB`, `340 kB`; decimal units as file managers show them. */
export function formatSize(language: Language, bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value >= 100 || unit === 0 ? 0 : 1;
  return `${new Intl.NumberFormat(locale[language], { maximumFractionDigits: digits }).format(value)} ${units[unit]}`;
}

/** Whole days from now until `value`, rounded up; 0 when it is past. */
export function daysUntil(value: string, now = new Date()): number {
  return Math.max(0, Math.ceil((new Date(value).getTime() - now.getTime()) / 86_400_000));
}

/** A `YYYY-MM-DD` date is a local day, not midnight in London. */
function localDay(value: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00`) : new Date(value);
}

function parts(language: Language, value: string, options: Intl.DateTimeFormatOptions): string {
  const text = dateFormat(language, options).format(localDay(value));
  // German abbreviates Mittwoch as 'Mi.'; beside a date the dot only disturbs.
  return text.replace(/^(\p{L}+)\.,/u, '$1,');
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and a list uses several for each row; one lives until the zone changes. */
function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${new Date().getTimezoneOffset()} ${Object.entries(options).join()}`;
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale[language], options);
  dateFormats.set(key, known);
  return known;
}
