import { addDays, dayInMonth, type Tag, weekdayOf } from '../../../shared/frist/tag.ts';

/** The weeks of the month that a day lies in, each from Monday to Sunday, with the days of its neighbours. */
export function weeksOf(tag: Tag): readonly (readonly Tag[])[] {
  const first = dayInMonth(tag, 0, 1);
  const last = dayInMonth(tag, 0, 31);
  const weeks: Tag[][] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)));
  }
  return weeks;
}

/** The Monday of a day's week. */
export function mondayOf(tag: Tag): Tag {
  return addDays(tag, -((weekdayOf(tag) + 6) % 7));
}

/** Where a key leads in the calendar: days by arrows, weeks by Home and End, months by page keys; null: no such key. */
export function dayAfterKey(tag: Tag, key: string): Tag | null {
  const number = Number(tag.slice(8, 10));
  switch (key) {
    case 'ArrowLeft':
      return addDays(tag, -1);
    case 'ArrowRight':
      return addDays(tag, 1);
    case 'ArrowUp':
      return addDays(tag, -7);
    case 'ArrowDown':
      return addDays(tag, 7);
    case 'Home':
      return mondayOf(tag);
    case 'End':
      return addDays(mondayOf(tag), 6);
    case 'PageUp':
      return dayInMonth(tag, -1, number);
    case 'PageDown':
      return dayInMonth(tag, 1, number);
    default:
      return null;
  }
}
