// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of absolutely placed rows cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { useColumnWidths } from './column-widths.ts';
import { type GridColumn, GridHeadCells, type GridSort } from './grid-head.tsx';
import { gridMove } from './grid-keys.ts';
import { GridRow, type GridRowActs } from './grid-row.tsx';
import { rootPx } from './root-px.ts';
import { useTexts } from './use-texts.ts';

interface DataGridProps<Row> {
  /** Remembers column widths under this name. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly count: number;
  /** The row at an index; undefined while it is being read. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  /** 2 = one line, 3 = two lines, in rem. */
  readonly rowRem?: 2 | 3;
  /** The row shown at the right. */
  readonly current: string | null;
  readonly onCurrent: (key: string) => void;
  readonly onOpen: (row: Row) => void;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  /** Rows marked for one act on several; absent = no multi-select. */
  readonly marked?: ReadonlySet<string>;
  readonly onMarked?: (marked: ReadonlySet<string>) => void;
  /** Told which rows are visible, for lists that are read in windows. */
  readonly onVisible?: (first: number, last: number) => void;
  /** Headings above the rows they begin with, in order; absent = one list. */
  readonly sections?: readonly { readonly start: number; readonly label: string }[];
  readonly empty: ReactNode;
}

/** Height of a section's heading. */
const sectionRem = 1.75;

