import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { useTexts } from './use-texts.ts';

/** Says that the person may use no stamp here. */
export function NoStampDialog(props: { readonly title: string; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={<Button onPress={props.onClose}>{t('stempel.close')}</Button>}
    >
      <p>{t('stempel.noneForYou')}</p>
    </Dialog>
  );
}
