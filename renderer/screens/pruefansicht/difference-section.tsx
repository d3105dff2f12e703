import type { SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import { changeWords } from '../../../shared/texts/change-words.ts';
import { Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { DifferenceRow } from './difference-row.tsx';
import type { Difference, Differences } from './differences.ts';
import { summaryOf } from './signature-words.ts';
import type { Compare } from './use-compare.ts';

const tones = {
  unchanged: 'ok',
  permitted: '',
  covering: 'warn',
  forbidden: 'bad',
  unproven: 'bad',
  unknown: 'bad',
} as const;

interface DifferenceSectionProps {
  readonly signature: SignatureVerdict;
  readonly differences: Differences;
  readonly compare: Compare;
  readonly shown: number | null;
  readonly onShow: (difference: Difference) => void;
}

/** What came after the signature, in words: each place on the pages, then what no page shows. */
export function DifferenceSection(props: DifferenceSectionProps) {
  const { t, language } = useTexts();
  const { signature, differences, compare } = props;
  const { onPages, elsewhere } = differences;
  const done = compare.outcomes.size;
  const total = compare.pairs.length;
  const same = [...compare.outcomes.values()].filter(({ kind }) => kind === 'same').length;
  const summary = summaryOf(signature, onPages);
  return (
    <Section title={t('vergleich.list')}>
      <p className={`note ${tones[summary]}`}>{t(`vergleich.means.${summary}`)}</p>
      {total > 0 && done < total && (
        <Progress
          label={t('vergleich.comparing')}
          done={done}
          total={total}
          amounts={t('vergleich.compared', { done, total })}
        />
      )}
      {total > 0 && done === total && (
        <small role="status">{t('vergleich.result', { n: onPages.length, same, total })}</small>
      )}
      <ol className="row-list differences" data-arrows="">
        {onPages.map((difference) => (
          <li key={difference.number}>
            <SignedRow difference={difference} isShown={props.shown === difference.number} onShow={props.onShow} />
          </li>
        ))}
      </ol>
      {elsewhere.length > 0 && (
        <>
          <h3 className="elsewhere">{t('vergleich.elsewhere')}</h3>
          <ul className="row-list differences plain">
            {elsewhere.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list of one signature never changes its order
              <li key={index}>
                {!change.isPermitted && <Tag tone="bad">{t('vergleich.forbidden')}</Tag>}{' '}
                {changeWords(language, change)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

interface SignedRowProps {
  readonly difference: Difference;
  readonly isShown: boolean;
  readonly onShow: (difference: Difference) => void;
}

function SignedRow(props: SignedRowProps) {
  const { t } = useTexts();
  const { tone, signed } = props.difference;
  const sides = [
    (text: string) => t('vergleich.text.signed', { text }),
    (text: string) => t('vergleich.text.current', { text }),
  ] as const;
  return (
    <DifferenceRow {...props} sides={sides}>
      <small>{t(`vergleich.tone.${tone}`)}</small>
      {tone === 'covering' && signed && <small>{t('vergleich.text.covered', { text: signed })}</small>}
    </DifferenceRow>
  );
}
