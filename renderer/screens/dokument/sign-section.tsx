import { type ReactNode, useEffect, useState } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CertificationLevel, SignatureFieldFacts } from '../../../shared/pdf/pdf-types.ts';
import { type SignStep, signSteps } from '../../actions/sign-dokument.ts';
import { readSignatureLook, type SignatureLook } from '../../actions/signature-look.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { KeyChoice, keyLabel, type SigningKeys } from '../../ui/key-choice.tsx';
import { KeyMeaning } from '../../ui/key-meaning.tsx';
import { Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { CertifyChoice } from './certify-choice.tsx';
import { LookDialog } from './look-dialog.tsx';
import { newPlace, PlaceChoice } from './place-choice.tsx';
import type { SignChoice } from './use-signing.ts';

interface SignSectionProps {
  readonly keys: SigningKeys;
  /** What signing does now; null when nobody is signing. */
  readonly step: SignStep | null;
  /** Why the engine would refuse this file. */
  readonly refusal: ErrorCode | null;
  readonly error: unknown;
  readonly isBusy: boolean;
  /** Whether signing is what most people want now. */
  readonly isNext: boolean;
  /** The signature fields of the file, as far as it was looked into. */
  readonly fields: readonly SignatureFieldFacts[];
  /** Would it be the first signature of the file? */
  readonly isFirst: boolean;
  readonly onSign: (choice: SignChoice) => void;
  /** What waits for a connection. */
  readonly prepared: ReactNode;
}

/** With which key, what it legally means, where it shows, and the act itself. */
export function SignSection(props: SignSectionProps) {
  const { t } = useTexts();
  const { keys, step, refusal, error, isBusy, fields } = props;
  const { look, setLook } = useSignatureLook();
  const [isAskingLook, setAskingLook] = useState(false);
  const [place, setPlace] = useState(newPlace);
  const [level, setLevel] = useState<CertificationLevel | null>(null);
  // Another Version may lack the field.
  const chosen = fields.some(({ name, signed }) => name === place.field && !signed) ? place : newPlace;
  const sign = (isVisible: boolean) =>
    look && props.onSign({ ...chosen, isVisible, look, certify: props.isFirst ? level : null });
  const stepNumber = step ? signSteps.indexOf(step) + 1 : 0;
  const amounts = t('dok.sign.step', { n: stepNumber, total: signSteps.length });
  return (
    <Section title={t('dok.sign')}>
      <Facts
        rows={[
          [t(keyLabel(keys.key)), <KeyChoice key="key" keys={keys} isBusy={isBusy} />],
          [
            t('dok.sign.visible'),
            <span className="key-choice" key="visible">
              <span>{t(chosen.field === null ? 'dok.sign.visibleHint' : 'feld.imFeld')}</span>
              <Button look="quiet" isDisabled={isBusy || look === null} onPress={() => setAskingLook(true)}>
                {t('look.open')}
              </Button>
            </span>,
          ],
        ]}
      />
      <KeyMeaning chosen={keys.key} />
      <PlaceChoice fields={fields} chosen={chosen} isBusy={isBusy} onChoose={setPlace} />
      {props.isFirst && <CertifyChoice level={level} isBusy={isBusy} onChoose={setLevel} />}
      {props.prepared}
      {refusal && <ErrorCodeNote code={refusal} />}
      <div className="row">
        <Button
          look={props.isNext ? 'go' : 'plain'}
          isDisabled={isBusy || refusal !== null || look === null}
          onPress={() => sign(true)}
        >
          {t('dok.sign.go')}
        </Button>
        <Button isDisabled={isBusy || refusal !== null || look === null} onPress={() => sign(false)}>
          {t('dok.sign.invisible')}
        </Button>
      </div>
      <div aria-live="polite">
        {step && (
          <Progress label={t(`dok.sign.step.${step}`)} done={stepNumber} total={signSteps.length} amounts={amounts} />
        )}
      </div>
      <ErrorNote error={error} />
      {isAskingLook && look && <LookDialog look={look} onSaved={setLook} onClose={() => setAskingLook(false)} />}
    </Section>
  );
}

/** The look that the person chose last; null until main said it. */
function useSignatureLook() {
  const [look, setLook] = useState<SignatureLook | null>(null);
  useEffect(() => {
    readSignatureLook().then(setLook, () => undefined);
  }, []);
  return { look, setLook };
}
