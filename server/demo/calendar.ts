import { twoDigits } from './citizens.ts';
import type { Random } from './random.ts';

/** The demo's last working day; nothing in it is younger. */
const LAST_DAY = Date.UTC(2026, 10, 20);
const DAY_MS = 86_400_000;

/** A day as `YYYY-MM-DD`. */
export type Tag = string;

/** A working day at most `maxDays` before the end of the demo. */
export function inventDay(random: Random, maxDays: number): Tag {
  return toWorkingDay(LAST_DAY - random.int(0, maxDays) * DAY_MS);
}

/** The working day some days later, but not after the end of the demo. */
export function daysLater(tag: Tag, days: number): Tag {
  return toWorkingDay(Math.min(LAST_DAY, Date.parse(tag) + days * DAY_MS));
}

/** A day in the future of the demo, for Wiedervorlagen and Fristen. */
export function dayAhead(random: Random): Tag {
  return toTag(Date.UTC(2026, 10, 23) + random.int(0, 60) * DAY_MS);
}

/** A moment in office hours of that day, ISO 8601 with the offset of German time. */
export function officeTime(tag: Tag, random: Random): string {
  const month = Number(tag.slice(5, 7));
  const offset = month >= 4 && month <= 10 ? '+02:00' : '+01:00';
  return `${tag}T${twoDigits(random.int(7, 15))}:${twoDigits(random.int(0, 59))}:00${offset}`;
}

/** `04.03.2026`. */
export function germanDate(tag: Tag): string {
  return tag.split('-').reverse().join('.');
}

function toWorkingDay(time: number): Tag {
  const weekday = new Date(time).getUTCDay();
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  return toTag(time - back * DAY_MS);
}

function toTag(time: number): Tag {
  return new Date(time).toISOString().slice(0, 10);
}
