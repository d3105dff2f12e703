import { useState } from 'react';
import type { VorgangZeile } from './replica-api/akte-rows.ts';
import { Button } from './ui/button.tsx';
import { DataGrid } from './ui/data-grid.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { TextField } from './ui/field.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQueryWindow } from './use-query-window.ts';

interface PickVorgangDialogProps {
  readonly title: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  /** Only those of this Akte; absent = of all. */
  readonly akte?: string;
  /** What is done with the chosen one; what it throws is shown in the dialog. */
  readonly onPick: (vorgang: VorgangZeile) => Promise<void>;
  readonly onClose: () => void;
}

/** Finds a Vorgang by typing and does something with it; closes when that is done. */
export function PickVorgangDialog({ title, go, akte, onPick, onClose }: PickVorgangDialogProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const list = useQueryWindow('vorgaenge', {
    akte: akte ?? null,
    text: text.trim(),
    sort: 'geschaeftszeichen',
    descending: false,
  });
  const task = useTask();
  const target = current === null ? undefined : list.known.get(current);
  const pick = async (vorgang: VorgangZeile) => {
    if (await task.run(() => onPick(vorgang))) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      wide
      actions={
        <>
          <Button look="go" isDisabled={!target || task.isRunning} onPress={() => target && void pick(target)}>
            {go}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('pick.search')}
        type="search"
        hint={t('pick.hint')}
        value={text}
        onChange={(value) => {
          setText(value);
          setCurrent(null);
        }}
        autoFocus
      />
      <div className="pick-list">
        <DataGrid
          name="pick-vorgang"
          label={t('pick.list')}
          columns={[
            { id: 'titel', label: t('feld.titel'), width: 'flex', cell: (one: VorgangZeile) => one.titel },
            {
              id: 'zeichen',
              label: t('feld.geschaeftszeichen'),
              width: 10,
              muted: true,
              end: true,
              cell: (one) => one.geschaeftszeichen,
            },
          ]}
          count={list.total ?? 0}
          rowAt={list.rowAt}
          rowKey={(one) => one.id}
          rowName={(one) => one.titel}
          current={current}
          onCurrent={setCurrent}
          onOpen={(one) => void pick(one)}
          onVisible={list.onVisible}
          empty={<p className="empty">{t('pick.none')}</p>}
        />
      </div>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
