import { localDay } from '../../../shared/local-day.ts';
import { type Dringlichkeit, dringlichkeiten, type VorratZeile } from '../../replica-api/vorrat-rows.ts';
import type { Texts } from '../../ui/use-texts.ts';

/** Headings of the parts that are not empty, each with the row it begins with. */
export function sectionsOf(
  gruppen: Readonly<Record<Dringlichkeit, number>>,
  { t }: Pick<Texts, 't'>,
): readonly { readonly start: number; readonly label: string }[] {
  let start = 0;
  return dringlichkeiten.flatMap((part) => {
    const n = gruppen[part];
    const section = { start, label: t(`vorrat.teil.${part}`, { n }) };
    start += n;
    return n > 0 ? [section] : [];
  });
}

/** The day first, how far it is second; without a day, since when it waits. */
export function whenWords(
  row: Pick<VorratZeile, 'grund' | 'termin' | 'seit'>,
  { t, shortDate, moment }: Pick<Texts, 't' | 'shortDate' | 'moment'>,
  now = new Date(),
): { readonly day: string; readonly distance: string } {
  const today = localDay(now.toISOString());
  if (row.termin === null) {
    if (!row.seit) return { day: row.grund === 'frist' ? t('frist.noDate') : '', distance: '' };
    const time = localDay(row.seit) === today ? moment(row.seit) : shortDate(row.seit);
    return { day: t('vorrat.seit', { time }), distance: '' };
  }
  const n = daysBetween(today, row.termin);
  const distance = n === 0 ? t('wort.today') : n < 0 ? t('vorrat.spaet', { n: -n }) : t('vorrat.inTagen', { n });
  return { day: shortDate(row.termin), distance };
}

/** Whole days of the calendar, negative when `to` is earlier; both `YYYY-MM-DD`. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
