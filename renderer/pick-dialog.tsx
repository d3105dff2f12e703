import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from './ui/button.tsx';
import { DataGrid } from './ui/data-grid.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { TextField } from './ui/field.tsx';
import { Tag } from './ui/tag.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';
import type { QueryWindow } from './use-query-window.ts';

interface Pickable {
  readonly id: string;
  readonly titel: string;
  /** Of an Akte or a Vorgang. */
  readonly status?: string;
}
interface PickDialogProps<Row extends Pickable> {
  /** Names the list, whose widths of columns are remembered. */
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  readonly labels: { readonly search: string; readonly list: string; readonly zeichen: string; readonly none: string };
  readonly list: QueryWindow<Row, unknown>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly zeichenOf: (row: Row) => string;
  /** A second line that tells rows of one title apart. */
  readonly besideOf?: (row: Row) => string;
  readonly mayPick: (row: Row) => boolean;
  /** What is done with the chosen one; what it throws is shown in the dialog. */
  readonly onPick: (row: Row) => Promise<void>;
  /** What is asked besides, above the list. */
  readonly children?: ReactNode;
  /** Another way than picking. */
  readonly more?: ReactNode;
  readonly onClose: () => void;
}

/** Finds one of many by typing and does something with it; closes when that is done. */
export function PickDialog<Row extends Pickable>(props: PickDialogProps<Row>) {
  const {
    name,
    title,
    hint,
    go,
    labels,
    list,
    text,
    onText,
    zeichenOf,
    besideOf,
    mayPick,
    onPick,
    children,
    more,
    onClose,
  } = props;
  const { t } = useTexts();
  const [current, setCurrent] = useState<string | null>(null);
  const results = useRef<HTMLDivElement>(null);
  const task = useTask();
  // Only what the list shows can be picked, also while the answer to new words is on its way.
  const found = list.here.rows.find(({ id }) => id === current);
  const target = found && mayPick(found) ? found : undefined;
  const pick = async (row: Row) => {
    if (await task.run(() => onPick(row))) onClose();
  };
  // From the field straight to the first result; there Enter picks.
  const toList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    const first = list.rowAt(0);
    if (!first) return;
    event.preventDefault();
    setCurrent(first.id);
    results.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
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
          {more}
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only brings keys of the field inside to the list below */}
      <div onKeyDown={toList}>
        <TextField
          label={labels.search}
          type="search"
          hint={hint}
          value={text}
          onChange={(value) => {
            onText(value);
            setCurrent(null);
          }}
          autoFocus
        />
      </div>
      <div className="pick-list" ref={results}>
        <DataGrid
          name={name}
          label={labels.list}
          columns={[
            {
              id: 'titel',
              label: t('feld.titel'),
              width: 'flex',
              cell: (one: Row) => (
                <>
                  <span title={one.titel}>
                    {isClosed(one) && <Tag>{t('status.zdA')}</Tag>} {one.titel}
                  </span>
                  {besideOf && <small title={besideOf(one)}>{besideOf(one)}</small>}
                </>
              ),
            },
            { id: 'zeichen', label: labels.zeichen, width: 10, muted: true, end: true, cell: zeichenOf },
          ]}
          rowRem={besideOf ? 3 : 2}
          count={list.total ?? 0}
          rowAt={list.rowAt}
          rowKey={(one) => one.id}
          rowName={(one) => one.titel}
          current={current}
          onCurrent={setCurrent}
          onOpen={(one) => mayPick(one) && void pick(one)}
          onVisible={list.onVisible}
          empty={<p className="empty">{labels.none}</p>}
        />
      </div>
      <p className="hint" role="status">
        {found && !target && isClosed(found) && t('pick.closed')}
      </p>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

/** Finished Akten and Vorgaenge take nothing in until they are opened again. */
function isClosed({ status }: Pickable): boolean {
  return status === 'zdA';
}
