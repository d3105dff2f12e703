import { AppError } from '../../shared/errors.ts';
import type { ReplicaDatabase } from './database.ts';
import type { PackFiles } from './pack-files.ts';
import { createSealer, openRow, type Sealer, sealRow } from './seal.ts';

/** Plain bytes in one encrypted chunk. */
export const CHUNK_BYTES = 1024 * 1024;
const PACK_BYTES = 16 * 1024 * 1024;

/** Where the chunks of one blob lie; `complete` once the hash was checked. */
export interface BlobRef {
  readonly id: number;
  readonly sha: string;
  /** The Akte it was fetched for; its chunks share packs. */
  readonly akte: string;
  readonly sizeBytes: number;
  readonly complete: boolean;
  readonly pieces: readonly { readonly pack: string; readonly at: number; readonly length: number }[];
}

/** Bytes of Versionen on this device: content-addressed, 1 MiB chunks sealed with the key of their hash, in packs. */
export class BlobStore {
  readonly #database: ReplicaDatabase;
  readonly #sealer: Sealer;
  readonly #files: PackFiles;
  readonly #refs = new Map<string, BlobRef>();
  readonly #packs = new Map<string, { name: string; used: number }>();
  #nextId = 1;
  /** Counts every change; caches compare it. */
  changes = 0;

  constructor(database: ReplicaDatabase, sealer: Sealer, files: PackFiles) {
    this.#database = database;
    this.#sealer = sealer;
    this.#files = files;
  }

