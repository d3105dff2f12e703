import type { ChosenKey } from '../../shared/bridge.ts';
import { legalMeaningBefore } from '../../shared/legal-meaning.ts';
import { useTexts } from './use-texts.ts';

/** Whose key it is, where it is not the person's own, and what signing with it legally means, as far as either is known. */
export function KeyMeaning({ chosen }: { readonly chosen: ChosenKey | null }) {
  const { t } = useTexts();
  if (!chosen) return null;
  const { rank, holder, otherHolder } = chosen;
  return (
    <>
      {holder === null && <small className="key-meaning">{t('dok.sign.unread')}</small>}
      {otherHolder && <p className="note warn">{t('dok.sign.otherHolder', otherHolder)}</p>}
      {rank && (
        <small className="key-meaning">
          {legalMeaningBefore(rank)
            .map((key) => t(key))
            .join(' ')}
        </small>
      )}
    </>
  );
}
