/** One folder of an origin-private file system, as strict as Chromium's: a file has one open handle, everything takes its time. */
export class OriginPrivateFolder {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #held = new Set<string>();
  /** Handles open at once at most so far. */
  mostOpen = 0;

  async getFileHandle(name: string) {
    await aWhile();
    if (!this.files.has(name)) this.files.set(name, new Uint8Array());
    return { createSyncAccessHandle: () => this.#open(name) };
  }

  async removeEntry(name: string): Promise<void> {
    await aWhile();
    if (this.#held.has(name)) throw new DOMException(name, 'NoModificationAllowedError');
    if (!this.files.delete(name)) throw new DOMException(name, 'NotFoundError');
  }

  async *keys(): AsyncGenerator<string> {
    yield* this.files.keys();
  }

  async #open(name: string) {
    if (this.#held.has(name)) throw new DOMException(name, 'NoModificationAllowedError');
    this.#held.add(name);
    this.mostOpen = Math.max(this.mostOpen, this.#held.size);
    await aWhile();
    const requireOpen = () => {
      if (!this.#held.has(name)) throw new DOMException(name, 'InvalidStateError');
    };
    return {
      write: (bytes: Uint8Array, { at }: { at: number }) => {
        requireOpen();
        const before = this.files.get(name) ?? new Uint8Array();
        const after = new Uint8Array(Math.max(before.length, at + bytes.length));
        after.set(before);
        after.set(bytes, at);
        this.files.set(name, after);
        return bytes.length;
      },
      read: (into: Uint8Array, { at }: { at: number }) => {
        requireOpen();
        const part = (this.files.get(name) ?? new Uint8Array()).subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      flush: requireOpen,
      close: () => {
        this.#held.delete(name);
      },
    };
  }
}

const aWhile = () => new Promise((done) => setTimeout(done));
