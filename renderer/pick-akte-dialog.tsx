import { useState } from 'react';
import type { AkteZeile } from './replica-api/akte-rows.ts';
import { Button } from './ui/button.tsx';
import { DataGrid } from './ui/data-grid.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { TextField } from './ui/field.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQueryWindow } from './use-query-window.ts';

interface PickAkteDialogProps {
  readonly title: string;
  readonly hint: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  /** Cannot be picked: it is the present one. */
  readonly present: string;
  /** What is done with the chosen one; what it throws is shown in the dialog. */
  readonly onPick: (akte: AkteZeile) => Promise<void>;
  readonly onClose: () => void;
}

/** Finds an Akte by typing and does something with it; closes when that is done. */
export function PickAkteDialog({ title, hint, go, present, onPick, onClose }: PickAkteDialogProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const list = useQueryWindow('akten', {
    aktenplaneinheit: null,
    text: text.trim(),
    sort: 'aktenzeichen',
    descending: false,
  });
  const task = useTask();
  const found = current === null ? undefined : list.known.get(current);
  const mayPick = (akte: AkteZeile) => akte.id !== present && akte.status !== 'zdA';
  const target = found && mayPick(found) ? found : undefined;
  const pick = async (akte: AkteZeile) => {
    if (await task.run(() => onPick(akte))) onClose();
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
        label={t('verschieben.suchen')}
        type="search"
        hint={hint}
        value={text}
        onChange={(value) => {
          setText(value);
          setCurrent(null);
        }}
        autoFocus
      />
      <div className="pick-list">
        <DataGrid
          name="pick-akte"
          label={t('akten.list')}
          columns={[
            { id: 'titel', label: t('feld.titel'), width: 'flex', cell: (one: AkteZeile) => one.titel },
            {
              id: 'zeichen',
              label: t('feld.aktenzeichen'),
              width: 10,
              muted: true,
              end: true,
              cell: (one) => one.aktenzeichen,
            },
          ]}
          count={list.total ?? 0}
          rowAt={list.rowAt}
          rowKey={(one) => one.id}
          rowName={(one) => one.titel}
          current={current}
          onCurrent={setCurrent}
          onOpen={(one) => mayPick(one) && void pick(one)}
          onVisible={list.onVisible}
          empty={<p className="empty">{t('verschieben.keine')}</p>}
        />
      </div>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
