import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import { type SignStep, signSteps } from '../../actions/sign-dokument.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { KeyChoice, keyLabel, type SigningKeys } from '../../ui/key-choice.tsx';
import { Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface SignSectionProps {
  readonly keys: SigningKeys;
  /** What signing does now; null when nobody is signing. */
  readonly step: SignStep | null;
  /** Why the engine would refuse this file. */
  readonly refusal: ErrorCode | null;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onSign: (isVisible: boolean) => void;
  /** What waits for a connection. */
  readonly prepared: ReactNode;
}

/** With which key, what it legally means, where it shows, and the act itself. */
export function SignSection(props: SignSectionProps) {
  const { t } = useTexts();
  const { keys, step, refusal, error, isBusy } = props;
  const stepNumber = step ? signSteps.indexOf(step) + 1 : 0;
  const amounts = t('dok.sign.step', { n: stepNumber, total: signSteps.length });
  return (
    <Section title={t('dok.sign')}>
      <Facts
        rows={[
          [t(keyLabel(keys.key)), <KeyChoice key="key" keys={keys} isBusy={isBusy} />],
          [
            t('dok.sign.kind'),
            <span key="kind">
              <Tag tone="info">{t('dok.sign.advanced')}</Tag> {t('dok.sign.advancedMeans')}
            </span>,
          ],
          [t('dok.sign.visible'), t('dok.sign.visibleHint')],
          [t('dok.sign.time'), t('dok.sign.timeNote')],
          [t('dok.sign.revocation'), t('dok.sign.revocationNote')],
        ]}
      />
      {props.prepared}
      {refusal && <ErrorCodeNote code={refusal} />}
      <div className="row">
        <Button look="go" isDisabled={isBusy || refusal !== null} onPress={() => props.onSign(true)}>
          {t('dok.sign.go')}
        </Button>
        <Button isDisabled={isBusy || refusal !== null} onPress={() => props.onSign(false)}>
          {t('dok.sign.invisible')}
        </Button>
      </div>
      <div aria-live="polite">
        {step && (
          <Progress label={t(`dok.sign.step.${step}`)} done={stepNumber} total={signSteps.length} amounts={amounts} />
        )}
      </div>
      <ErrorNote error={error} />
    </Section>
  );
}
