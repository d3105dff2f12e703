import { AppError } from '../../shared/errors.ts';
import { type BlobRef, CHUNK_BYTES, chunkCount, chunkPlace, chunkPlaces, withChunk } from './blob-ref.ts';
import { isSnapshotFile } from './column-snapshot.ts';
import type { ReplicaDatabase } from './database.ts';
import type { PackFiles } from './pack-files.ts';
import { createSealer, openRow, type Sealer, sealRow } from './seal.ts';
import { workAhead } from './work-ahead.ts';

const PACK_BYTES = 16 * 1024 * 1024;
/** Chunks under way beside the one that is worked on: WebCrypto has several threads, and a turn to them takes time. */
const CHUNKS_AHEAD = 3;

/** Bytes of Versionen on this device: content-addressed, chunks sealed with the key of their hash, in packs. */
export class BlobStore {
  readonly #database: ReplicaDatabase;
  readonly #sealer: Sealer;
  /** Where packs lie, and the column snapshot beside them. */
  readonly files: PackFiles;
  readonly #now: () => Date;
  readonly #refs = new Map<string, BlobRef>();
  readonly #packs = new Map<string, { name: string; used: number }>();
  #nextId = 1;
  /** Counts every change; caches compare it. */
  changes = 0;

  constructor(parts: { database: ReplicaDatabase; sealer: Sealer; files: PackFiles; now: () => Date }) {
    this.#database = parts.database;
    this.#sealer = parts.sealer;
    this.files = parts.files;
    this.#now = parts.now;
  }

