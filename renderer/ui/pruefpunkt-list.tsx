import type { Pruefpunkt } from '../../shared/abschluss.ts';
import { Tag } from './tag.tsx';
import { useTexts } from './use-texts.ts';

interface PruefpunktListProps {
  readonly punkte: readonly Pruefpunkt[];
  /** Opens the place where one can be dealt with. */
  readonly onJump: (ort: string) => void;
}

/** What is still open before something is closed, each with a way to it and its weight in words. */
export function PruefpunktList({ punkte, onJump }: PruefpunktListProps) {
  const { t, date } = useTexts();
  if (punkte.length === 0) return <p className="note">{t('abschluss.frei')}</p>;
  return (
    <section aria-label={t('abschluss.offen')}>
      <h3>{t('abschluss.offen')}</h3>
      <ul className="plain-list">
        {punkte.map(({ art, gewicht, name, ort }) => (
          <li key={`${art}:${name}:${ort}`}>
            <span>{t(`pruefpunkt.${art}`, { name: isDay(name) ? date(name) : name })}</span>
            <span className="row tight end">
              <Tag tone={gewicht === 'hart' ? 'bad' : gewicht === 'weich' ? 'warn' : 'info'}>
                {t(`abschluss.${gewicht}`)}
              </Tag>
              {ort !== null && (
                <button
                  type="button"
                  className="status-link"
                  aria-label={`${t('abschluss.zeigen')}: ${name}`}
                  onClick={() => onJump(ort)}
                >
                  {t('abschluss.zeigen')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isDay(name: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(name);
}
