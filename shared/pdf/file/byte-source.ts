/**
 * Where a PDF's bytes come from. Synchronous on purpose: a file descriptor, an in-memory array, an OPFS access handle and
 * a FileReaderSync all are, and a parser without promises cannot interleave.
 */
export type ByteSource = {
  readonly size: number;
  /** The bytes from `offset`; fewer than `length` only at the end of the source. */
  read(offset: number, length: number): Uint8Array;
  /** Fills `target` from `offset`; offered by files, so that digesting hundreds of megabytes makes no garbage. */
  readInto?(offset: number, target: Uint8Array): void;
};

/** The digests that signatures here may use. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

/** A streaming digest; node:crypto on the command line, hash-wasm in the pdf worker. */
export type Digest = { update(bytes: Uint8Array): void; digest(): Uint8Array };

/** Starts a fresh digest. */
export type MakeDigest = (name: DigestName) => Digest;

/** A source over bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** The first `size` bytes of a source, as if the file ended there: one revision of an incrementally updated file. */
export function prefixSource(source: ByteSource, size: number): ByteSource {
  return { size, read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, size - offset))) };
}

/** A source followed by more bytes: the original and what was appended to it. */
export function joinSource(head: ByteSource, tail: Uint8Array): ByteSource {
  return {
    size: head.size + tail.length,
    read(offset, length) {
      if (offset >= head.size) return tail.subarray(offset - head.size, offset - head.size + length);
      if (offset + length <= head.size) return head.read(offset, length);
      const first = head.read(offset, head.size - offset);
      const rest = tail.subarray(0, length - first.length);
      const joined = new Uint8Array(first.length + rest.length);
      joined.set(first);
      joined.set(rest, first.length);
      return joined;
    },
  };
}

const chunkBytes = 1 << 18;

/** Feeds `[start, end)` of a source into a digest, piece by piece. */
export function digestRange(source: ByteSource, digest: Digest, start: number, end: number): void {
  const reused = source.readInto === undefined ? null : new Uint8Array(Math.min(chunkBytes, Math.max(0, end - start)));
  for (let offset = start; offset < end; offset += chunkBytes) {
    const length = Math.min(chunkBytes, end - offset);
    const piece = reused === null ? source.read(offset, length) : reused.subarray(0, length);
    if (reused !== null) source.readInto?.(offset, piece);
    digest.update(piece);
  }
}
