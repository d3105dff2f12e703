import { ByteReader, ByteWriter } from './bytes.ts';

/** Cuts what terms have, in their order, into blocks; `join` makes the bytes of a block. */
export class BlockWriter {
  readonly blocks: Uint8Array<ArrayBuffer>[] = [];
  /** First term of each block. */
  readonly firstTerms: number[] = [];
  readonly #blockBytes: number;
  readonly #join: (parts: readonly Uint8Array[]) => Uint8Array<ArrayBuffer>;
  #open: Uint8Array[] = [];
  #openBytes = 0;
  #terms = 0;

  /** A block is closed once it has `blockBytes`. */
  constructor(blockBytes: number, join: (parts: readonly Uint8Array[]) => Uint8Array<ArrayBuffer>) {
    this.#blockBytes = blockBytes;
    this.#join = join;
  }

  /** What the next term has. */
  add(bytes: Uint8Array): void {
    if (this.#open.length === 0) this.firstTerms.push(this.#terms);
    this.#terms++;
    this.#open.push(bytes);
    this.#openBytes += bytes.length;
    if (this.#openBytes >= this.#blockBytes) this.finish();
  }

  finish(): void {
    if (this.#open.length === 0) return;
    this.blocks.push(this.#join(this.#open));
    this.#open = [];
    this.#openBytes = 0;
  }
}

/** Parts one behind the other; where each begins is known elsewhere. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  for (const part of parts) writer.bytes(part);
  return writer.take();
}

/** The lengths of the parts, then the parts. */
export function joinWithLengths(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  for (const part of parts) writer.varint(part.length);
  for (const part of parts) writer.bytes(part);
  return writer.take();
}

/** Where each of `count` parts of {@link joinWithLengths} begins, and where the last one ends. Throws AppError 'replica-damaged'. */
export function startsOfParts(bytes: Uint8Array<ArrayBuffer>, count: number): Uint32Array {
  const reader = new ByteReader(bytes);
  const starts = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) starts[i + 1] = (starts[i] ?? 0) + reader.varint();
  const header = bytes.length - (starts[count] ?? 0);
  return starts.map((start) => start + header);
}
