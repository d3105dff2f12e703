import type { Datensatz, DatensatzArt, Feldwert } from '../../shared/akte.ts';
import { CodeColumn } from './code-column.ts';
import { type ColumnKind, columns, searchable } from './columns.ts';
import { foldText } from './fold-text.ts';
import { NumberColumn } from './number-column.ts';
import { SortOrder } from './sort-order.ts';
import { TextColumn } from './text-column.ts';

/** Where a record's pulled state lies: a segment's id, or one of these. */
export const NOT_STORED = -1;
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
  readonly #orders = new Map<string, SortOrder>();

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

  akte(row: number): string | null {
    return this.code('$akte', row);
  }

  place(row: number): number {
    return row < 0 ? NOT_STORED : this.number('$place', row);
  }

  /** Adds or replaces a record and says where its pulled state lies. */
  put(record: Datensatz, place: number): void {
    const known = this.#rowOf.get(record.id);
    const row = known ?? this.#free.pop() ?? this.ids.length;
    if (known === undefined) {
      this.ids[row] = record.id;
      this.#rowOf.set(record.id, row);
    }
    for (const [feld, column] of this.texts) column.set(row, asText(record.felder[feld]));
    for (const [feld, column] of this.codes) if (feld !== '$akte') column.set(row, asCode(record.felder[feld]));
    for (const [feld, column] of this.numbers) if (feld[0] !== '$') column.set(row, asNumber(record.felder[feld]));
    must(this.codes, '$akte').set(row, record.akte);
    must(this.numbers, '$place').set(row, place);
    must(this.numbers, '$rev').set(row, record.rev);
    this.search?.set(row, foldText((searchable[this.art] ?? []).map((feld) => asText(record.felder[feld])).join('\n')));
    this.#touched(row);
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

  /** Rows in ascending order of `key`, kept under `name`. Text and code columns sort folded. */
  order(name: string, key: (row: number) => number | string): SortOrder {
    let order = this.#orders.get(name);
    if (!order) {
      order = new SortOrder(key);
      this.#orders.set(name, order);
    }
    return order;
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

  #touched(row: number): void {
    this.changes++;
    for (const order of this.#orders.values()) order.touch(row);
  }
}

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
