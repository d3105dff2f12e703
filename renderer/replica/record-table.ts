import type { Datensatz, DatensatzArt, Felder, Feldwert } from '../../shared/akte.ts';
import { CodeColumn } from './code-column.ts';
import { type ColumnKind, columns, searchable } from './columns.ts';
import { foldText } from './fold-text.ts';
import { NumberColumn } from './number-column.ts';
import { type PackedColumn, type RecordGroup, spansOf, unpackColumn } from './packed-column.ts';
import { byCode, byText, type SortKey } from './sort-keys.ts';
import { SortOrder } from './sort-order.ts';
import { TextColumn } from './text-column.ts';

/** Where a record's pulled state lies: a segment's id, or one of these. */
export const NOT_STORED = -1;
/** It was stored and has to be pulled once more: the columns still show it. */
export const AWAITED = -2;
export const IN_HOT_STORE = 0;

/** All records of one kind in memory, column by column, as the person sees them. */
export class RecordTable {
  readonly art: DatensatzArt;
  /** Counts every change; caches compare it. */
  changes = 0;
  readonly texts = new Map<string, TextColumn>();
  readonly codes = new Map<string, CodeColumn>();
  readonly numbers = new Map<string, NumberColumn>();
  /** Folded text of the searchable fields. */
  readonly search: TextColumn | null;
  ids: (string | null)[] = [];
  #rowOf = new Map<string, number>();
  #free: number[] = [];
  /** A snapshot may bring rows that are awaited. */
  #mayAwait = true;
  readonly #orders = new Map<string, SortOrder>();
  /** Rows by code of a field, as they were at a change. */
  readonly #rowsBy = new Map<string, { readonly at: number; readonly rows: ReadonlyMap<number, readonly number[]> }>();

  constructor(art: DatensatzArt) {
    this.art = art;
    const kinds: Readonly<Record<string, ColumnKind>> = columns[art];
    for (const [feld, kind] of Object.entries(kinds)) {
      if (kind === 'code') this.codes.set(feld, new CodeColumn());
      else if (kind === 'number') this.numbers.set(feld, new NumberColumn());
      else this.texts.set(feld, new TextColumn());
    }
    this.codes.set('$akte', new CodeColumn());
    this.numbers.set('$place', new NumberColumn());
    this.numbers.set('$rev', new NumberColumn());
    this.search = searchable[art] ? new TextColumn() : null;
  }

  get size(): number {
    return this.#rowOf.size;
  }

  get rowCount(): number {
    return this.ids.length;
  }

