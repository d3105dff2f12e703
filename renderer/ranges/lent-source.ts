import { AppError, type ErrorCode, errorCodes } from '../../shared/errors.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import { headBytes, type LentFile, type RangeQuestion, unanswered, windowBytes } from './lend-file.ts';

/** How long the lender may take: it may have to fetch a damaged file from the server first. */
const patienceMs = 120_000;
/** Pieces that stay in memory, of {@link windowBytes} each. */
const keptPieces = 8;

/** A lent file as the parser reads it. */
export interface LentSource extends ByteSource {
  /** Why a range could not be read; whatever was concluded from the file since then is void. */
  readonly failure: ErrorCode | null;
}

/** Reads a lent file in ranges; at most 8 MiB of it are in memory, whatever its size. Only in a worker: it waits in place. */
export function lentSource({ sizeBytes, port, window }: LentFile): LentSource {
  const head = new Int32Array(window, 0, 1);
  const body = new Uint8Array(window, headBytes);
  const kept = new Map<number, Uint8Array>();
  let failure: ErrorCode | null = null;

  const fail = (code: ErrorCode): never => {
    failure ??= code;
    throw new AppError(failure);
  };

  /** Copies the beginning of the range to `target`, and says how much of it. */
  const ask = (offset: number, target: Uint8Array): number => {
    // After an answer that never came, a late one would be taken for the next.
    if (failure !== null) fail(failure);
    Atomics.store(head, 0, unanswered);
    port.postMessage({ offset, length: Math.min(target.length, body.length) } satisfies RangeQuestion);
    if (Atomics.wait(head, 0, unanswered, patienceMs) === 'timed-out') fail('internal');
    const answer = Atomics.load(head, 0);
    if (answer < 0) fail(errorCodes[-1 - answer] ?? 'internal');
    if (answer > target.length) fail('internal');
    target.set(body.subarray(0, answer));
    return answer;
  };

  const piece = (index: number): Uint8Array => {
    const known = kept.get(index);
    kept.delete(index);
    const bytes = known ?? new Uint8Array(Math.min(windowBytes, sizeBytes - index * windowBytes));
    if (!known) for (let at = 0; at < bytes.length; ) at += ask(index * windowBytes + at, bytes.subarray(at));
    // The piece used last stands last, the first one goes.
    kept.set(index, bytes);
    for (const oldest of kept.keys()) if (kept.size > keptPieces) kept.delete(oldest);
    return bytes;
  };

  const readInto = (offset: number, target: Uint8Array): void => {
    for (let filled = 0; filled < target.length; ) {
      const at = offset + filled;
      const known = kept.get(Math.floor(at / windowBytes));
      const rest = target.subarray(filled);
      if (known) {
        const part = known.subarray(at % windowBytes).subarray(0, rest.length);
        rest.set(part);
        filled += part.length;
      } else filled += ask(at, rest);
    }
  };

  return {
    get failure() {
      return failure;
    },
    size: sizeBytes,
    readInto,
    read(offset, length) {
      const count = Math.max(0, Math.min(length, sizeBytes - offset));
      if (count === 0) return new Uint8Array();
      const index = Math.floor(offset / windowBytes);
      const from = offset % windowBytes;
      if (from + count <= windowBytes) return piece(index).subarray(from, from + count);
      const bytes = new Uint8Array(count);
      readInto(offset, bytes);
      return bytes;
    },
  };
}
