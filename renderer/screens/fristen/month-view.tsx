import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type FreierTag, freierTag, type Ort } from '../../../shared/frist/feiertage.ts';
import { isLand, laender } from '../../../shared/frist/laender.ts';
import { dayInMonth } from '../../../shared/frist/tag.ts';
import { localDay } from '../../../shared/local-day.ts';
import type { FristZeile, WiedervorlageZeile } from '../../replica-api/frist-rows.ts';
import { rememberFristOrt, useFristOrt } from '../../state/frist-ort.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { dayAfterKey, weeksOf } from './month-days.ts';

interface MonthViewProps {
  readonly fristen: readonly FristZeile[];
  /** The day that has the focus; null = today. */
  readonly day: string | null;
  readonly onDay: (day: string) => void;
  readonly onFrist: (id: string) => void;
}

/** A month with weeks, the holidays of a Land, Fristen and Wiedervorlagen on their day; below it what the chosen day has. */
export function MonthView({ fristen, day, onDay, onFrist }: MonthViewProps) {
  const texts = useTexts();
  const { t, language } = texts;
  const today = localDay(new Date().toISOString());
  const chosen = day ?? today;
  const ort = useFristOrt();
  const wiedervorlagen = useQuery('wiedervorlagen', {}) ?? [];
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const month = title.format(new Date(`${chosen}T00:00:00Z`));
  const on = (tag: string) => ({
    fristen: fristen.filter(({ ende }) => ende === tag),
    wiedervorlagen: wiedervorlagen.filter((one) => one.tag === tag),
  });
  const weeks = weeksOf(chosen);
  const turn = (months: number) => onDay(dayInMonth(chosen, months, Number(chosen.slice(8, 10))));
  return (
    <div className="month scroll" data-scroll="">
      <div className="tools">
        <Button aria-label={t('frist.month.before')} onPress={() => turn(-1)}>
          ‹
        </Button>
        <h2 aria-live="polite">{month}</h2>
        <Button aria-label={t('frist.month.after')} onPress={() => turn(1)}>
          ›
        </Button>
        <Button onPress={() => onDay(today)}>{t('wort.today')}</Button>
        <span className="gap" />
        <label className="month-land">
          <span>{t('frist.month.holidays')}</span>
          <select
            className="input"
            value={ort?.land ?? ''}
            onChange={({ target: { value } }) => isLand(value) && rememberFristOrt({ land: value, gemeinde: null })}
          >
            <option value="">{t('frist.choose')}</option>
            {Object.entries(laender).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <MonthGrid weeks={weeks} label={month} chosen={chosen} today={today} ort={ort} on={on} onDay={onDay} />
      <DayList day={chosen} {...on(chosen)} onFrist={onFrist} />
    </div>
  );
}

interface OnDay {
  readonly fristen: readonly FristZeile[];
  readonly wiedervorlagen: readonly WiedervorlageZeile[];
}

function MonthGrid(props: {
  readonly weeks: readonly (readonly string[])[];
  readonly label: string;
  readonly chosen: string;
  readonly today: string;
  readonly ort: Ort | null;
  readonly on: (tag: string) => OnDay;
  readonly onDay: (day: string) => void;
}) {
  const { weeks, label, chosen, today, ort, on, onDay } = props;
  const { t, weekday } = useTexts();
  const cell = useRef<HTMLButtonElement>(null);
  const moved = useRef(false);
  // The focus follows the arrow keys, and stays where it is when the month is turned by its buttons.
  useEffect(() => {
    if (moved.current) cell.current?.focus();
    moved.current = false;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey ? null : dayAfterKey(chosen, event.key);
    if (next === null) return;
    event.preventDefault();
    moved.current = true;
    onDay(next);
  };
  return (
    <table className="month-grid" aria-label={label} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {weeks[0]?.map((tag) => (
            <th key={tag} scope="col" abbr={weekday(tag)}>
              {weekday(tag).slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((tag) => (
              <td key={tag} className={tag.slice(0, 7) === chosen.slice(0, 7) ? '' : 'other'}>
                <button
                  ref={tag === chosen ? cell : undefined}
                  type="button"
                  className="month-day"
                  tabIndex={tag === chosen ? 0 : -1}
                  aria-pressed={tag === chosen}
                  {...(tag === today ? { 'aria-current': 'date' as const } : {})}
                  onClick={() => onDay(tag)}
                >
                  <DayContent
                    tag={tag}
                    free={ort && freierTag(tag, ort)}
                    {...on(tag)}
                    todayWord={t('wort.today')}
                    isToday={tag === today}
                  />
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayContent(
  props: OnDay & {
    readonly tag: string;
    readonly free: FreierTag | null;
    readonly isToday: boolean;
    readonly todayWord: string;
  },
) {
  const { t, date } = useTexts();
  const { tag, free, fristen, wiedervorlagen } = props;
  const holiday = free === 'samstag' || free === 'sonntag' ? null : free;
  return (
    <>
      <span className="visually-hidden">{date(tag)}</span>
      <span className="month-number" aria-hidden="true">
        {Number(tag.slice(8, 10))} {props.isToday && <small>{props.todayWord}</small>}
      </span>
      {holiday && <small className="month-holiday">{t(`frist.grund.${holiday}`)}</small>}
      {fristen.length > 0 && <small className="month-frist">{t('frist.month.fristen', { n: fristen.length })}</small>}
      {wiedervorlagen.length > 0 && <small>{t('frist.month.wv', { n: wiedervorlagen.length })}</small>}
    </>
  );
}

function DayList({
  day,
  fristen,
  wiedervorlagen,
  onFrist,
}: OnDay & { readonly day: string; readonly onFrist: (id: string) => void }) {
  const { t, date } = useTexts();
  return (
    <section className="sec" aria-label={date(day)}>
      <h3>{date(day)}</h3>
      {fristen.length + wiedervorlagen.length === 0 && <small>{t('frist.month.empty')}</small>}
      {fristen.map((row) => (
        <div key={row.id} className="row">
          <Button onPress={() => onFrist(row.id)}>{row.bezeichnung}</Button>
          <small>
            {row.zeichen} · {row.vorgangTitel}
          </small>
        </div>
      ))}
      {wiedervorlagen.map((row) => (
        <div key={row.vorgang} className="row">
          <Button onPress={() => navigate(`vorgang/${row.vorgang}`)}>{t('feld.wiedervorlage')}</Button>
          <small>
            {row.zeichen} · {row.vorgangTitel}
          </small>
        </div>
      ))}
    </section>
  );
}
