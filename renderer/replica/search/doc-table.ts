import { ByteReader, ByteWriter } from './bytes.ts';
import { BODY, fieldAt, fieldOrder } from './fields.ts';
import type { SearchPlace } from './search-types.ts';

/** What the index remembers of a document beside its words. */
export interface DocRow {
  /** Without line ends. */
  readonly id: string;
  readonly akte: string | null;
  readonly stamp: number;
  /** First position of aktenzeichen, people and body. */
  readonly fieldStarts: readonly [number, number, number];
  /** Positions of the document; one lies between two fields, so that no phrase reaches across. */
  readonly length: number;
  /** First position of each page, ascending, and whether it was read from a picture. */
  readonly pages: readonly { readonly start: number; readonly isScan: boolean }[];
}

/** The columns of a table: one entry per document unless said otherwise. */
interface DocColumns {
  readonly ids: readonly string[];
  readonly aktes: readonly (string | null)[];
  readonly stamps: Float64Array;
  readonly lengths: Uint32Array;
  /** Three per document. */
  readonly fieldStarts: Uint32Array;
  /** Where the pages of a document begin in `pages`; one entry more than documents. */
  readonly pageStarts: Uint32Array;
  /** First position * 2, plus 1 for a scan. */
  readonly pages: Uint32Array;
}

/** The documents of one segment, by number from 0. */
export class DocTable {
  readonly ids: readonly string[];
  readonly aktes: readonly (string | null)[];
  readonly stamps: Float64Array;
  readonly lengths: Uint32Array;
  /** First positions of aktenzeichen, people and body: three per document. */
  readonly fieldStarts: Uint32Array;
  /** Positions of all documents. */
  readonly totalLength: number;
  readonly #columns: DocColumns;

  constructor(columns: DocColumns) {
    this.ids = columns.ids;
    this.aktes = columns.aktes;
    this.stamps = columns.stamps;
    this.lengths = columns.lengths;
    this.fieldStarts = columns.fieldStarts;
    this.totalLength = columns.lengths.reduce((sum, length) => sum + length, 0);
    this.#columns = columns;
  }

  get count(): number {
    return this.ids.length;
  }

  row(doc: number): DocRow {
    const { fieldStarts, pageStarts } = this.#columns;
    const starts = fieldStarts.subarray(doc * 3, doc * 3 + 3);
    const pages = this.#columns.pages.subarray(pageStarts[doc], pageStarts[doc + 1]);
    return {
      id: this.ids[doc] ?? '',
      akte: this.aktes[doc] ?? null,
      stamp: this.stamps[doc] ?? 0,
      fieldStarts: [starts[0] ?? 0, starts[1] ?? 0, starts[2] ?? 0],
      length: this.lengths[doc] ?? 0,
      pages: Array.from(pages, (page) => ({ start: page >>> 1, isScan: page % 2 === 1 })),
    };
  }

  /** What a person calls a position. */
  placeOf(doc: number, position: number): SearchPlace {
    const field = fieldAt(this.fieldStarts, doc, position);
    if (field !== BODY) return this.#placeOutsideText(field);
    const page = this.row(doc).pages.findLastIndex(({ start }) => start <= position);
    return this.#placeOnPage(doc, page);
  }

  /** The same of a field; null where the text has several pages and only a position tells which. */
  placeOfField(doc: number, field: number): SearchPlace | null {
    if (field !== BODY) return this.#placeOutsideText(field);
    const pages = this.row(doc).pages.length;
    return pages > 1 ? null : this.#placeOnPage(doc, pages - 1);
  }

  #placeOutsideText(field: number): SearchPlace {
    return { field: fieldOrder[field] ?? 'body', page: -1, isScan: false };
  }

  #placeOnPage(doc: number, page: number): SearchPlace {
    return { field: 'body', page, isScan: this.row(doc).pages[page]?.isScan ?? false };
  }
}

/** A table as bytes: column by column, so that deflate finds what repeats. */
export function encodeDocs(rows: readonly DocRow[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  const aktes = [...new Set(rows.map(({ akte }) => akte))].filter((akte) => akte !== null);
  const codeOf = new Map<string | null, number>([[null, 0], ...aktes.map((akte, i) => [akte, i + 1] as const)]);
  writer.varint(rows.length);
  writer.varint(aktes.length);
  for (const akte of aktes) writer.text(akte);
  writer.text(rows.map(({ id }) => id).join('\n'));
  for (const { akte } of rows) writer.varint(codeOf.get(akte) ?? 0);
  for (const { stamp } of rows) writer.varint(stamp);
  for (const { fieldStarts, length } of rows) for (const value of [...fieldStarts, length]) writer.varint(value);
  for (const { pages } of rows) writer.varint(pages.length);
  for (const { pages } of rows) for (const { start, isScan } of pages) writer.varint(start * 2 + (isScan ? 1 : 0));
  return writer.take();
}

/** The inverse of {@link encodeDocs}. Throws AppError 'replica-damaged'. */
export function decodeDocs(bytes: Uint8Array<ArrayBuffer>): DocTable {
  const reader = new ByteReader(bytes);
  const count = reader.varint();
  const aktes: (string | null)[] = [null];
  for (let left = reader.varint(); left > 0; left--) aktes.push(reader.text());
  const ids = reader.text().split('\n').slice(0, count);
  const akteOf = ids.map(() => aktes[reader.varint()] ?? null);
  const stamps = new Float64Array(count);
  for (let doc = 0; doc < count; doc++) stamps[doc] = reader.varint();
  const fieldStarts = new Uint32Array(count * 3);
  const lengths = new Uint32Array(count);
  for (let doc = 0; doc < count; doc++) {
    for (let field = 0; field < 3; field++) fieldStarts[doc * 3 + field] = reader.varint();
    lengths[doc] = reader.varint();
  }
  const pageStarts = new Uint32Array(count + 1);
  for (let doc = 0; doc < count; doc++) pageStarts[doc + 1] = (pageStarts[doc] ?? 0) + reader.varint();
  const pages = new Uint32Array(pageStarts[count] ?? 0);
  for (let page = 0; page < pages.length; page++) pages[page] = reader.varint();
  return new DocTable({ ids, aktes: akteOf, stamps, lengths, fieldStarts, pageStarts, pages });
}
