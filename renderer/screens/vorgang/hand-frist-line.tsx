import { editVorgang } from '../../actions/edit-vorgang.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface HandFristLineProps {
  readonly detail: VorgangDetail;
  /** The day as it was typed into the Vorgang, `YYYY-MM-DD`. */
  readonly tag: string;
  readonly isClosed: boolean;
  readonly onTake: () => void;
}

/** A day that stands in the Vorgang since before Fristen were computed: it becomes one, or goes (F52). */
export function HandFristLine({ detail: { vorgang }, tag, isClosed, onTake }: HandFristLineProps) {
  const { t } = useTexts();
  const task = useTask();
  const set = (frist: string | null) => editVorgang(vorgang.id, { set: { frist }, base: { frist: vorgang.rev } });
  const clear = async () => {
    if (!(await task.run(() => set(null)))) return;
    showNotice({
      text: ({ t }) => t('frist.vonHand.cleared'),
      isUnsent: true,
      undo: () => set(tag),
    });
  };
  return (
    <>
      <div className="row">
        <span>{t('frist.vonHand')}</span>
        <Deadline date={tag} />
      </div>
      {!isClosed && (
        <>
          <small>{t('frist.vonHand.was')}</small>
          <div className="row">
            <Button onPress={onTake}>{t('frist.vonHand.take')}</Button>
            <Button
              look="quiet"
              aria-label={`${t('frist.vonHand')}: ${t('frist.vonHand.clear')}`}
              isDisabled={task.isRunning}
              onPress={() => void clear()}
            >
              {t('frist.vonHand.clear')}
            </Button>
          </div>
        </>
      )}
      <ErrorNote error={task.error} />
    </>
  );
}
