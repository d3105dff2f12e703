import { daysUntil } from './format.ts';
import { Tag } from './tag.tsx';
import { useTexts } from './use-texts.ts';

const soonDays = 7;

/** A deadline: date and weekday first, distance second. `date` is `YYYY-MM-DD`. */
export function Deadline({ date }: { readonly date: string }) {
  const texts = useTexts();
  const { t } = texts;
  const endOfDay = `${date}T23:59:59`;
  const isOver = new Date(endOfDay) < new Date();
  // The last day itself still counts.
  const n = Math.max(0, daysUntil(endOfDay) - 1);
  return (
    <span className="row tight deadline">
      <span>{texts.date(date)}</span>
      {isOver && <Tag tone="bad">{t('wort.overdue')}</Tag>}
      {!isOver && n === 0 && <Tag tone="bad">{t('wort.today')}</Tag>}
      {!isOver && n > 0 && n <= soonDays && <Tag tone="warn">{t('wort.inDays', { n })}</Tag>}
    </span>
  );
}
