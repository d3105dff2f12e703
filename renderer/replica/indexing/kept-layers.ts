import { AppError } from '../../../shared/errors.ts';
import type { RecognisedPage } from '../../recognition-api.ts';
import type { ReplicaDatabase } from '../database.ts';
import { deflate, inflate } from '../deflate.ts';
import { openRow, type Sealer, sealRow } from '../seal.ts';

/** How far the recognition of one file has come. */
export interface LayerRef {
  readonly id: number;
  readonly sha: string;
  /** `reading` after a start means that it goes on there. */
  readonly state: 'reading' | 'read' | 'refused';
  /** Begun so often without a page coming out. */
  readonly tries: number;
  /** Pages that are pictures, and of those the ones that have been read; from 0. */
  readonly wanted: readonly number[];
  readonly done: readonly number[];
  /** Of those done: hard to read. */
  readonly poor: readonly number[];
  /** When the last page was read, ISO 8601. */
  readonly at: string | null;
}

const untouched = { state: 'reading', tries: 0, wanted: [], done: [], poor: [], at: null } as const;

/** A file that ended the program so often without a page coming out is left out. */
const MOST_TRIES = 2;
/** Row numbers of one file's pages. */
const ROWS_PER_FILE = 4096;
/** A page of which the machine is less sure is said to be hard to read. */
const POOR_CONFIDENCE = 70;

/**
 * The words that a machine read in the pictures of a file, page by page with their places, sealed with the key of the file like
 * all its words (R87). A cache of this device: what is lost is read again.
 */
export class KeptLayers {
  readonly #database: ReplicaDatabase;
  readonly #sealer: Sealer;
  readonly #refs = new Map<string, LayerRef>();
  #nextId = 1;

  constructor(database: ReplicaDatabase, sealer: Sealer) {
    this.#database = database;
    this.#sealer = sealer;
  }

  /** Reads what is known; a damaged row is dropped with its pages, its file is read again. */
  async load(): Promise<void> {
    for (const row of await this.#database.layerRefs.toArray()) {
      this.#nextId = Math.max(this.#nextId, row.id + 1);
      const ref = await openRow(this.#sealer, 'layerRefs', row).catch(() => null);
      if (ref) this.#refs.set((ref as LayerRef).sha, ref as LayerRef);
      else await this.#drop(row.id);
    }
    for (const sha of this.shas) if (this.isHopeless(sha)) await this.refuse(sha);
  }

  get shas(): readonly string[] {
    return [...this.#refs.keys()];
  }

  of(sha: string): LayerRef | undefined {
    return this.#refs.get(sha);
  }

  /** It was begun so often without a page coming out that another time would not help. */
  isHopeless(sha: string): boolean {
    const ref = this.#refs.get(sha);
    return ref?.state === 'reading' && ref.tries >= MOST_TRIES;
  }

  /** Notes that a file is about to be read, and answers the pages that are still to be read. */
  async begin(sha: string, wanted: readonly number[]): Promise<readonly number[]> {
    const before: LayerRef = this.#refs.get(sha) ?? { ...untouched, id: this.#nextId++, sha };
    const tries = before.state === 'refused' ? 1 : before.tries + 1;
    await this.#save({ ...before, state: 'reading', tries, wanted });
    return wanted.filter((pageIndex) => !before.done.includes(pageIndex));
  }

  /** It was not the file's fault that nothing was read: this time does not count. */
  async putBack(sha: string): Promise<void> {
    const ref = this.#refs.get(sha);
    if (ref?.state === 'reading') await this.#save({ ...ref, tries: Math.max(0, ref.tries - 1) });
  }

  /** Keeps a page that was read; `sealer` has the key of the file. */
  async keepPage(sha: string, page: RecognisedPage, sealer: Sealer, at: string): Promise<void> {
    const ref = this.#refs.get(sha);
    if (ref?.state !== 'reading') return;
    const packed = await deflate(new TextEncoder().encode(JSON.stringify(page)));
    const id = rowOf(ref, page.pageIndex);
    const b = await sealer.seal(context(id, sha), packed);
    const isPoor = page.confidence !== null && page.confidence < POOR_CONFIDENCE;
    const done = [...ref.done, page.pageIndex];
    const next = { ...ref, tries: 0, at, done, poor: isPoor ? [...ref.poor, page.pageIndex] : ref.poor };
    const row = await sealRow(this.#sealer, 'layerRefs', ref.id, 1, next);
    // Revoked meanwhile: nothing of it may come back.
    if (this.#refs.get(sha) !== ref) return;
    this.#refs.set(sha, next);
    const { layerRefs, layers } = this.#database;
    await this.#database.transaction('rw', [layerRefs, layers], async () => {
      await Promise.all([layers.put({ id, g: 1, b }), layerRefs.put(row)]);
    });
  }

  /** All its pages have been read. */
  async finish(sha: string): Promise<void> {
    const ref = this.#refs.get(sha);
    if (ref) await this.#save({ ...ref, state: 'read' });
  }

  /** Nobody can read this file. */
  async refuse(sha: string): Promise<void> {
    const ref = this.#refs.get(sha);
    if (ref) await this.#save({ ...ref, state: 'refused' });
  }

  /** The pages read so far, in their order; `sealer` has the key of the file. Damaged ones are forgotten with the whole file. */
  async read(sha: string, sealer: Sealer): Promise<readonly RecognisedPage[]> {
    const ref = this.#refs.get(sha);
    if (!ref) return [];
    try {
      const ids = ref.done.map((pageIndex) => rowOf(ref, pageIndex));
      const pages: RecognisedPage[] = [];
      for (const [at, row] of (await this.#database.layers.bulkGet(ids)).entries()) {
        if (!row) throw new AppError('replica-damaged');
        const packed = await sealer.open(context(rowOf(ref, ref.done[at] ?? 0), sha), row.b);
        pages.push(JSON.parse(new TextDecoder().decode(await inflate(packed))) as RecognisedPage);
      }
      return pages.sort((a, b) => a.pageIndex - b.pageIndex);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'replica-damaged')) throw error;
      await this.remove([sha]);
      return [];
    }
  }

  /** Forgets files and their pages. */
  async remove(shas: readonly string[]): Promise<void> {
    for (const sha of shas) {
      const ref = this.#refs.get(sha);
      this.#refs.delete(sha);
      if (ref) await this.#drop(ref.id);
    }
  }

  async #drop(id: number): Promise<void> {
    const { layerRefs, layers } = this.#database;
    await this.#database.transaction('rw', [layerRefs, layers], async () => {
      await layerRefs.delete(id);
      await layers
        .where('id')
        .between(id * ROWS_PER_FILE, (id + 1) * ROWS_PER_FILE, true, false)
        .delete();
    });
  }

  async #save(ref: LayerRef): Promise<void> {
    this.#refs.set(ref.sha, ref);
    const row = await sealRow(this.#sealer, 'layerRefs', ref.id, 1, ref);
    if (this.#refs.get(ref.sha) === ref) await this.#database.layerRefs.put(row);
  }
}

const rowOf = ({ id }: LayerRef, pageIndex: number) => id * ROWS_PER_FILE + pageIndex;
const context = (row: number, sha: string) => `layers|${row}|${sha}`;
