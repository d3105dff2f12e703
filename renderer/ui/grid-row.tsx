// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of absolutely placed rows cannot be a table
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles every key for its rows
import { memo, type RefObject } from 'react';
import { fromClass, type GridColumn } from './grid-head.tsx';
import { useTexts } from './use-texts.ts';

/** What a row asks of its grid; the ref stays the same, so that a row is drawn anew only when it looks different. */
export interface GridRowActs<Row> {
  readonly nameOf: (row: Row) => string;
  readonly choose: (row: Row) => void;
  readonly open: (row: Row) => void;
  readonly mark: (row: Row, on: boolean) => void;
  readonly focusGrid: () => void;
}

interface GridRowProps<Row> {
  readonly id: string;
  /** Place among all rows, the header's and the sections' too, from 1. */
  readonly rowIndex: number;
  /** undefined while it is being read. */
  readonly row: Row | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly isCurrent: boolean;
  /** undefined = no multi-select. */
  readonly isMarked: boolean | undefined;
  /** Pixels from the top of the body. */
  readonly topPx: number;
  readonly heightPx: number;
  /** The local day: on another one the words of the cells ('heute') may be others. */
  readonly today: string;
  readonly acts: RefObject<GridRowActs<Row>>;
}

/** One row of a virtual grid. With every arrow key only the row that was left and the one that was reached are drawn. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>({ id, rowIndex, row, columns, isCurrent, isMarked, topPx, heightPx, acts }: GridRowProps<Row>) {
  const { t } = useTexts();
  const nameOf = (part: string) => `${id}-${part}`;
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={rowIndex}
      // What the row says, not what its check box is called; the mark is part of it.
      aria-labelledby={[...(isMarked ? ['mark'] : []), ...columns.map((column) => column.id)].map(nameOf).join(' ')}
      aria-selected={isCurrent}
      className={`grid-row ${isCurrent ? 'active' : ''}`}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
      onClick={() => row !== undefined && acts.current.choose(row)}
      onDoubleClick={() => row !== undefined && acts.current.open(row)}
      onFocus={() => acts.current.focusGrid()}
    >
      {isMarked !== undefined && (
        <div role="gridcell" className="grid-check" tabIndex={-1}>
          {row !== undefined && (
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t('grid.selectRow', { name: acts.current.nameOf(row) })}
              checked={isMarked}
              onFocus={(event) => event.stopPropagation()}
              onClick={(event) => event.stopPropagation()}
              onChange={(event) => acts.current.mark(row, event.target.checked)}
            />
          )}
          {isMarked && (
            <span id={nameOf('mark')} className="visually-hidden">
              {t('grid.marked')}
            </span>
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          id={nameOf(column.id)}
          role="gridcell"
          tabIndex={-1}
          className={`grid-cell ${column.end ? 'end' : ''} ${column.muted ? 'muted' : ''} ${fromClass(column)}`}
        >
          {row === undefined ? (column.width === 'flex' ? '…' : '') : column.cell(row)}
        </div>
      ))}
    </div>
  );
}
