import { useState } from 'react';
import { fileDokument } from '../../actions/file-dokument.ts';
import type { VorgangZeile } from '../../replica-api/akte-rows.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQueryWindow } from '../../use-query-window.ts';

/** Finds the Vorgang that an Eingang belongs to, and files it there. */
export function FileDialog({ row, onClose }: { readonly row: DokumentZeile; readonly onClose: () => void }) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const list = useQueryWindow('vorgaenge', {
    akte: null,
    text: text.trim(),
    sort: 'geschaeftszeichen',
    descending: false,
  });
  const task = useTask();
  const target = current === null ? undefined : list.known.get(current);
  const file = async (vorgang: VorgangZeile) => {
    if (!(await task.run(() => fileDokument(row.id, vorgang.id)))) return;
    showNotice({
      text: t('eingang.filed', { titel: row.titel, zeichen: vorgang.geschaeftszeichen }),
      isUnsent: true,
    });
    onClose();
  };
  return (
    <Dialog
      title={t('pick.title')}
      onClose={onClose}
      wide
      actions={
        <>
          <Button look="go" isDisabled={!target || task.isRunning} onPress={() => target && void file(target)}>
            {t('pick.go')}
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
          onOpen={(one) => void file(one)}
          onVisible={list.onVisible}
          empty={<p className="empty">{t('pick.none')}</p>}
        />
      </div>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
