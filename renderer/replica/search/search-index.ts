import { AppError } from '../../../shared/errors.ts';
import type { Sealer } from '../seal.ts';
import { BlockReader } from './block-reader.ts';
import { type Breathe, buildSegment } from './build-segment.ts';
import { chooseMerge, mergeSegments } from './merge-segments.ts';
import { parseQuery } from './parse-query.ts';
import { runSearch } from './run-search.ts';
import { type SearchTable, writeRows } from './search-rows.ts';
import {
  emptySearchState,
  openSearchState,
  rowsOf,
  type SearchState,
  STATE_ROW,
  sealSearchState,
} from './search-state.ts';
import type { SearchAnswer, SearchDocument, SearchIndex, SearchOptions, SearchSize } from './search-types.ts';
import { loadSegment, type Segment, sealSegmentRows, withDeleted } from './segment.ts';
import { SEGMENT_DOCUMENTS, type SegmentContent } from './segment-content.ts';

/** Documents per segment when many are put at once. */
const BATCH_DOCUMENTS = 4_096;
const BREATHE_MS = 12;

/** What the index stands on. */
export interface SearchGround {
  readonly table: SearchTable;
  readonly sealer: Sealer;
  /** Told when the index was found damaged while in use; it is empty then and wants every document again. */
  readonly onDamage?: () => void;
  /** Called often during long work; the default lets other messages through about every 12 ms. */
  readonly breathe?: Breathe;
}

/**
 * Opens the index. What is damaged, missing or of another layout is thrown away: the index is empty then, and whoever feeds it
 * sees by `ids` and `stampOf` what is to be put again.
 */
