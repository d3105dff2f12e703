/** Parts of a document that are searched apart and weigh differently: a hit in a title counts more than one in the text. */
export type SearchField = 'title' | 'aktenzeichen' | 'people' | 'body';

/** One page of the text of a document. */
export interface SearchPage {
  readonly text: string;
  /** The text was read from a picture (OCR) and may have wrong letters. */
  readonly isScan: boolean;
}

/** A document as it is handed to the index. Field texts are plain, not folded. */
export interface SearchDocument {
  /** Record key, `art:id` (recordKey of outbox-state.ts). Putting the same id again replaces the document. */
  readonly id: string;
  /** The Akte by which rights are revoked, null for what belongs to none. */
  readonly akte: string | null;
  /** Which state of the record this is (a safe integer of the caller's choice, e.g. its revision); see `stampOf`. */
  readonly stamp: number;
  readonly title: string;
  /** Aktenzeichen and Geschaeftszeichen, separated by spaces. */
  readonly aktenzeichen: string;
  /** Names of persons, separated by line breaks. */
  readonly people: string;
  /** One entry per page, in order; empty when there is no text (yet). */
  readonly body: readonly SearchPage[];
}

/** What one search may look at and how much it answers. */
export interface SearchOptions {
  /** Hits answered at most, best first; 50 when not given. */
  readonly limit?: number;
  /** Hits left out at the beginning; 0 when not given. */
  readonly offset?: number;
  /** Documents that may be shown. Asked only for documents that match the words. */
  readonly filter?: (document: { readonly id: string; readonly akte: string | null }) => boolean;
  /** Similar spellings: only when nothing else is found (the default), always, or never. */
  readonly typos?: 'fallback' | 'always' | 'never';
  /** Told once, before the answer, what is found already, when the whole search has to read much (compounds). */
  readonly onFirst?: (answer: SearchAnswer) => void;
  /** Aborts between two blocks; the search then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Where in a document the best match stands. */
export interface SearchPlace {
  readonly field: SearchField;
  /** Index into `body`; -1 outside the body. */
  readonly page: number;
  /** The match stands in text read from a picture. */
  readonly isScan: boolean;
}

export interface SearchHit {
  readonly id: string;
  readonly akte: string | null;
  /** BM25 with field weights; only comparable within one answer. */
  readonly score: number;
  readonly place: SearchPlace;
}

/** Answer of one search. */
export interface SearchAnswer {
  /**
   * `complete`; `first`: more may come (only in `onFirst`); `damaged`: the index was damaged, is empty now and has to be
   * built again (`onDamage` was told): no hit is shown rather than a wrong one.
   */
  readonly state: 'complete' | 'first' | 'damaged';
  readonly hits: readonly SearchHit[];
  /** Documents that match, the hits left out included. */
  readonly total: number;
  /** Nothing had the words as typed: these hits have similar spellings. */
  readonly isSimilar: boolean;
}

/** How much the index holds. */
export interface SearchSize {
  readonly documents: number;
  /** Bytes of the sealed rows on disk. */
  readonly sealedBytes: number;
  readonly segments: number;
}

/**
 * The encrypted full-text index (docs/spec/search.md). One writer at a time inside; searches may run beside it and see the
 * index before or after a write, never between. Open it with `openSearchIndex` of search-index.ts.
 *
 * Query language: words are joined by AND, a word of two letters or more also finds words that begin with it, one of four or more also
 * compounds that contain it; `"several words"` are a phrase and `"word"` the word itself; `-word` and `-"words"` exclude.
 */
export interface SearchIndex {
  /** Adds or replaces documents; they are found and safe when this resolves. A few hundred per call are a good batch. */
  put(batch: readonly SearchDocument[]): Promise<void>;
  /** Documents are no longer found; their postings go with the next merge. */
  remove(ids: readonly string[]): Promise<void>;
  /** Removes all documents of an Akte and rewrites what held their words: nothing of them is left when this resolves. */
  removeAkte(akte: string): Promise<void>;
  /** Throws only the reason of `signal`. */
  search(query: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The stamp a document was put with; undefined when it is not in the index. */
  stampOf(id: string): number | undefined;
  /** The Akte a document was put with; undefined when it is not in the index. */
  akteOf(id: string): string | null | undefined;
  /** Ids of all documents. */
  ids(): Iterable<string>;
  size(): SearchSize;
  /** Empties the index. */
  clear(): Promise<void>;
}