  /** Row of an id; -1 when there is none. */
  row(id: string | null): number {
    return id === null ? -1 : (this.#rowOf.get(id) ?? -1);
  }

  isLive = (row: number): boolean => this.ids[row] != null;

  /** Text of a text column; empty for null. */
  text(feld: string, row: number): string {
    return row < 0 ? '' : must(this.texts, feld).get(row);
  }

  code(feld: string, row: number): string | null {
    return row < 0 ? null : must(this.codes, feld).get(row);
  }

  number(feld: string, row: number): number {
    return row < 0 ? 0 : must(this.numbers, feld).get(row);
  }

  /** Live rows whose field holds this code, ascending; all rows are looked at once after a change. */
  rowsWith(feld: string, value: string): readonly number[] {
    const column = must(this.codes, feld);
    let known = this.#rowsBy.get(feld);
    if (known?.at !== this.changes) {
      const rows = new Map<number, number[]>();
      for (let row = 0; row < this.rowCount; row++) {
        if (!this.isLive(row)) continue;
        const code = column.codes[row] ?? 0;
        const list = rows.get(code);
        if (list) list.push(row);
        else rows.set(code, [row]);
      }
      known = { at: this.changes, rows };
      this.#rowsBy.set(feld, known);
    }
    return known.rows.get(column.codeOf(value)) ?? [];
  }

  /** What the columns hold of a record's fields: text that was null is empty, such a number 0. */
  fields(row: number): Felder {
    const kinds: Readonly<Record<string, ColumnKind>> = columns[this.art];
    const read = (feld: string, kind: ColumnKind): Feldwert => {
      if (kind === 'code') return this.code(feld, row);
      if (kind === 'number') return this.number(feld, row);
      const text = this.text(feld, row);
      return kind === 'list' ? text.split('\n').filter(Boolean) : text;
    };
    return Object.fromEntries(Object.entries(kinds).map(([feld, kind]) => [feld, read(feld, kind)]));
  }

  akte(row: number): string | null {
    return this.code('$akte', row);
  }

  place(row: number): number {
    return row < 0 ? NOT_STORED : this.number('$place', row);
  }

  /** Adds or replaces a record and says where its pulled state lies. */
  put(record: Datensatz, place: number): void {
    const row = this.#rowFor(record.id);
    for (const [feld, column] of this.texts) column.set(row, asText(record.felder[feld]));
    for (const [feld, column] of this.codes) if (feld !== '$akte') column.set(row, asCode(record.felder[feld]));
    for (const [feld, column] of this.numbers) if (feld[0] !== '$') column.set(row, asNumber(record.felder[feld]));
    must(this.codes, '$akte').set(row, record.akte);
    must(this.numbers, '$place').set(row, place);
    must(this.numbers, '$rev').set(row, record.rev);
    this.search?.setFolded(row, (searchable[this.art] ?? []).map((feld) => asText(record.felder[feld])).join('\n'));
    this.#touched(row);
  }

  /** Adds or replaces the records of a group, field by field: makes no object of them. */
  putGroup(group: RecordGroup, akten: readonly string[], place: number): void {
    const rows = new Uint32Array(group.ids.length);
    for (let i = 0; i < rows.length; i++) rows[i] = this.#rowFor(group.ids[i] ?? '');
    const fill = (set: (row: number, index: number) => void) => {
      for (let i = 0; i < rows.length; i++) set(rows[i] ?? 0, i);
    };
    const valuesOf = (feld: string) => unpackColumn(group.columns[feld]);
    for (const [feld, column] of this.texts) {
      const { texts } = group.columns[feld] ?? empty;
      const values = texts ? [] : valuesOf(feld);
      if (texts) column.setAll(rows, texts);
      else fill((row, i) => column.set(row, asText(values[i])));
    }
    for (const [feld, column] of this.codes) {
      const { values, codes } = group.columns[feld] ?? empty;
      if (feld === '$akte') column.setFew(rows, akten, group.akten);
      else if (codes) column.setFew(rows, values, codes);
      else {
        const all = valuesOf(feld);
        fill((row, i) => column.set(row, asCode(all[i])));
      }
    }
    for (const [feld, column] of this.numbers) {
      const values = feld === '$rev' ? group.revs : valuesOf(feld);
      fill((row, i) => column.set(row, feld === '$place' ? place : asNumber(values[i])));
    }
    const parts = (searchable[this.art] ?? []).map((feld) => spansOf(group.columns[feld], rows.length, asText));
    this.search?.setFoldedLines(rows, parts);
    fill((row) => this.#touched(row));
  }

  /** Nothing is stored any more; what the columns show stays until it was pulled again. */
  awaitAll(): void {
    this.#mayAwait = true;
    for (let row = 0; row < this.rowCount; row++)
      if (this.isLive(row) && this.place(row) >= IN_HOT_STORE) must(this.numbers, '$place').set(row, AWAITED);
  }

  /** Removes what is still awaited. */
  removeAwaited(): void {
    if (!this.#mayAwait) return;
    this.#mayAwait = false;
    for (const [row, id] of this.ids.entries()) if (id !== null && this.place(row) === AWAITED) this.remove(id);
  }

  /** Whether a pulled state of the row lies here. */
  isStored(row: number): boolean {
    return this.place(row) >= IN_HOT_STORE;
  }

  /** A record's pulled state moved, its content did not change. */
  setPlace(id: string, place: number): void {
    const row = this.row(id);
    if (row >= 0) must(this.numbers, '$place').set(row, place);
  }

  remove(id: string): void {
    const row = this.row(id);
    if (row < 0) return;
    this.#rowOf.delete(id);
    this.ids[row] = null;
    this.#free.push(row);
    this.#touched(row);
  }

  clear(): void {
    this.loadIds([]);
  }

  /** Rows in ascending order of the key, which is made once, kept under `name`. */
  order(name: string, makeKey: () => SortKey): SortOrder {
    let order = this.#orders.get(name);
    if (!order) {
      order = new SortOrder(makeKey());
      this.#orders.set(name, order);
    }
    return order;
  }

  /** Order of the folded texts of a text or code column. */
  foldedOrder(feld: string): SortOrder {
    return this.order(feld, () => {
      const texts = this.texts.get(feld);
      return texts ? byText(texts) : byCode(must(this.codes, feld), (value) => foldText(value ?? ''));
    });
  }

  /** Replaces everything by what a snapshot kept. */
  loadIds(ids: readonly (string | null)[]): void {
    this.ids = [...ids];
    this.#rowOf = new Map();
    this.#free = [];
    ids.forEach((id, row) => {
      if (id === null) this.#free.push(row);
      else this.#rowOf.set(id, row);
    });
    for (const order of this.#orders.values()) order.invalidate();
    this.changes++;
  }

  /** The row of an id, a new one when it has none. */
  #rowFor(id: string): number {
    const known = this.#rowOf.get(id);
    if (known !== undefined) return known;
    const row = this.#free.pop() ?? this.ids.length;
    this.ids[row] = id;
    this.#rowOf.set(id, row);
    return row;
  }

  #touched(row: number): void {
    this.changes++;
    for (const order of this.#orders.values()) order.touch(row);
  }
}

const empty: PackedColumn = { values: [] };

function must<T>(columnsByName: ReadonlyMap<string, T>, feld: string): T {
  const column = columnsByName.get(feld);
  if (!column) throw new Error(`no column ${feld}`);
  return column;
}

function asText(wert: Feldwert | undefined): string {
  if (Array.isArray(wert)) return wert.join('\n');
  return wert == null ? '' : String(wert);
}

function asCode(wert: Feldwert | undefined): string | null {
  return wert == null ? null : String(wert);
}

function asNumber(wert: Feldwert | undefined): number {
  return typeof wert === 'number' ? wert : 0;
}