export async function openSearchIndex(ground: SearchGround): Promise<SearchIndex> {
  const { table, sealer } = ground;
  try {
    const state = await openSearchState(sealer, await table.get(STATE_ROW));
    if (state) {
      const rows = state.segments.reduce((sum, place) => sum + rowsOf(place).length, 1);
      if ((await table.count()) !== rows) throw new AppError('replica-damaged');
      const segments: Segment[] = [];
      for (const place of state.segments) segments.push(await loadSegment(table, sealer, { g: state.g, place }));
      const index = new SealedSearchIndex(ground, state, segments);
      index.finishRevoking();
      return index;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  if ((await table.count()) > 0) await table.clear();
  return new SealedSearchIndex(ground, emptySearchState(), []);
}

/** A change of what the index consists of. */
interface Change {
  readonly added?: SegmentContent;
  /** Segments that take the place of others. */
  readonly replaced?: ReadonlyMap<Segment, Segment>;
  readonly dropped?: readonly Segment[];
}

class SealedSearchIndex implements SearchIndex {
  readonly #ground: SearchGround;
  readonly #reader: BlockReader;
  readonly #breathe: Breathe;
  #state: SearchState;
  #segments: readonly Segment[];
  /** First row of the segment times SEGMENT_DOCUMENTS plus the document's number, for everything that is found. */
  readonly #places = new Map<string, number>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(ground: SearchGround, state: SearchState, segments: readonly Segment[]) {
    this.#ground = ground;
    this.#reader = new BlockReader(ground.table, ground.sealer);
    this.#breathe = ground.breathe ?? breatheOften();
    this.#state = state;
    this.#segments = segments;
    for (const segment of segments) this.#remember(segment);
  }

  put(batch: readonly SearchDocument[]): Promise<void> {
    const documents = [...new Map(batch.map((document) => [document.id, document])).values()];
    return this.#write(async () => {
      for (let from = 0; from < documents.length; from += BATCH_DOCUMENTS) {
        const some = documents.slice(from, from + BATCH_DOCUMENTS);
        const added = await buildSegment(some, this.#breathe);
        await this.#commit({ added, replaced: this.#without(some.map(({ id }) => id)) });
        await this.#merge();
      }
    });
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#write(async () => {
      const replaced = this.#without(ids);
      if (replaced.size > 0) await this.#commit({ replaced });
      await this.#merge();
    });
  }

  removeAkte(akte: string): Promise<void> {
    return this.#write(async () => {
      // Not found from here on; what was removed earlier but is still written somewhere goes too.
      const replaced = new Map<Segment, Segment>();
      for (const segment of this.#segments) {
        const docs = segment.docs.aktes.flatMap((one, doc) => (one === akte ? doc : []));
        if (docs.length > 0) replaced.set(segment, withDeleted(segment, docs, true));
      }
      if (replaced.size > 0) await this.#commit({ replaced });
      await this.#merge();
    });
  }

  async search(query: string, options: SearchOptions = {}): Promise<SearchAnswer> {
    for (;;) {
      const segments = this.#segments;
      const view = { g: this.#state.g, segments, reader: this.#reader, breathe: this.#breathe };
      try {
        return await runSearch(view, parseQuery(query), options);
      } catch (error) {
        if (!isDamage(error)) throw error;
        // A segment may just have been merged away: once no writer is left, look again at what is there now.
        let isDamaged = false;
        await this.#write(async () => {
          isDamaged = this.#segments === segments;
          if (isDamaged) throw error;
        });
        if (isDamaged) return { state: 'damaged', hits: [], total: 0, isSimilar: false };
      }
    }
  }

  stampOf(id: string): number | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#at(place).segment?.docs.stamps[this.#at(place).doc];
  }

  akteOf(id: string): string | null | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#at(place).segment?.docs.aktes[this.#at(place).doc];
  }

  ids(): Iterable<string> {
    return this.#places.keys();
  }

  size(): SearchSize {
    const sealedBytes = this.#segments.reduce((sum, { place }) => sum + place.bytes, 0);
    return { documents: this.#places.size, sealedBytes, segments: this.#segments.length };
  }

  clear(): Promise<void> {
    return this.#write(() => this.#empty());
  }

  /** A revoke that was cut off by the end of the program goes on. */
  finishRevoking(): void {
    if (!this.#segments.some(({ place }) => place.isRevoked)) return;
    // Cut off again, it goes on at the next opening.
    this.#write(() => this.#merge()).catch(() => undefined);
  }

  /** One writer after the other. Damage that it meets empties the index. */
  #write(work: () => Promise<void>): Promise<void> {
    const guarded = async () => {
      try {
        await work();
      } catch (error) {
        if (!isDamage(error)) throw error;
        await this.#empty();
        this.#ground.onDamage?.();
      }
    };
    const result = this.#writing.then(guarded);
    this.#writing = result.catch(() => undefined);
    return result;
  }

  async #empty(): Promise<void> {
    await this.#ground.table.clear();
    this.#reader.forget(this.#segments.flatMap(({ place }) => rowsOf(place)));
    this.#state = emptySearchState();
    this.#segments = [];
    this.#places.clear();
  }

  async #merge(): Promise<void> {
    for (let inputs = chooseMerge(this.#segments); inputs; inputs = chooseMerge(this.#segments)) {
      const loaded = [];
      for (const segment of inputs)
        loaded.push({ segment, blocks: await this.#reader.loadAll(this.#state.g, segment) });
      const added = await mergeSegments(loaded, this.#breathe);
      await this.#commit({ dropped: inputs, added });
    }
  }

  /** Seals, writes in one transaction, then shows it to searches. */
  async #commit({ added, replaced = new Map(), dropped = [] }: Change): Promise<void> {
    const { table, sealer } = this.#ground;
    const sealed = added && added.documents > 0 ? await sealSegmentRows(sealer, this.#state, added) : null;
    const kept = this.#segments.filter((segment) => !dropped.includes(segment));
    const segments = [...kept.map((segment) => replaced.get(segment) ?? segment), ...(sealed ? [sealed.segment] : [])];
    const state: SearchState = {
      ...this.#state,
      nextRow: this.#state.nextRow + (sealed?.rows.length ?? 0),
      segments: segments.map(({ place }) => place),
    };
    const gone = dropped.flatMap(({ place }) => rowsOf(place));
    await writeRows(table, { put: [...(sealed?.rows ?? []), await sealSearchState(sealer, state)], remove: gone });
    this.#state = state;
    this.#segments = segments;
    this.#reader.forget(gone);
    for (const after of replaced.values()) this.#forgetDeleted(after);
    if (sealed) this.#remember(sealed.segment);
  }

  /** The segments in which some of the ids stand, with those removed. */
  #without(ids: readonly string[]): Map<Segment, Segment> {
    const docs = new Map<Segment, number[]>();
    for (const id of ids) {
      const place = this.#places.get(id);
      if (place === undefined) continue;
      const { segment, doc } = this.#at(place);
      if (segment) docs.set(segment, [...(docs.get(segment) ?? []), doc]);
    }
    return new Map([...docs].map(([segment, gone]) => [segment, withDeleted(segment, gone, false)]));
  }

  #at(place: number) {
    const firstRow = Math.floor(place / SEGMENT_DOCUMENTS);
    return { segment: this.#segments.find((one) => one.place.firstRow === firstRow), doc: place % SEGMENT_DOCUMENTS };
  }

  #remember({ docs, deleted, place }: Segment): void {
    docs.ids.forEach((id, doc) => {
      if (!deleted[doc]) this.#places.set(id, place.firstRow * SEGMENT_DOCUMENTS + doc);
    });
  }

  #forgetDeleted({ docs, place }: Segment): void {
    for (const doc of place.deleted) {
      const id = docs.ids[doc] ?? '';
      if (this.#places.get(id) === place.firstRow * SEGMENT_DOCUMENTS + doc) this.#places.delete(id);
    }
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'replica-damaged';
}

/** Lets other messages of this worker through when it has been busy for a while. */
function breatheOften(): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BREATHE_MS) return;
    await new Promise((done) => setTimeout(done));
    since = performance.now();
  };
}
