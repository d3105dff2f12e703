import { analyse } from './analyse.ts';
import type { DocRow } from './doc-table.ts';
import { PostingList } from './posting-list.ts';
import type { SearchDocument } from './search-types.ts';
import { type SegmentContent, SegmentWriter } from './segment-content.ts';
import { isStopWord } from './stop-words.ts';

/** Lets others run when this worker has been busy for long. */
export type Breathe = () => Promise<void>;

/** Terms written before others may run. */
export const TERMS_AT_ONCE = 64;

/** Documents as a segment. */
export async function buildSegment(documents: readonly SearchDocument[], breathe: Breathe): Promise<SegmentContent> {
  const words = new WordList();
  const rows: DocRow[] = [];
  for (const document of documents) {
    rows.push(words.addDocument(document));
    await breathe();
  }
  const segment = new SegmentWriter(rows);
  const list = new PostingList();
  for (const [term, occurrences] of words.sorted()) {
    list.clear();
    let before = -1;
    for (const at of occurrences) {
      const doc = words.docs[at] ?? 0;
      if (doc !== before) list.addDocument(doc);
      before = doc;
      if (!isStopWord(term)) list.addPosition(words.positions[at] ?? 0);
    }
    segment.add(term, list);
    if (segment.termCount % TERMS_AT_ONCE === 0) await breathe();
  }
  return segment.finish();
}

/** The words of the documents in the order in which they stand there. */
class WordList {
  docs = new Uint32Array(65_536);
  positions = new Uint32Array(65_536);
  #codes = new Uint32Array(65_536);
  #count = 0;
  #documents = 0;
  readonly #codeOf = new Map<string, number>();
  readonly #terms: { readonly term: string; readonly isStop: boolean; count: number }[] = [];

  addDocument(document: SearchDocument): DocRow {
    const doc = this.#documents++;
    let position = 0;
    const add = (text: string) => {
      const first = position;
      analyse(text, (term) => {
        position += this.#addWord(doc, position, term);
      });
      return first;
    };
    add(document.title);
    position++;
    const aktenzeichen = add(document.aktenzeichen);
    position++;
    const people = add(document.people);
    position++;
    const body = position;
    const pages = document.body.map(({ text, isScan }) => ({ start: add(text), isScan }));
    const { id, akte, stamp } = document;
    return { id, akte, stamp, fieldStarts: [aktenzeichen, people, body], length: position, pages };
  }

  /** Each term, ascending, and the numbers of its occurrences, ascending. */
  *sorted(): Generator<readonly [string, Uint32Array]> {
    const starts = new Uint32Array(this.#terms.length + 1);
    this.#terms.forEach(({ count }, code) => {
      starts[code + 1] = (starts[code] ?? 0) + count;
    });
    const next = starts.slice();
    const order = new Uint32Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      const code = this.#codes[at] ?? 0;
      const place = next[code] ?? 0;
      order[place] = at;
      next[code] = place + 1;
    }
    for (const term of [...this.#codeOf.keys()].sort()) {
      const code = this.#codeOf.get(term) ?? 0;
      yield [term, order.subarray(starts[code], starts[code + 1])];
    }
  }

  /** Answers how many positions the word takes: none when it is a stop word. */
  #addWord(doc: number, position: number, term: string): 0 | 1 {
    let code = this.#codeOf.get(term);
    if (code === undefined) {
      code = this.#terms.push({ term, isStop: isStopWord(term), count: 0 }) - 1;
      this.#codeOf.set(term, code);
    }
    const entry = this.#terms[code];
    if (!entry) return 0;
    if (this.#count === this.docs.length) this.#grow();
    entry.count++;
    this.#codes[this.#count] = code;
    this.docs[this.#count] = doc;
    this.positions[this.#count++] = position;
    return entry.isStop ? 0 : 1;
  }

  #grow(): void {
    const double = (array: Uint32Array<ArrayBuffer>) => {
      const larger = new Uint32Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    this.docs = double(this.docs);
    this.positions = double(this.positions);
    this.#codes = double(this.#codes);
  }
}
