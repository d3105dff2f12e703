import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { drawsOnPages, type StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import {
  missingStampFields,
  prefillStamp,
  type StampFacts,
  type StampValues,
} from '../../../shared/pdf/stamp/stamp-values.ts';
import { rememberedStamp } from '../../state/remembered-stamps.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { StampForm } from '../../ui/stamp-form.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface StampDialogProps {
  readonly kinds: readonly StampKind[];
  readonly facts: StampFacts;
  readonly isBusy: boolean;
  readonly onStamp: (kind: StampKind, values: StampValues) => void;
  readonly onClose: () => void;
  /** What went wrong, and what can be done instead. */
  readonly children: (kind: StampKind, values: StampValues) => ReactNode;
}

/** Asks what a stamp shall say. */
export function StampDialog({ kinds, facts, isBusy, onStamp, onClose, children }: StampDialogProps) {
  const { t, language } = useTexts();
  const formId = useId();
  const prefill = (of: StampKind) => prefillStamp(of, facts, new Date(), rememberedStamp(of.id)?.values);
  const [kind, setKind] = useState(kinds[0]);
  const [values, setValues] = useState(() => (kinds[0] ? prefill(kinds[0]) : {}));
  const [isTried, setTried] = useState(false);
  if (!kind) {
    return (
      <Dialog title={t('dok.stamp.title', { titel: facts.titel })} onClose={onClose} actions={null}>
        <p>{t('stempel.noneForYou')}</p>
        <Button onPress={onClose}>{t('stempel.close')}</Button>
      </Dialog>
    );
  }
  const missing = missingStampFields(kind, values);
  const isCopy = drawsOnPages(kind.nature);
  const isCertified = kind.nature === 'beglaubigung-elektronisch';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0) onStamp(kind, values);
  };
  const go = isCopy ? 'stempel.saveCopy' : 'dok.stamp.go';
  const actions = (
    <>
      <Button look="go" type="submit" form={formId} isDisabled={isBusy}>
        {t(isBusy ? 'dok.stamp.layout' : go)}
      </Button>
      <Button onPress={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog title={t('dok.stamp.title', { titel: facts.titel })} onClose={onClose} actions={actions}>
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <p className="muted">{t(isCopy ? 'stempel.copyWhy' : isCertified ? 'stempel.certifyWhy' : 'dok.stamp.why')}</p>
        <SelectField
          label={t('dok.stamp.kind')}
          value={kind.id}
          options={kinds.map(({ id, title }) => ({ value: id, label: title[language] }))}
          onChange={(value) => {
            const next = kinds.find((each) => each.id === value) ?? kind;
            setKind(next);
            setValues(prefill(next));
            setTried(false);
          }}
        />
        <StampForm
          kind={kind}
          values={values}
          missing={isTried ? missing : []}
          {...(kind.nature === 'eingang' ? { hasReceipt: facts.eingangsdatum !== null } : {})}
          onChange={setValues}
        />
        {children(kind, values)}
      </form>
    </Dialog>
  );
}
