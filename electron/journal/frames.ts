import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { SEAL_OVERHEAD_BYTES, seal, unseal } from '../vault/sealed-box.ts';

/**
 * Frame = `len (u32 BE, bytes after this field) | generation (u32 BE) | nonce (12) | ciphertext | tag (16)`. The tag also
 * covers store, generation and the hash of the frame before: frames cannot be reordered, dropped inside or moved.
 */
const LENGTH_BYTES = 4;
const GENERATION_BYTES = 4;
const HEAD_BYTES = LENGTH_BYTES + GENERATION_BYTES;
/** Longest frame that is ever written or believed, bytes. */
export const MAX_FRAME_BYTES = 32 * 1024 * 1024;

/** Key and name that frames of one file are bound to. */
export interface FrameBinding {
  readonly key: Uint8Array;
  readonly store: string;
  readonly generation: number;
}

/** Hash before the first frame. */
export const FIRST_CHAIN = Buffer.alloc(32);

/** One frame and the chain value after it. Throws AppError 'too-large' for one that would never be read again. */
export function encodeFrame(binding: FrameBinding, chain: Uint8Array, payload: Uint8Array) {
  if (GENERATION_BYTES + SEAL_OVERHEAD_BYTES + payload.length > MAX_FRAME_BYTES) throw new AppError('too-large');
  const sealed = seal(binding.key, contextOf(binding, chain), payload);
  const frame = Buffer.alloc(HEAD_BYTES + sealed.length);
  frame.writeUInt32BE(GENERATION_BYTES + sealed.length, 0);
  frame.writeUInt32BE(binding.generation, LENGTH_BYTES);
  sealed.copy(frame, HEAD_BYTES);
  return { frame, chain: hashOf(frame) };
}

/** The frame at `at`, or null when it is torn, damaged or of another chain. */
export function decodeFrame(binding: FrameBinding, chain: Uint8Array, file: Buffer, at: number) {
  if (file.length - at < HEAD_BYTES + SEAL_OVERHEAD_BYTES) return null;
  const length = file.readUInt32BE(at);
  const end = at + LENGTH_BYTES + length;
  if (length < GENERATION_BYTES + SEAL_OVERHEAD_BYTES || length > MAX_FRAME_BYTES || end > file.length) return null;
  if (file.readUInt32BE(at + LENGTH_BYTES) !== binding.generation) return null;
  const payload = unseal(binding.key, contextOf(binding, chain), file.subarray(at + HEAD_BYTES, end));
  return payload && { payload, end, chain: hashOf(file.subarray(at, end)) };
}

const contextOf = ({ store, generation }: FrameBinding, chain: Uint8Array) =>
  Buffer.concat([Buffer.from(`${store}|${generation}|`), chain]);

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
