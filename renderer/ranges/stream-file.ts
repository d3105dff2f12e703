import { AppError, type ErrorCode, errorCode, errorCodes } from '../../shared/errors.ts';
import type { RangeFile } from './lend-file.ts';

/** A file whose ranges can be asked for through a port, also from a page of another origin. */
export interface StreamedFile {
  readonly sizeBytes: number;
  readonly port: MessagePort;
}

/** Bytes of one answer at most. */
const PIECE_BYTES = 1024 * 1024;

interface Question {
  readonly n: number;
  readonly offset: number;
  readonly length: number;
}

type Answer =
  | { readonly n: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly n: number; readonly code: ErrorCode };

/**
 * Lets a page read a file range by range; keys stay here. Whoever has the other end of the port may be hostile: a question
 * that is none ends it. `takeBack` ends it too.
 */
export function streamFile(file: RangeFile): { readonly streamed: StreamedFile; takeBack(): void } {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = async ({ data }: MessageEvent<unknown>) => {
    if (!isQuestion(data, file.sizeBytes)) return port1.close();
    const { n, offset, length } = data;
    try {
      const bytes = new Uint8Array(await file.read(offset, Math.min(length, PIECE_BYTES)));
      port1.postMessage({ n, bytes } satisfies Answer, [bytes.buffer]);
    } catch (error) {
      port1.postMessage({ n, code: errorCode(error) } satisfies Answer);
    }
  };
  return { streamed: { sizeBytes: file.sizeBytes, port: port2 }, takeBack: () => port1.close() };
}

/** Reads a streamed file. After `close` nothing more is answered. */
export function readStream({ sizeBytes, port }: StreamedFile): RangeFile & { close(): void } {
  const waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: AppError): void }>();
  let last = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.n);
    waiting.delete(data.n);
    if ('bytes' in data) asked?.resolve(data.bytes);
    else asked?.reject(new AppError(errorCodes.includes(data.code) ? data.code : 'internal'));
  };
  const ask = (offset: number, length: number) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const n = ++last;
      waiting.set(n, { resolve, reject });
      port.postMessage({ n, offset, length } satisfies Question);
    });
  return {
    sizeBytes,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - offset)));
      for (let filled = 0; filled < bytes.length; ) {
        const part = await ask(offset + filled, Math.min(PIECE_BYTES, bytes.length - filled));
        if (part.length === 0 || part.length > bytes.length - filled) throw new AppError('internal');
        bytes.set(part, filled);
        filled += part.length;
      }
      return bytes;
    },
    close: () => port.close(),
  };
}

function isQuestion(data: unknown, sizeBytes: number): data is Question {
  if (typeof data !== 'object' || data === null) return false;
  const { n, offset, length } = data as Record<string, unknown>;
  return [n, offset, length].every(Number.isSafeInteger) && isInside(offset as number, length as number, sizeBytes);
}

function isInside(offset: number, length: number, sizeBytes: number): boolean {
  return offset >= 0 && length > 0 && offset + length <= sizeBytes;
}
