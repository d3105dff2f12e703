import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** Giving up a text that nobody saved: it is gone, so it is asked for. */
export function DiscardDialog(props: { readonly onDiscard: () => void; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog
      title={t('schreiben.discard.title')}
      onClose={props.onClose}
      actions={
        <>
          <Button look="go" onPress={props.onClose}>
            {t('schreiben.discard.keep')}
          </Button>
          <Button onPress={props.onDiscard}>{t('schreiben.discard.go')}</Button>
        </>
      }
    >
      <p>{t('schreiben.discard.why')}</p>
    </Dialog>
  );
}
