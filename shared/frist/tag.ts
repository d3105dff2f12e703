/** A day of the Gregorian calendar, `YYYY-MM-DD`, without a time and a zone. */
export type Tag = string;

/** Whether a text is a day that exists. */
export function isTag(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && toTag(toTime(text)) === text;
}

/** The day so many days later; negative: earlier. */
export function addDays(tag: Tag, days: number): Tag {
  return toTag(toTime(tag) + days * 86_400_000);
}

/** 0 = Sunday to 6 = Saturday. */
export function weekdayOf(tag: Tag): number {
  return new Date(toTime(tag)).getUTCDay();
}

/** Whole days from one day to another; negative when `to` is before `from`. */
export function daysBetween(from: Tag, to: Tag): number {
  return Math.round((toTime(to) - toTime(from)) / 86_400_000);
}

/**
 * The day with this number in the month that lies so many months later; where that month is shorter, its last day
 * (§ 188 Abs. 3 BGB). `dayOfMonth` 0 is the last day of the month before.
 */
export function dayInMonth(tag: Tag, months: number, dayOfMonth: number): Tag {
  const year = Number(tag.slice(0, 4));
  const month = Number(tag.slice(5, 7)) - 1 + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return toTag(Date.UTC(year, month, Math.min(dayOfMonth, last)));
}

function toTime(tag: Tag): number {
  return Date.UTC(Number(tag.slice(0, 4)), Number(tag.slice(5, 7)) - 1, Number(tag.slice(8, 10)));
}

function toTag(time: number): Tag {
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}
