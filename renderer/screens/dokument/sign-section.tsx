import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import { type ChosenKey, chooseKey, lastKey, type SignStep, signSteps } from '../../actions/sign-dokument.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { CardDialog } from './card-dialog.tsx';

/** The key file or card to sign with: the one used last until the person chooses another. */
export function useSigningKey() {
  const [key, setKey] = useState<ChosenKey | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    lastKey().then(setKey, setError);
  }, []);
  const choose = async (): Promise<ChosenKey | null> => {
    setError(null);
    try {
      const chosen = await chooseKey();
      if (chosen) setKey(chosen);
      return chosen;
    } catch (reason) {
      setError(reason);
      return null;
    }
  };
  return { key, error, choose, take: setKey };
}

interface SignSectionProps {
  readonly signingKey: ChosenKey | null;
  /** What signing does now; null when nobody is signing. */
  readonly step: SignStep | null;
  /** Why the engine would refuse this file. */
  readonly refusal: ErrorCode | null;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
  readonly onTake: (key: ChosenKey) => void;
  readonly onSign: (isVisible: boolean) => void;
}

/** With which key, what it legally means, where it shows, and the act itself. */
export function SignSection(props: SignSectionProps) {
  const { t } = useTexts();
  const [isAskingCard, setAskingCard] = useState(false);
  const { signingKey, step, refusal, error, isBusy } = props;
  const stepNumber = step ? signSteps.indexOf(step) + 1 : 0;
  const amounts = t('dok.sign.step', { n: stepNumber, total: signSteps.length });
  return (
    <Section title={t('dok.sign')}>
      <Facts
        rows={[
          [
            t(signingKey?.kind === 'card' ? 'dok.sign.card' : 'dok.sign.key'),
            <span className="row" key="key">
              {signingKey?.fileName ?? t('dok.sign.noKey')}
              <Button look="quiet" isDisabled={isBusy} onPress={props.onChoose}>
                {t(signingKey?.kind === 'file' ? 'dok.sign.change' : 'dok.sign.choose')}
              </Button>
              <Button look="quiet" isDisabled={isBusy} onPress={() => setAskingCard(true)}>
                {t('dok.sign.chooseCard')}
              </Button>
            </span>,
          ],
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
      {isAskingCard && (
        <CardDialog
          onChosen={(key) => {
            setAskingCard(false);
            props.onTake(key);
          }}
          onClose={() => setAskingCard(false)}
        />
      )}
    </Section>
  );
}
