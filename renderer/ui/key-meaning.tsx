import type { ChosenKey } from '../../shared/bridge.ts';
import { legalMeaningBefore } from '../../shared/legal-meaning.ts';
import { Tag } from './tag.tsx';
import { useTexts } from './use-texts.ts';

/** What signing with the chosen key legally means; nothing before there is a key that is known. */
export function KeyMeaning({ chosen }: { readonly chosen: ChosenKey | null }) {
  const { t } = useTexts();
  const rank = chosen?.rank;
  if (!rank) return null;
  return (
    <p className="key-meaning">
      <Tag tone="info">{t(`legal.rank.${rank.qualification}`)}</Tag>{' '}
      <small>
        {legalMeaningBefore(rank)
          .map((key) => t(key))
          .join(' ')}
      </small>
    </p>
  );
}
