// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of absolutely placed rows cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import type { KeyboardEvent, PointerEvent } from 'react';
import { rootPx } from './root-px.ts';
import { useTexts } from './use-texts.ts';

/** A column of a grid. Exactly one column has width 'flex': the most important text. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** rem, or what is left. */
  readonly width: number | 'flex';
  readonly end?: boolean;
  readonly muted?: boolean;
  /** Hidden in windows narrower than this many rem. */
  readonly from?: 48 | 90;
  readonly sortable?: boolean;
  readonly cell: (row: Row) => React.ReactNode;
}

/** Class that hides a column in a narrow window. */
export function fromClass(column: Pick<GridColumn<never>, 'from'>): string {
  return column.from ? `from-${column.from}` : '';
}

/** How a grid is sorted. */
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

interface GridHeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
  readonly widthOf: (column: GridColumn<Row>) => number | 'flex';
  readonly resize: (column: string, width: number) => void;
}

/** The heading cells: sort by press, resize by dragging the edge or Alt + arrows. */
export function GridHeadCells<Row>({ columns, sort, onSort, widthOf, resize }: GridHeadProps<Row>) {
  return columns.map((column) => (
    <HeadCell
      key={column.id}
      column={column}
      sort={sort?.column === column.id ? sort : undefined}
      onSort={onSort}
      width={widthOf(column)}
      resize={resize}
    />
  ));
}

function HeadCell<Row>(props: {
  readonly column: GridColumn<Row>;
  readonly sort: GridSort | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
  readonly width: number | 'flex';
  readonly resize: (column: string, width: number) => void;
}) {
  const { column, sort, onSort, width, resize } = props;
  const { t } = useTexts();
  const resizeByKey = (event: KeyboardEvent) => {
    if (!event.altKey || width === 'flex' || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    event.stopPropagation();
    resize(column.id, width + (event.key === 'ArrowRight' ? 1 : -1));
  };
  const sorted = sort ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <div
      role="columnheader"
      aria-sort={sorted}
      className={`grid-column ${column.end ? 'end' : ''} ${fromClass(column)}`}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          title={t('grid.sort', { column: column.label })}
          onKeyDown={resizeByKey}
          onClick={() => onSort({ column: column.id, descending: sort ? !sort.descending : false })}
        >
          {column.label}
          {sort && <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>}
        </button>
      ) : (
        <span>{column.label}</span>
      )}
      {width !== 'flex' && (
        <div className="grid-resize" onPointerDown={(event) => dragEdge(event, width, column.id, resize)} />
      )}
    </div>
  );
}

function dragEdge(event: PointerEvent, width: number, column: string, resize: (column: string, width: number) => void) {
  const edge = event.currentTarget as HTMLElement;
  const startX = event.clientX;
  edge.setPointerCapture(event.pointerId);
  const move = (moved: globalThis.PointerEvent) => resize(column, width + (moved.clientX - startX) / rootPx());
  edge.addEventListener('pointermove', move);
  edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
}
