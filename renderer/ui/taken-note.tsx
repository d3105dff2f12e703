import type { Mitnahme } from '../../shared/mitnahme.ts';
import { useTexts } from './use-texts.ts';

/** Who has the Akte offline on another device: what is written there meanwhile arrives later. */
export function TakenNote({ mitnahmen }: { readonly mitnahmen: readonly Mitnahme[] }) {
  const { t, dateTime } = useTexts();
  if (mitnahmen.length === 0) return null;
  const wer = mitnahmen.map(({ von, seit }) => t('akte.taken.one', { von, seit: dateTime(seit) })).join('; ');
  return <p className="note inset">{t('akte.taken', { wer })}</p>;
}
