/** Where one term stands, collected before it is written: documents ascending, positions ascending within each. */
export class PostingList {
  docs = new Uint32Array(64);
  /** Where the positions of entry i end in `positions`. */
  ends = new Uint32Array(64);
  positions = new Uint32Array(256);
  count = 0;
  #used = 0;

  /** Positions of all documents; 0 for a stop word. */
  get positionCount(): number {
    return this.#used;
  }

  clear(): void {
    this.count = 0;
    this.#used = 0;
  }

  /** Begins the entry of a document; its positions follow. */
  addDocument(doc: number): void {
    if (this.count === this.docs.length) {
      this.docs = doubled(this.docs);
      this.ends = doubled(this.ends);
    }
    this.docs[this.count] = doc;
    this.ends[this.count++] = this.#used;
  }

  addPosition(position: number): void {
    if (this.#used === this.positions.length) this.positions = doubled(this.positions);
    this.positions[this.#used++] = position;
    this.ends[this.count - 1] = this.#used;
  }
}

/** The same numbers in an array of twice the length. */
export function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
