import { bytesToHex } from '@noble/hashes/utils.js';
import { createWasmDigests } from '../../shared/crypto/wasm-digest.ts';
import type { RangeFile } from '../ranges/lend-file.ts';
import { CHUNK_BYTES } from './blob-ref.ts';

/** Bytes on their way into journal and replica, never held twice: they are walked through as often as needed. */
export interface Content {
  readonly sizeBytes: number;
  /** Copies of {@link CHUNK_BYTES} each, only the last one shorter. */
  chunks(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Whole bytes. */
export function bytesContent(bytes: Uint8Array): Content {
  return {
    sizeBytes: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield new Uint8Array(bytes.subarray(at, at + CHUNK_BYTES));
    },
  };
}

/** A file and what is appended to it: the beginning is the file by construction, and it is never in memory as a whole. */
export function appendedContent(base: RangeFile, appended: Uint8Array): Content {
  const sizeBytes = base.sizeBytes + appended.length;
  const readInto = async (target: Uint8Array, at: number) => {
    for (let filled = 0; filled < target.length; ) {
      const offset = at + filled;
      const rest = target.length - filled;
      const part =
        offset < base.sizeBytes
          ? await base.read(offset, Math.min(rest, base.sizeBytes - offset))
          : appended.subarray(offset - base.sizeBytes, offset - base.sizeBytes + rest);
      target.set(part, filled);
      filled += part.length;
    }
  };
  return {
    sizeBytes,
    async *chunks() {
      for (let at = 0; at < sizeBytes; at += CHUNK_BYTES) {
        const chunk = new Uint8Array(Math.min(CHUNK_BYTES, sizeBytes - at));
        await readInto(chunk, at);
        yield chunk;
      }
    },
  };
}

/** SHA-256 of the whole, lower-case hexadecimal. */
export async function hashContent(content: Content): Promise<string> {
  return (await hashBeginning(content, content.sizeBytes)).whole;
}

/** SHA-256 of the first `sizeBytes` bytes and of the whole, in one pass. */
export async function hashBeginning(
  content: Content,
  sizeBytes: number,
): Promise<{ readonly beginning: string; readonly whole: string }> {
  const hash = (await createWasmDigests())('sha256');
  let beginning: string | null = null;
  let done = 0;
  for await (const chunk of content.chunks()) {
    const cut = sizeBytes - done;
    if (beginning === null && cut < chunk.length) {
      hash.update(chunk.subarray(0, cut));
      beginning = bytesToHex(hash.soFar());
      hash.update(chunk.subarray(cut));
    } else hash.update(chunk);
    done += chunk.length;
  }
  const whole = bytesToHex(hash.digest());
  return { beginning: beginning ?? whole, whole };
}