  /** Reads the references; those whose pack is missing or too short are dropped, unreferenced packs removed. */
  async load(): Promise<void> {
    const packs = new Set(await this.#files.list());
    for (const row of await this.#database.blobRefs.toArray()) {
      const ref = (await openRow(this.#sealer, 'blobRefs', row)) as BlobRef;
      this.#nextId = Math.max(this.#nextId, ref.id + 1);
      if (ref.pieces.every(({ pack }) => packs.has(pack))) this.#remember(ref);
      else await this.#database.blobRefs.delete(ref.id);
    }
    const used = this.#usedPacks();
    for (const pack of packs) if (!used.has(pack)) await this.#files.remove(pack);
    this.changes++;
  }

  has(sha: string): boolean {
    return this.#refs.get(sha)?.complete ?? false;
  }

  /** Bytes on this device. */
  get sizeBytes(): number {
    let sum = 0;
    for (const ref of this.#refs.values()) if (ref.complete) sum += ref.sizeBytes;
    return sum;
  }

  /** Plain bytes that are here already of a transfer that was cut; 0 for an unknown blob. */
  receivedBytes(sha: string): number {
    const ref = this.#refs.get(sha);
    return ref ? Math.min(ref.sizeBytes, ref.pieces.length * CHUNK_BYTES) : 0;
  }

  /** Starts or continues a blob. */
  begin(sha: string, akte: string, sizeBytes: number): void {
    if (this.#refs.get(sha)?.sizeBytes === sizeBytes) return;
    this.#refs.set(sha, { id: this.#nextId++, sha, akte, sizeBytes, complete: sizeBytes === 0, pieces: [] });
  }

  /** Seals and stores the next chunk: {@link CHUNK_BYTES}, only the last one shorter. */
  async append(sha: string, sealer: Sealer, chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#write(sha, sealer, chunk);
    await this.#save(this.#known(sha));
  }

  /** The hash of everything received was right. */
  async complete(sha: string): Promise<void> {
    await this.#save({ ...this.#known(sha), complete: true });
  }

  /** Plain chunks in order. Throws AppError 'replica-damaged' when chunks are missing or changed. */
  async *read(sha: string, sealer: Sealer): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const { pieces } = this.#known(sha);
    for (let index = 0; index < pieces.length; index++) yield await this.readChunk(sha, sealer, index);
  }

  /** One plain chunk. Throws AppError 'replica-damaged' when it is missing or changed. */
  async readChunk(sha: string, sealer: Sealer, index: number): Promise<Uint8Array<ArrayBuffer>> {
    const ref = this.#refs.get(sha);
    const piece = ref?.pieces[index];
    if (!ref || !piece) throw new AppError('replica-damaged');
    const { pack, at, length } = piece;
    return sealer.open(chunkContext(ref, index), await this.#files.read(pack, at, length));
  }

  /**
   * Stores bytes whose hash is known to be `sha`, from chunks as {@link append} takes them, and refers to them when all are
   * written: they are safe elsewhere, and saving the reference with every chunk takes ten times as long. `key` is wiped.
   */
  async put(blob: {
    readonly sha: string;
    readonly akte: string;
    readonly sizeBytes: number;
    readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
    readonly key: Uint8Array;
  }): Promise<void> {
    if (this.has(blob.sha)) return;
    await this.remove([blob.sha]);
    const sealer = await createSealer(blob.key);
    this.begin(blob.sha, blob.akte, blob.sizeBytes);
    for await (const chunk of blob.chunks) await this.#write(blob.sha, sealer, chunk);
    await this.complete(blob.sha);
  }

  /** Forgets blobs: their chunks are overwritten, packs that hold nothing else removed. */
  async remove(shas: Iterable<string>): Promise<void> {
    const refs = [...shas].flatMap((sha) => this.#refs.get(sha) ?? []);
    for (const ref of refs) this.#refs.delete(ref.sha);
    const used = this.#usedPacks();
    for (const [akte, { name }] of this.#packs) if (!used.has(name)) this.#packs.delete(akte);
    const gone = new Set<string>();
    for (const { pack, at, length } of refs.flatMap(({ pieces }) => pieces)) {
      if (used.has(pack)) await this.#files.write(pack, at, new Uint8Array(length));
      else gone.add(pack);
    }
    await this.#database.blobRefs.bulkDelete(refs.map(({ id }) => id));
    for (const pack of gone) await this.#files.remove(pack);
    this.changes++;
  }

  /** Hashes of complete blobs. */
  get shas(): readonly string[] {
    return [...this.#refs.values()].filter(({ complete }) => complete).map(({ sha }) => sha);
  }

  async #write(sha: string, sealer: Sealer, chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    const ref = this.#known(sha);
    const sealed = await sealer.seal(chunkContext(ref, ref.pieces.length), chunk);
    const { pack, at } = this.#place(ref.akte, sealed.length);
    await this.#files.write(pack, at, sealed);
    this.#refs.set(sha, { ...ref, pieces: [...ref.pieces, { pack, at, length: sealed.length }] });
  }

  async #save(ref: BlobRef): Promise<void> {
    const row = await sealRow(this.#sealer, 'blobRefs', ref.id, ref.pieces.length, ref);
    await this.#database.blobRefs.put(row);
    this.#refs.set(ref.sha, ref);
    this.changes++;
  }

  #remember(ref: BlobRef): void {
    this.#refs.set(ref.sha, ref);
    for (const { pack, at, length } of ref.pieces) {
      const current = this.#packs.get(ref.akte);
      if (!current || current.name !== pack) this.#packs.set(ref.akte, { name: pack, used: at + length });
      else current.used = Math.max(current.used, at + length);
    }
  }

  #place(akte: string, length: number): { pack: string; at: number } {
    const current = this.#packs.get(akte);
    const fits = current && current.used + length <= PACK_BYTES;
    const pack = fits ? current : { name: crypto.randomUUID(), used: 0 };
    this.#packs.set(akte, pack);
    const at = pack.used;
    pack.used += length;
    return { pack: pack.name, at };
  }

  #known(sha: string): BlobRef {
    const ref = this.#refs.get(sha);
    if (!ref) throw new Error('blob not begun');
    return ref;
  }

  #usedPacks(): Set<string> {
    return new Set([...this.#refs.values()].flatMap(({ pieces }) => pieces.map(({ pack }) => pack)));
  }
}

function chunkContext(ref: BlobRef, index: number): string {
  return `blob|${ref.sha}|${index}|${ref.sizeBytes}`;
}