/** A virtual grid: sticky header, sort, resize, keyboard, several marks. The focus stays on the grid itself. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { columns, count, rowAt, rowKey, rowRem = 2, current, marked, onMarked, onVisible } = props;
  const { t } = useTexts();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { widths, resize } = useColumnWidths(props.name);
  const widthOf = (column: GridColumn<Row>) => (column.width === 'flex' ? 'flex' : (widths[column.id] ?? column.width));
  const rowPx = rowRem * rootPx();
  const headPx = 1.75 * rootPx();
  const sections = props.sections ?? [];
  const sectionAt = (index: number) => sections.find(({ start }) => start === index);
  const sectionPxAt = (index: number) => (sectionAt(index) ? sectionRem * rootPx() : 0);
  const sectionsUpTo = (index: number) => sections.filter(({ start }) => start <= index).length;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowPx + sectionPxAt(index),
    overscan: 8,
    scrollPaddingStart: headPx,
    scrollMargin: 0,
  });
  const starts = sections.map(({ start }) => start).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are higher where a section begins
  useLayoutEffect(() => virtual.measure(), [starts]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible?.(first, last), [onVisible, first, last]);

  const activeIndex = items.find((item) => keyAt(item.index) === current)?.index ?? indexOfCurrent();
  const placed = useRef<string | null>(null);
  // The current row is in view when the list appears, and when something else than a click chose it.
  useEffect(() => {
    if (activeIndex < 0 || placed.current === current) return;
    placed.current = current;
    virtual.scrollToIndex(activeIndex);
  });
  const anchor = useRef<number | null>(null);
  // A row that the keyboard reached before it was read becomes the current one when it arrives.
  const awaited = useRef<number | null>(null);
  useEffect(() => {
    const key = awaited.current === null ? undefined : keyAt(awaited.current);
    if (key === undefined) return;
    awaited.current = null;
    props.onCurrent(key);
  });

  const presentActs: GridRowActs<Row> = {
    nameOf: props.rowName,
    choose: (row) => props.onCurrent(rowKey(row)),
    open: props.onOpen,
    mark: (row, on) => mark([rowKey(row)], on),
    focusGrid: () => scroller.current?.focus({ preventScroll: true }),
  };
  const acts = useRef(presentActs);
  acts.current = presentActs;
  const today = new Date().toDateString();

  function keyAt(index: number): string | undefined {
    const row = rowAt(index);
    return row === undefined ? undefined : rowKey(row);
  }
  function indexOfCurrent(): number {
    if (current === null) return -1;
    for (let index = 0; index < count; index += 1) if (keyAt(index) === current) return index;
    return -1;
  }
  function mark(keys: readonly (string | undefined)[], on: boolean) {
    if (!marked || !onMarked) return;
    const next = new Set(marked);
    for (const key of keys) if (key !== undefined) on ? next.add(key) : next.delete(key);
    onMarked(next);
  }
  function moveTo(index: number) {
    const key = keyAt(index);
    virtual.scrollToIndex(index);
    if (key !== undefined) placed.current = key;
    awaited.current = key === undefined ? index : null;
    if (key !== undefined) props.onCurrent(key);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.altKey) return;
    const pageRows = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? rowPx) - headPx) / rowPx) - 1);
    const act = gridMove(event, activeIndex, count, pageRows);
    if (!act) return;
    event.preventDefault();
    if (act.kind === 'open') {
      const row = rowAt(activeIndex);
      if (row !== undefined) props.onOpen(row);
    } else if (act.kind === 'toggle') {
      const key = keyAt(activeIndex);
      if (key !== undefined) mark([key], !marked?.has(key));
    } else if (act.kind === 'all') {
      mark(
        Array.from({ length: count }, (_, index) => keyAt(index)),
        true,
      );
    } else {
      anchor.current = act.extend ? (anchor.current ?? activeIndex) : null;
      moveTo(act.index);
      if (act.extend && anchor.current !== null) {
        const [from, to] = [Math.min(anchor.current, act.index), Math.max(anchor.current, act.index)];
        mark(
          Array.from({ length: to - from + 1 }, (_, offset) => keyAt(from + offset)),
          true,
        );
      }
    }
  }

  if (count === 0) return <div className="scroll">{props.empty}</div>;
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      data-scroll=""
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={count + 1 + sections.length}
      aria-multiselectable={marked ? true : undefined}
      aria-activedescendant={activeIndex >= first && activeIndex <= last ? `${id}-${activeIndex}` : undefined}
      style={gridColumns(columns, widthOf, marked !== undefined)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head-group">
        <div role="row" className="grid-head" aria-rowindex={1}>
          {marked && (
            <div role="columnheader" className="grid-check">
              <input
                type="checkbox"
                aria-label={t('grid.selectAll')}
                checked={marked.size > 0 && marked.size >= count}
                onChange={(event) =>
                  mark(
                    Array.from({ length: count }, (_, index) => keyAt(index)),
                    event.target.checked,
                  )
                }
              />
            </div>
          )}
          <GridHeadCells columns={columns} sort={props.sort} onSort={props.onSort} widthOf={widthOf} resize={resize} />
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          const key = row === undefined ? undefined : rowKey(row);
          const section = sectionAt(item.index);
          const sectionPx = sectionPxAt(item.index);
          return (
            <Fragment key={item.key}>
              {section && (
                <div
                  role="row"
                  aria-rowindex={item.index + 1 + sectionsUpTo(item.index)}
                  className="grid-section"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <div role="gridcell">{section.label}</div>
                </div>
              )}
              <GridRow
                id={`${id}-${item.index}`}
                rowIndex={item.index + 2 + sectionsUpTo(item.index)}
                row={row}
                columns={columns}
                isCurrent={key !== undefined && key === current}
                isMarked={marked && (key === undefined ? false : marked.has(key))}
                topPx={item.start + sectionPx}
                heightPx={item.size - sectionPx}
                today={today}
                acts={acts}
              />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

function gridColumns<Row>(
  columns: readonly GridColumn<Row>[],
  widthOf: (column: GridColumn<Row>) => number | 'flex',
  check: boolean,
): CSSProperties {
  const track = (column: GridColumn<Row>) => {
    const width = widthOf(column);
    return width === 'flex' ? 'minmax(0, 1fr)' : `${width}rem`;
  };
  const tracks = (shown: readonly GridColumn<Row>[]) => [...(check ? ['1.25rem'] : []), ...shown.map(track)].join(' ');
  return {
    '--columns': tracks(columns),
    '--columns-below-90': tracks(columns.filter((column) => column.from !== 90)),
    '--columns-below-48': tracks(columns.filter((column) => column.from === undefined)),
  } as CSSProperties;
}
