import { errorCode, errorCodes } from '../../shared/errors.ts';

/** A file that can be read in ranges. */
export interface RangeFile {
  readonly sizeBytes: number;
  /** At least one and at most `length` bytes from `offset`, which lies in the file. Throws AppError. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** What the borrowing worker gets: a port to ask on (transferred) and memory in which the answers lie. */
export interface LentFile {
  readonly sizeBytes: number;
  readonly port: MessagePort;
  readonly window: SharedArrayBuffer;
}

/** A question of the borrower. */
export interface RangeQuestion {
  readonly offset: number;
  readonly length: number;
}

/** Bytes of one answer at most; the memory of a lent file, whatever its size. */
export const windowBytes = 1024 * 1024;

/**
 * In front of the window stands one number: `unanswered` until the answer lies there, then how many bytes it has, or
 * -1 - (place of the code in `errorCodes`).
 */
export const headBytes = 4;
export const unanswered = 0;

/**
 * Lends a file to another worker, whose parser reads synchronously: it waits in Atomics.wait while this worker, which alone
 * has keys, reads and deciphers. `takeBack` forgets what was read last.
 */
export function lendFile(file: RangeFile): { readonly lent: LentFile; takeBack(): void } {
  const { port1, port2 } = new MessageChannel();
  const window = new SharedArrayBuffer(headBytes + Math.min(windowBytes, file.sizeBytes));
  const head = new Int32Array(window, 0, 1);
  const body = new Uint8Array(window, headBytes);
  port1.onmessage = async ({ data }: MessageEvent<RangeQuestion>) => {
    let answer: number;
    try {
      const bytes = await file.read(data.offset, Math.min(data.length, body.length));
      body.set(bytes);
      answer = bytes.length;
    } catch (error) {
      answer = -1 - errorCodes.indexOf(errorCode(error));
    }
    Atomics.store(head, 0, answer);
    Atomics.notify(head, 0);
  };
  return {
    lent: { sizeBytes: file.sizeBytes, port: port2, window },
    takeBack() {
      port1.close();
      body.fill(0);
    },
  };
}
