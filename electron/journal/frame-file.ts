import { open, readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { queue } from '../queue.ts';
import { isDiskFull, readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { decodeFrame, encodeFrame, FIRST_CHAIN, type FrameBinding } from './frames.ts';

/** The part of a file handle that appending needs; handed in, so that a failing disk can be shown in a test. */
export interface AppendHandle {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>;
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** An append-only encrypted file. */
export interface FrameFile {
  /** Writes all payloads or none and answers after fdatasync. Throws AppError 'disk-full' or 'journal-write-failed'. */
  append(payloads: readonly Uint8Array[]): Promise<void>;
  /** Replaces the whole content by a new generation, atomically. */
  rewrite(payloads: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly path: string;
  readonly key: Uint8Array;
  /** Name that frames are bound to, e.g. `journal`. */
  readonly store: string;
  readonly openForAppend?: (path: string) => Promise<AppendHandle>;
}

/**
 * Opens or makes a frame file and reads its payloads. A torn tail is cut at the last valid frame; the cut bytes go to a file
 * `<path>.torn` first, and `cut` says so. Throws AppError 'journal-damaged' when not even the first frame is valid (another
 * key or a foreign file): nothing is cut then.
 */
export async function openFrameFile(
  options: Options,
): Promise<{ file: FrameFile; payloads: readonly Buffer[]; cut: boolean }> {
  const { path } = options;
  const bytes = await readFile(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const start = encodeFrame(bindingOf(options, 1), FIRST_CHAIN, START).frame;
    await replaceFile(path, start);
    return start;
  });
  const read = readFrames(options, bytes);
  const openForAppend = options.openForAppend ?? ((name) => open(name, 'r+'));
  let handle = await openForAppend(path);
  const cut = read.end < bytes.length;
  if (cut) {
    await keepAside(`${path}.torn`, bytes.subarray(read.end));
    await handle.truncate(read.end);
    await handle.sync();
  }
  let { end, generation } = read;
  let chain: Uint8Array = read.chain;
  let failed = false;

  async function append(payloads: readonly Uint8Array[]): Promise<void> {
    if (failed) throw new AppError('journal-write-failed');
    let next = chain;
    const frames = payloads.map((payload) => {
      const encoded = encodeFrame(bindingOf(options, generation), next, payload);
      next = encoded.chain;
      return encoded.frame;
    });
    const bytes = Buffer.concat(frames);
    await writeAll(bytes);
    end += bytes.length;
    chain = next;
  }

  async function writeAll(bytes: Buffer): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; )
        done += (await handle.write(bytes, done, bytes.length - done, end + done)).bytesWritten;
    } catch (error) {
      await rollBack(error);
    }
    try {
      await handle.datasync();
    } catch (error) {
      // What the kernel dropped after a failed fsync cannot be known: nothing more is promised on this file.
      failed = true;
      throw new AppError('journal-write-failed', { cause: error });
    }
  }

  async function rollBack(error: unknown): Promise<never> {
    try {
      await handle.truncate(end);
      await handle.sync();
    } catch {
      failed = true;
    }
    if (isDiskFull(error) && !failed) throw new AppError('disk-full', { cause: error });
    failed = true;
    throw new AppError('journal-write-failed', { cause: error });
  }

  async function rewrite(payloads: readonly Uint8Array[]): Promise<void> {
    const binding = bindingOf(options, generation + 1);
    const encoded = encodeAll(binding, payloads);
    await handle.close();
    try {
      await replaceFile(path, encoded.bytes);
    } catch (error) {
      // Renamed, but perhaps not durably: which of the two files a crash leaves cannot be known.
      failed = (await readFile(path)).readUInt32BE(4) === binding.generation;
      throw error;
    } finally {
      handle = await openForAppend(path);
    }
    generation = binding.generation;
    chain = encoded.chain;
    end = encoded.bytes.length;
  }

  const inTurn = queue();
  const file: FrameFile = {
    append: (payloads) => inTurn(() => append(payloads)),
    rewrite: (payloads) => inTurn(() => rewrite(payloads)),
    close: () => inTurn(() => handle.close()),
  };
  return { file, payloads: read.payloads, cut };
}

/** Adds to what earlier cuts left: nothing that was ever on disk is thrown away. */
async function keepAside(file: string, bytes: Buffer): Promise<void> {
  await replaceFile(file, Buffer.concat([(await readIfThere(file)) ?? Buffer.alloc(0), bytes]));
}

/** Payload of the first frame: written atomically with the file, so it is never torn. */
const START = Buffer.from('aktentasche journal 1');

const bindingOf = ({ key, store }: Options, generation: number): FrameBinding => ({ key, store, generation });

function readFrames(options: Options, bytes: Buffer) {
  const generation = bytes.length >= 8 ? bytes.readUInt32BE(4) : 0;
  const binding = bindingOf(options, generation);
  let frame = decodeFrame(binding, FIRST_CHAIN, bytes, 0);
  if (!frame?.payload.equals(START)) throw new AppError('journal-damaged');
  const payloads: Buffer[] = [];
  let { end }: { end: number } = frame;
  let chain: Uint8Array = frame.chain;
  for (;;) {
    frame = decodeFrame(binding, chain, bytes, end);
    if (!frame) return { payloads, end, chain, generation };
    payloads.push(frame.payload);
    ({ end, chain } = frame);
  }
}

function encodeAll(binding: FrameBinding, payloads: readonly Uint8Array[]) {
  let chain: Uint8Array = FIRST_CHAIN;
  const frames = [START, ...payloads].map((payload) => {
    const encoded = encodeFrame(binding, chain, payload);
    chain = encoded.chain;
    return encoded.frame;
  });
  return { bytes: Buffer.concat(frames), chain };
}
