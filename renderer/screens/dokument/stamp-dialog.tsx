import { type FormEvent, type ReactNode, useId } from 'react';
import { drawsOnPages, type StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { prefillStamp, type StampFacts, type StampValues } from '../../../shared/pdf/stamp/stamp-values.ts';
import { rememberedStamp } from '../../state/remembered-stamps.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NoStampDialog } from '../../ui/no-stamp-dialog.tsx';
import { StampDraftForm, useStampDraft } from '../../ui/stamp-draft.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface StampDialogProps {
  readonly kinds: readonly StampKind[];
  readonly facts: StampFacts;
  /** Whether the Dokument still lacks its Eingangsstempel: then that one is laid ready. */
  readonly isReceiptNext: boolean;
  readonly isBusy: boolean;
  readonly onStamp: (kind: StampKind, values: StampValues) => void;
  readonly onClose: () => void;
  /** What went wrong, and what can be done instead. */
  readonly children: (kind: StampKind, values: StampValues) => ReactNode;
}

/** Asks what a stamp shall say. */
export function StampDialog({ kinds, facts, isReceiptNext, isBusy, onStamp, onClose, children }: StampDialogProps) {
  const { t } = useTexts();
  const formId = useId();
  const draft = useStampDraft({
    kinds,
    person: facts.person,
    first: kinds.find(({ nature }) => isReceiptNext && nature === 'eingang') ?? kinds[0],
    prefill: (of) => prefillStamp(of, facts, new Date(), rememberedStamp(of.id)?.values),
  });
  const { kind, values } = draft;
  const title = t('dok.stamp.title', { titel: facts.titel });
  if (!kind) return <NoStampDialog title={title} onClose={onClose} />;
  const isCopy = drawsOnPages(kind.nature);
  const isCertified = kind.nature === 'beglaubigung-elektronisch';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.check()) onStamp(kind, values);
  };
  const go = isCopy ? 'stempel.saveCopy' : 'dok.stamp.go';
  const actions = (
    <>
      <Button look="go" type="submit" form={formId} autoFocus isDisabled={isBusy}>
        {t(isBusy ? 'dok.stamp.layout' : go)}
      </Button>
      <Button onPress={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <p className="muted">{t(isCopy ? 'stempel.copyWhy' : isCertified ? 'stempel.certifyWhy' : 'dok.stamp.why')}</p>
        <StampDraftForm
          kinds={kinds}
          draft={draft}
          {...(kind.nature === 'eingang' ? { hasReceipt: facts.eingangsdatum !== null } : {})}
        />
        {children(kind, values)}
      </form>
    </Dialog>
  );
}
