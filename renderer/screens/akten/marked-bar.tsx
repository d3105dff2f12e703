import { akten, pack, unpack } from '../../actions/pack-scopes.ts';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface MarkedBarProps {
  readonly rows: readonly AkteZeile[];
  readonly onPack: (rows: readonly AkteZeile[]) => void;
  readonly onDone: () => void;
}

/** Says what will happen to how many marked Akten. */
export function MarkedBar({ rows, onPack, onDone }: MarkedBarProps) {
  const { t } = useTexts();
  const task = useTask();
  const toPack = rows.filter((row) => !row.gepackt);
  const toUnpack = rows.filter((row) => row.gepackt);
  const leave = async () => {
    const ids = toUnpack.map((row) => row.id);
    if (!(await task.run(() => unpack(akten(ids))))) return;
    showNotice({ text: ({ t }) => t('akten.unpackedNow', { n: ids.length }), undo: () => pack(akten(ids)) });
    onDone();
  };
  return (
    <div>
      <div className="tools">
        <strong>{t('grid.selected', { n: rows.length })}</strong>
        {toPack.length > 0 && (
          <Button look="go" onPress={() => onPack(toPack)}>
            {t('akten.packMany', { n: toPack.length })}
          </Button>
        )}
        {toUnpack.length > 0 && (
          <Button isDisabled={task.isRunning} onPress={() => void leave()}>
            {t('akten.unpackMany', { n: toUnpack.length })}
          </Button>
        )}
        <span className="gap" />
        <Button look="quiet" onPress={onDone}>
          {t('cancel')}
        </Button>
      </div>
      <ErrorNote error={task.error} />
    </div>
  );
}
