import { pack } from './actions/pack-scopes.ts';
import type { ScopeName } from './replica-api/store-rows.ts';
import { showNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

interface PackDialogProps {
  readonly scopes: readonly ScopeName[];
  readonly title: string;
  /** What the list is made of, where the title does not say it. */
  readonly note?: string;
  readonly onClose: () => void;
  readonly onPacked: () => void;
}

/** Shows what packing loads, and whether there is room for it, before it loads anything. */
export function PackDialog({ scopes, title, note, onClose, onPacked }: PackDialogProps) {
  const { t, size } = useTexts();
  const task = useTask();
  const plan = useQuery('packPlan', { scopes });
  const isTooMuch = plan?.freeBytes != null && plan.missingBytes > plan.freeBytes;
  const take = async () => {
    const isHere = plan?.missingBytes === 0;
    if (!(await task.run(() => pack(scopes)))) return;
    showNotice({ text: ({ t }) => t(isHere ? 'pack.isHere' : 'pack.started') });
    onPacked();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          {/* Born anew with the plan: what is disabled cannot take the focus. */}
          <Button
            key={plan ? 'ready' : 'reading'}
            look="go"
            autoFocus={!document.activeElement?.closest('.dialog-actions')}
            isDisabled={task.isRunning || !plan || isTooMuch}
            onPress={() => void take()}
          >
            {title}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {note && <p>{note}</p>}
      <ul className="plain-list">
        {plan?.zeilen.slice(0, 8).map((zeile) => (
          <li key={zeile.id}>
            <span>{zeile.titel || t('pack.vorrat')}</span>
            <span className="num">{size(zeile.sizeBytes)}</span>
          </li>
        ))}
        {plan && plan.zeilen.length > 8 && <li className="muted">+ {plan.zeilen.length - 8}</li>}
      </ul>
      {plan && <p>{t('akten.packSize', { size: size(plan.missingBytes), total: size(plan.sizeBytes) })}</p>}
      {plan?.freeBytes != null && <p>{t('pack.free', { size: size(plan.freeBytes) })}</p>}
      {isTooMuch && <p role="alert">{t('pack.tooMuch')}</p>}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
