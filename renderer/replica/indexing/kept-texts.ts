import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { FileText, PageText } from '../../text-api.ts';
import type { ReplicaDatabase } from '../database.ts';
import { deflate, inflate } from '../deflate.ts';
import { createSealer, openRow, type Sealer, sealRow } from '../seal.ts';

/** What is known of the words of one file. */
export interface TextRef {
  readonly id: number;
  readonly sha: string;
  /** `reading` after a start means that the reading never came to its end. */
  readonly state: 'reading' | 'read' | 'refused';
  readonly tries: number;
  /** Why it has no words: locked, damaged, too much. */
  readonly code: ErrorCode | null;
  readonly isPartial: boolean;
  /** How many letters its words have. */
  readonly letters: number;
  /** Pages that are pictures without words, from 0. */
  readonly pictures: readonly number[];
}

const noWords = { letters: 0, pictures: [] };

/** A file whose reading ended the program so often is left out. */
const MOST_TRIES = 2;

/**
 * Words that were read out of files, sealed with the key of the file: whoever wants to show a piece of them needs what main
 * releases only after the access record is on disk (R87).
 */
export class KeptTexts {
  readonly #database: ReplicaDatabase;
  readonly #sealer: Sealer;
  readonly #refs = new Map<string, TextRef>();
  #nextId = 1;

  constructor(database: ReplicaDatabase, sealer: Sealer) {
    this.#database = database;
    this.#sealer = sealer;
  }

  /** Reads what is known; of a damaged row, or one of before pictures were noted, the file is read again. */
  async load(): Promise<void> {
    for (const row of await this.#database.textRefs.toArray()) {
      this.#nextId = Math.max(this.#nextId, row.id + 1);
      const ref = (await openRow(this.#sealer, 'textRefs', row).catch(() => null)) as Partial<TextRef> | null;
      if (ref?.sha && ref.pictures) this.#refs.set(ref.sha, ref as TextRef);
      else await this.#drop([row.id]);
    }
    for (const { sha, state, tries } of [...this.#refs.values()]) {
      if (state === 'reading' && tries >= MOST_TRIES) await this.refuse(sha, 'pdf-too-much-data');
    }
  }

  /** Hashes of all files of which anything is known. */
  get shas(): readonly string[] {
    return [...this.#refs.keys()];
  }

  of(sha: string): TextRef | undefined {
    return this.#refs.get(sha);
  }

  /** Notes that a file is about to be read: if that ends the program, the next start knows. */
  async begin(sha: string): Promise<void> {
    await this.#save(sha, { state: 'reading', tries: (this.#refs.get(sha)?.tries ?? 0) + 1 });
  }

  /** Keeps the words of a file; `key` is that of its bytes and is wiped. */
  async keep(sha: string, { pages, isPartial }: FileText, key: Uint8Array): Promise<void> {
    const id = this.#refs.get(sha)?.id ?? this.#nextId++;
    const sealer = await createSealer(key);
    const packed = await deflate(new TextEncoder().encode(JSON.stringify(pages)));
    await this.#database.texts.put({ id, g: 1, b: await sealer.seal(context(id, sha), packed) });
    const pictures = pages.filter(({ isPicture }) => isPicture).map(({ pageIndex }) => pageIndex);
    await this.#save(sha, { id, state: 'read', isPartial, letters: countLetters(pages), pictures });
  }

  /** The file has no words that can be read. */
  async refuse(sha: string, code: ErrorCode): Promise<void> {
    await this.#save(sha, { state: 'refused', code });
  }

  /** The words of a file; null when they are not here (any more). `key` is that of its bytes and is wiped. */
  async read(sha: string, key: Uint8Array): Promise<readonly PageText[] | null> {
    const ref = this.#refs.get(sha);
    const row = ref?.state === 'read' ? await this.#database.texts.get(ref.id) : undefined;
    if (!ref || !row) return null;
    try {
      const sealer = await createSealer(key);
      const packed = await sealer.open(context(ref.id, sha), row.b);
      return JSON.parse(new TextDecoder().decode(await inflate(packed))) as PageText[];
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'replica-damaged')) throw error;
      await this.remove([sha]);
      return null;
    }
  }

  /** Forgets files and their words. */
  async remove(shas: readonly string[]): Promise<void> {
    const ids = shas.flatMap((sha) => this.#refs.get(sha)?.id ?? []);
    for (const sha of shas) this.#refs.delete(sha);
    await this.#drop(ids);
  }

  async #drop(ids: readonly number[]): Promise<void> {
    const { textRefs, texts } = this.#database;
    await this.#database.transaction('rw', [textRefs, texts], async () => {
      await Promise.all([textRefs.bulkDelete([...ids]), texts.bulkDelete([...ids])]);
    });
  }

  async #save(sha: string, patch: Partial<TextRef>): Promise<void> {
    const before = this.#refs.get(sha);
    const empty = {
      id: before?.id ?? this.#nextId++,
      sha,
      tries: 0,
      code: null,
      isPartial: false,
      ...noWords,
    } as const;
    const ref: TextRef = { state: 'reading', ...empty, ...before, ...patch };
    await this.#database.textRefs.put(await sealRow(this.#sealer, 'textRefs', ref.id, 1, ref));
    this.#refs.set(sha, ref);
  }
}

/** How many letters the words of a file have. */
export function countLetters(pages: readonly PageText[]): number {
  return pages.reduce((sum, { text }) => sum + text.length, 0);
}

function context(id: number, sha: string): string {
  return `texts|${id}|${sha}`;
}
