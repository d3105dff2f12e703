import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { useTexts } from './ui/use-texts.ts';

const shortcuts = [
  'find',
  'search',
  'screens',
  'regions',
  'move',
  'open',
  'back',
  'save',
  'undo',
  'print',
  'window',
  'edge',
  'platz',
  'baustein',
  'select',
  'selectAll',
  'width',
  'filter',
  'ablegen',
  'stempeln',
  'unterschreiben',
  'aufnehmen',
  'kreis',
  'wiedervorlage',
  'weitergeben',
  'decide',
  'differences',
  'lock',
  'help',
] as const;

/** Every shortcut on one page. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog
      title={t('shortcuts.title')}
      onClose={onClose}
      wide
      actions={
        <Button look="go" autoFocus onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <dl className="kv keys">
        {shortcuts.map((name) => (
          <div key={name}>
            <dt>
              <kbd>{t(`shortcuts.key.${name}`)}</kbd>
            </dt>
            <dd>{t(`shortcuts.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
