import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** Longest answer, bytes: a credential with its chain needs some 20 KiB, a batch of 500 signatures 400 KiB. */
const MOST_BYTES = 1024 * 1024;

/**
 * An answer as text. The declared length is a stranger's word: what arrives is counted, and leaving the loop cancels the rest.
 * Throws AppError `code` when it does not end in time.
 */
export async function readCapped(
  stream: ReadableStream<Uint8Array> | null,
  code: ErrorCode,
  mostBytes: number = MOST_BYTES,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream ?? []) {
    size += part.length;
    if (size > mostBytes) throw new AppError(code);
    parts.push(part);
  }
  return Buffer.concat(parts, size).toString('utf8');
}
