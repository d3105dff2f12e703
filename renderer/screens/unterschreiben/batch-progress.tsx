import { cancelBatch } from '../../actions/sign-batch.ts';
import { type BatchEntry, useBatch } from '../../state/batch.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { secondsLeft } from './seconds-left.ts';

interface BatchProgressProps {
  readonly entries: readonly BatchEntry[];
  readonly phase: 'signing' | 'ending';
}

/** How far it is, with which document, how long it may still take, and the way out. */
export function BatchProgress({ entries, phase }: BatchProgressProps) {
  const { t } = useTexts();
  const { done: n, total, startedAt, atReader } = useBatch();
  const present = entries.find(({ state }) => state === 'signing');
  const left = secondsLeft({ done: n, total, elapsedMs: performance.now() - startedAt });
  const time = left === null ? null : t(...inUnits(left));
  const label = phase === 'ending' ? t('batch.ending') : t('batch.running', { titel: present?.titel ?? '' });
  return (
    <Section title={t('batch.sign')}>
      <Progress
        label={label}
        done={n}
        total={total}
        amounts={time === null ? t('batch.amounts', { n, total }) : t('batch.amountsLeft', { n, total, time })}
      />
      {atReader && <p>{t('batch.atReader')}</p>}
      <div className="row">
        <Button autoFocus isDisabled={phase === 'ending'} onPress={cancelBatch}>
          {t('batch.stop')}
        </Button>
      </div>
    </Section>
  );
}

function inUnits(seconds: number): ['batch.seconds' | 'batch.minutes', { n: number }] {
  return seconds < 90 ? ['batch.seconds', { n: seconds }] : ['batch.minutes', { n: Math.round(seconds / 60) }];
}
