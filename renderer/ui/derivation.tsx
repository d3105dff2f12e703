import type { FristErgebnis, Schritt, Warnung } from '../../shared/frist/schritte.ts';
import { Tag } from './tag.tsx';
import { type Texts, useTexts } from './use-texts.ts';
import './derivation.css';

/** How a Frist came about: its end first, then what is doubtful, one sentence per step, and the sources. */
export function Derivation({ result }: { readonly result: FristErgebnis }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <div className="derivation">
      <p className="derivation-end">
        <small>{t('feld.ende')}</small>
        <strong>
          {result.ende === null ? t('frist.noDate') : `${texts.weekday(result.ende)}, ${day(result.ende, texts)}`}
        </strong>
      </p>
      {result.warnungen.map((warnung) => (
        <p key={warnung.text} className="note warn">
          {sentence('warnung', warnung, texts)}
        </p>
      ))}
      <ol>
        {result.schritte.map((schritt) => (
          <li key={schritt.text}>{sentence('schritt', schritt, texts)}</li>
        ))}
      </ol>
      <p className="row">
        <small>{result.quellen.join(' · ')}</small>
      </p>
      <p className="row">
        <Tag>{t('frist.pruefung')}</Tag>
      </p>
    </div>
  );
}

function sentence(area: 'schritt' | 'warnung', { text, werte }: Schritt | Warnung, texts: Texts): string {
  const words = Object.entries(werte).map(([name, value]) => [name, valueWord(name, value, texts)] as const);
  // Every sentence has the values that its placeholders name (test/shared/frist/schritte.test.ts).
  const t = texts.t as (key: string, values: Readonly<Record<string, string | number>>) => string;
  return t(area === 'schritt' ? `frist.schritt.${text}` : `frist.warnung.${text}`, Object.fromEntries(words));
}

function valueWord(name: string, value: string | number, texts: Texts): string | number {
  if (typeof value === 'number') return value;
  if (name === 'grund') return (texts.t as (key: string) => string)(`frist.grund.${value}`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? texts.date(value) : value;
}

function day(tag: string, texts: Texts): string {
  return texts.date(tag).replace(/^[^,]+, /, '');
}
