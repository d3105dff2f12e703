import { putAway } from '../../actions/hand-over.ts';
import type { UebergabeStand } from '../../replica-api/handover-rows.ts';
import type { AusgangZeile } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** To whom refused work was given; once the authority has it, it may be put away. */
export function HandedOver({ row, stand }: { readonly row: AusgangZeile; readonly stand: UebergabeStand }) {
  const { t, dateTime } = useTexts();
  const task = useTask();
  const isDone = stand.state === 'done';
  const put = async () => {
    if (await task.run(() => putAway(row.n))) showNotice({ text: ({ t }) => t('uebergabe.away') });
  };
  return (
    <Section title={t('ausgang.rejected')}>
      <p>{t(isDone ? 'uebergabe.done' : 'uebergabe.waiting', { an: stand.an, zeit: dateTime(stand.zeit) })}</p>
      {isDone && <p>{t('uebergabe.done.why')}</p>}
      <ErrorNote error={task.error} />
      {isDone && (
        <div className="row">
          <Button look="go" isDisabled={task.isRunning} onPress={() => void put()}>
            {t('uebergabe.putAway')}
          </Button>
        </div>
      )}
    </Section>
  );
}
