import { addDays } from '../../../shared/frist/tag.ts';
import { localDay } from '../../../shared/local-day.ts';
import { setWiedervorlage } from '../../actions/set-wiedervorlage.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface WiedervorlageLineProps {
  readonly detail: VorgangDetail;
  readonly isClosed: boolean;
}

/** When a Vorgang shall reappear, and the quick ways to say so. */
export function WiedervorlageLine({ detail: { vorgang }, isClosed }: WiedervorlageLineProps) {
  const { t, date } = useTexts();
  const task = useTask();
  const present = typeof vorgang.felder.wiedervorlage === 'string' ? vorgang.felder.wiedervorlage : null;
  const set = async (tag: string | null) => {
    await task.run(async () => {
      const undo = await setWiedervorlage(vorgang.id, tag, vorgang.rev);
      showNotice({
        text: ({ t }) => (tag ? t('frist.wv.set', { tag: date(tag) }) : t('frist.wv.cleared')),
        isUnsent: true,
        undo,
      });
    });
  };
  const inWeeks = (n: number) => addDays(localDay(new Date().toISOString()), n * 7);
  return (
    <>
      <div className="row">
        <span>
          {t('feld.wiedervorlage')}: {present ? date(present) : t('none')}
        </span>
      </div>
      {!isClosed && (
        <div className="row">
          {[1, 4].map((n) => (
            <Button key={n} isDisabled={task.isRunning} onPress={() => void set(inWeeks(n))}>
              {t('frist.wv.inWeeks', { n })}
            </Button>
          ))}
          {present && (
            <Button look="quiet" isDisabled={task.isRunning} onPress={() => void set(null)}>
              {t('frist.wv.clear')}
            </Button>
          )}
        </div>
      )}
      <ErrorNote error={task.error} />
    </>
  );
}
