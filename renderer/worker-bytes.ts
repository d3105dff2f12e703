import { bytesToHex } from '@noble/hashes/utils.js';
import { type ByteSource, digestRange, type MakeDigest } from '../shared/pdf/file/byte-source.ts';

/** As zlib does (RFC 1950). */
export async function packZlib(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** One array of its own, which can be handed over. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** SHA-256 of a whole file, in hex. */
export function shaOf(source: ByteSource, makeDigest: MakeDigest): string {
  const digest = makeDigest('sha256');
  digestRange(source, digest, 0, source.size);
  return bytesToHex(digest.digest());
}