  /** Reads the references; damaged ones, those of another format or without pack are dropped, unreferenced packs removed. */
  async load(): Promise<void> {
    const packs = new Set(await this.files.list());
    for (const row of await this.#database.blobRefs.toArray()) {
      const ref = (await openRow(this.#sealer, 'blobRefs', row).catch(() => null)) as BlobRef | null;
      this.#nextId = Math.max(this.#nextId, row.id + 1);
      if (ref?.chunkBytes === CHUNK_BYTES && ref.runs.every(({ pack }) => packs.has(pack))) this.#remember(ref);
      else await this.#database.blobRefs.delete(row.id);
    }
    const used = this.#usedPacks();
    for (const pack of packs) if (!used.has(pack) && !isSnapshotFile(pack)) await this.files.remove(pack);
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
    return ref ? Math.min(ref.sizeBytes, chunkCount(ref) * CHUNK_BYTES) : 0;
  }

  /** Starts or continues a blob. */
  begin(sha: string, akte: string, sizeBytes: number): void {
    if (this.#refs.get(sha)?.sizeBytes === sizeBytes) return;
    const place = { chunkBytes: CHUNK_BYTES, runs: [] };
    this.#refs.set(sha, { id: this.#nextId++, sha, akte, sizeBytes, complete: sizeBytes === 0, ...place });
  }

  /** Seals and stores the next chunk: {@link CHUNK_BYTES}, only the last one shorter. */
  async append(sha: string, sealer: Sealer, chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    const ref = this.#known(sha);
    await this.#write(sha, await sealer.seal(chunkContext(ref, chunkCount(ref)), chunk));
    await this.#save(this.#known(sha));
  }

  /** The hash of everything received was right. */
  async complete(sha: string): Promise<void> {
    const ref = this.#known(sha);
    for (const pack of packsOf([ref])) await this.files.flush(pack);
    await this.#save({ ...ref, complete: true, verifiedAt: this.#now().toISOString() });
  }

  /** Plain chunks in order. Throws AppError 'replica-damaged' when chunks are missing or changed. */
  async *read(sha: string, sealer: Sealer): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const indexes = Array.from({ length: chunkCount(this.#known(sha)) }, (_, index) => index);
    yield* workAhead(indexes, CHUNKS_AHEAD, (index) => this.readChunk(sha, sealer, index));
  }

  /** One plain chunk. Throws AppError 'replica-damaged' when it is missing or changed. */
  async readChunk(sha: string, sealer: Sealer, index: number): Promise<Uint8Array<ArrayBuffer>> {
    const ref = this.#refs.get(sha);
    const place = ref ? chunkPlace(ref, index) : null;
    if (!ref || !place) throw new AppError('replica-damaged');
    const { pack, at, length } = place;
    return sealer.open(chunkContext(ref, index), await this.files.read(pack, at, length));
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
    const ref = this.#known(blob.sha);
    const sealed = workAhead(blob.chunks, CHUNKS_AHEAD, (chunk, i) => sealer.seal(chunkContext(ref, i), chunk));
    for await (const bytes of sealed) await this.#write(blob.sha, bytes);
    await this.complete(blob.sha);
  }

  /** Forgets blobs: their chunks are overwritten, packs that hold nothing else removed. */
  async remove(shas: Iterable<string>): Promise<void> {
    const refs = [...shas].flatMap((sha) => this.#refs.get(sha) ?? []);
    for (const ref of refs) this.#refs.delete(ref.sha);
    const used = this.#usedPacks();
    for (const [akte, { name }] of this.#packs) if (!used.has(name)) this.#packs.delete(akte);
    const gone = new Set<string>();
    for (const { pack, at, length } of refs.flatMap(chunkPlaces)) {
      if (used.has(pack)) await this.files.write(pack, at, new Uint8Array(length));
      else gone.add(pack);
    }
    for (const pack of packsOf(refs)) {
      if (used.has(pack)) await this.files.flush(pack);
    }
    await this.#database.blobRefs.bulkDelete(refs.map(({ id }) => id));
    for (const pack of gone) await this.files.remove(pack);
    this.changes++;
  }

  /** Hashes of everything here, cut transfers included. */
  get heldShas(): readonly string[] {
    return [...this.#refs.keys()];
  }

  /** When the bytes were checked and used last, null when they are not here. */
  times(sha: string): { readonly verifiedAt: string | null; readonly usedAt: string | null } | null {
    const ref = this.#refs.get(sha);
    return ref?.complete ? { verifiedAt: ref.verifiedAt ?? null, usedAt: ref.usedAt ?? null } : null;
  }

  /** Somebody opened them. */
  async noteUse(sha: string): Promise<void> {
    const ref = this.#refs.get(sha);
    if (ref?.complete) await this.#save({ ...ref, usedAt: this.#now().toISOString() });
  }

  /** They were found whole. */
  async noteCheck(sha: string): Promise<void> {
    const ref = this.#refs.get(sha);
    if (ref?.complete) await this.#save({ ...ref, verifiedAt: this.#now().toISOString() });
  }

  /** Hashes of complete blobs. */
  get shas(): readonly string[] {
    return [...this.#refs.values()].filter(({ complete }) => complete).map(({ sha }) => sha);
  }

  async #write(sha: string, sealed: Uint8Array<ArrayBuffer>): Promise<void> {
    const ref = this.#known(sha);
    const { pack, at } = this.#place(ref.akte, sealed.length);
    const longer = withChunk(ref, { pack, at });
    if (chunkPlace(longer, chunkCount(ref))?.length !== sealed.length) throw new Error('a chunk of another size');
    await this.files.write(pack, at, sealed);
    this.#refs.set(sha, longer);
  }

  async #save(ref: BlobRef): Promise<void> {
    const row = await sealRow(this.#sealer, 'blobRefs', ref.id, chunkCount(ref), ref);
    // Removed while it was sealed, perhaps begun anew: it must not come back.
    if (this.#refs.get(ref.sha)?.id !== ref.id) return;
    this.#refs.set(ref.sha, ref);
    await this.#database.blobRefs.put(row);
    this.changes++;
  }

  #remember(ref: BlobRef): void {
    this.#refs.set(ref.sha, ref);
    for (const { pack, at, length } of chunkPlaces(ref)) {
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
    return packsOf(this.#refs.values());
  }
}

function packsOf(refs: Iterable<BlobRef>): Set<string> {
  return new Set([...refs].flatMap(({ runs }) => runs.map(({ pack }) => pack)));
}

function chunkContext(ref: BlobRef, index: number): string {
  return `blob|${ref.sha}|${index}|${ref.sizeBytes}`;
}
