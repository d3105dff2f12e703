import { addDays, dayInMonth, type Tag } from './tag.ts';

/** Units of a Frist. */
export const fristeinheiten = ['tag', 'woche', 'monat', 'jahr'] as const;
export type Fristeinheit = (typeof fristeinheiten)[number];

/** How long a Frist is. */
export interface Fristdauer {
  readonly dauer: number;
  readonly einheit: Fristeinheit;
}

/** The longest Frist of each unit: 30 years (§ 197 BGB) in its unit. */
const most: Readonly<Record<Fristeinheit, number>> = { tag: 3_660, woche: 522, monat: 360, jahr: 30 };

/** Whether a Frist is a whole number of its unit, at least one and at most 30 years (10 in days and weeks). */
export function isDauer({ dauer, einheit }: Fristdauer): boolean {
  return fristeinheiten.includes(einheit) && Number.isInteger(dauer) && dauer >= 1 && dauer <= most[einheit];
}

/**
 * The last day of a Frist before any shift (§ 188 BGB). `ohne`: the first day does not count (§ 187 Abs. 1); `mit`: it does
 * (§ 187 Abs. 2). A month without the day ends with its last day (§ 188 Abs. 3).
 */
export function endOfDuration(start: Tag, { dauer, einheit }: Fristdauer, counts: 'ohne' | 'mit'): Tag {
  const less = counts === 'mit' ? 1 : 0;
  switch (einheit) {
    case 'tag':
      return addDays(start, dauer - less);
    case 'woche':
      return addDays(start, dauer * 7 - less);
    case 'monat':
    case 'jahr':
      return dayInMonth(start, einheit === 'jahr' ? dauer * 12 : dauer, Number(start.slice(8, 10)) - less);
  }
}
