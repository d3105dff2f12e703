import Dexie, {
  type DBCore,
  type DBCoreKeyRange,
  type DBCoreQuery,
  type DBCoreTable,
  type DBCoreTransaction,
} from 'dexie';
import type { SealedRow } from './seal.ts';

/**
 * Most sealed bytes in one value of IndexedDB. Chromium keeps a value of 64 KiB or more in a file of its own; after a power cut
 * that file can be short, and then the read is never answered (R110 of docs/spec/replica.md).
 */
export const VALUE_BYTES = 48 * 1024;

/** A row as it lies there: the first bytes, and in how many pieces the rest follows. */
interface Head extends SealedRow {
  readonly more?: number;
}

/** Keys of pieces are arrays, which IndexedDB sorts behind every number: no range of rows meets them. */
interface Piece {
  readonly id: readonly [row: number, index: number];
  readonly b: Uint8Array<ArrayBuffer>;
}

/** The one place through which every row goes: long ones lie in pieces beside the others, and nobody above sees it. */
export function shortRows(core: DBCore): Partial<DBCore> {
  return { table: (name) => inPieces(core.table(name)) };
}

// Without await: only Dexie's own promises stay in the transaction that asked.
function inPieces(table: DBCoreTable): DBCoreTable {
  const index = table.schema.primaryKey;
  const piecesOf = (ids: readonly number[]): DBCoreQuery => {
    return { index, range: between([Math.min(...ids)], [Math.max(...ids), []]) };
  };

  /** Pieces of rows that are written anew or removed; hardly ever there are any, which one question tells. */
  const removePieces = (trans: DBCoreTransaction, ids: readonly number[]) => {
    if (ids.length === 0) return Dexie.Promise.resolve<unknown>(null);
    return table.count({ trans, query: piecesOf(ids) }).then((count) => {
      const ranges = count === 0 ? [] : ids.map((id) => piecesOf([id]).range);
      return Dexie.Promise.all(ranges.map((range) => table.mutate({ trans, type: 'deleteRange', range })));
    });
  };

  const whole = (trans: DBCoreTransaction, row: Head | undefined) => {
    if (!row?.more) return row;
    return table.query({ trans, values: true, query: piecesOf([row.id]) }).then(({ result }): SealedRow => {
      return { id: row.id, g: row.g, b: joined([row, ...(result as Piece[])]) };
    });
  };
  const allWhole = (trans: DBCoreTransaction, rows: (Head | undefined)[]) =>
    rows.some((row) => row?.more)
      ? Dexie.Promise.all(rows.map((row) => whole(trans, row)))
      : Dexie.Promise.resolve(rows as (SealedRow | undefined)[]);

  return {
    ...table,
    mutate(request) {
      const { trans } = request;
      // Only a whole table is cleared, and its pieces with it.
      if (request.type === 'deleteRange') return table.mutate(request);
      if (request.type === 'delete') return removePieces(trans, request.keys).then(() => table.mutate(request));
      // Written twice at once, the last one counts.
      const last = new Map(request.values.map((row: SealedRow) => [row.id, row]));
      const pieces = [...last.values()].flatMap(piecesBehind);
      return removePieces(trans, [...last.keys()])
        .then(() => (pieces.length > 0 ? table.mutate({ trans, type: 'put', values: pieces }) : null))
        .then(() => table.mutate({ ...request, values: request.values.map(headOf) }));
    },
    get: (request) => table.get(request).then((row: Head | undefined) => whole(request.trans, row)),
    getMany: (request) => table.getMany(request).then((rows) => allWhole(request.trans, rows)),
    query(request) {
      const rows = table.query({ ...request, query: rowsOnly(request.query) });
      if (!request.values) return rows;
      return rows.then(({ result }) => allWhole(request.trans, result).then((whole) => ({ result: whole })));
    },
    count: (request) => table.count({ ...request, query: rowsOnly(request.query) }),
    /** For keys: values come without their pieces. */
    openCursor: (request) => table.openCursor({ ...request, query: rowsOnly(request.query) }),
  };
}

function headOf(row: SealedRow): Head {
  const { id, g, b } = row;
  if (b.length <= VALUE_BYTES) return row;
  return { id, g, b: b.slice(0, VALUE_BYTES), more: Math.ceil(b.length / VALUE_BYTES) - 1 };
}

function piecesBehind({ id, b }: SealedRow): Piece[] {
  const pieces: Piece[] = [];
  for (let at = VALUE_BYTES; at < b.length; at += VALUE_BYTES) {
    pieces.push({ id: [id, pieces.length], b: b.slice(at, at + VALUE_BYTES) });
  }
  return pieces;
}

/** A missing piece makes other bytes, which the seal refuses. */
function joined(parts: readonly { readonly b: Uint8Array<ArrayBuffer> }[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { b }) => sum + b.length, 0));
  let at = 0;
  for (const { b } of parts) {
    all.set(b, at);
    at += b.length;
  }
  return all;
}

const RANGE = 2;
const ANY = 3;

function between(lower: unknown, upper: unknown): DBCoreKeyRange {
  return { type: RANGE, lower, upper };
}

function rowsOnly({ index, range }: DBCoreQuery): DBCoreQuery {
  if (range.type === ANY) return { index, range: between(-Infinity, Infinity) };
  return { index, range: range.type === RANGE && range.upper === undefined ? { ...range, upper: Infinity } : range };
}
