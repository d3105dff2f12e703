import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { type AppendHandle, type FrameFile, openFrameFile } from '../../electron/journal/frame-file.ts';
import { errorCode } from '../../shared/errors.ts';
import type { Exploration } from './explore-traces.ts';
import { expectInvariant, Violation } from './violation.ts';

/** One life of the journal process: payloads to append, the crash during the last append, where the torn write ends. */
interface Life {
  readonly payloads: readonly (readonly number[])[];
  readonly diesWhileAppending: boolean;
  /** The disk is full in the middle of this append; there is room again for the next. */
  readonly fullAt: number | null;
  /** Share of the bytes not yet synced that reached the disk. */
  readonly cut: number;
}

const life: fc.Arbitrary<Life> = fc.record({
  payloads: fc.array(fc.array(fc.nat(255), { maxLength: 300 }), { maxLength: 6 }),
  diesWhileAppending: fc.boolean(),
  fullAt: fc.option(fc.nat(5)),
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Plays `runs` stories of crashes at any byte against the real journal file. */
export async function exploreCrashes({
  runs,
  seed,
}: {
  runs: number;
  seed: number;
}): Promise<Omit<Exploration, 'moved'>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'journal-crash-'));
  let operations = 0;
  let story = 0;
  try {
    const property = fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
      story += 1;
      operations += await playLives(path.join(folder, `journal-${story}`), lives);
    });
    const details = await fc.check(property, { numRuns: runs, seed });
    const error = details.errorInstance;
    const failure = details.failed
      ? {
          invariant: error instanceof Violation ? error.invariant : 'error',
          message: error instanceof Error ? error.message : String(error),
          path: details.counterexamplePath ?? '',
          trace: JSON.stringify(details.counterexample?.[0]),
        }
      : null;
    return { runs: details.numRuns, seed, operations, konflikte: 0, rejected: 0, failure };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playLives(file: string, lives: readonly Life[]): Promise<number> {
  const saved: Buffer[] = [];
  let attempted: Buffer[] = [];
  for (const { payloads, diesWhileAppending, fullAt, cut } of lives) {
    const disk = cachedDisk(file);
    const opened = await openFrameFile({ path: file, key, store: 'journal', openForAppend: disk.open });
    checkSaved(opened.payloads, saved, attempted);
    saved.splice(0, saved.length, ...opened.payloads);
    attempted = [];
    const bytes = payloads.map((payload) => Buffer.from(payload));
    const last = diesWhileAppending ? bytes.pop() : undefined;
    await appendAll(opened.file, bytes, { saved, beforeEach: (i) => disk.setFull(i === fullAt) });
    disk.setFull(false);
    if (last) {
      attempted = [last];
      disk.dieAtSync();
      await opened.file.append([last]).catch(() => {});
    }
    await disk.crash(cut);
  }
  const opened = await openFrameFile({ path: file, key, store: 'journal' });
  await opened.file.close();
  checkSaved(opened.payloads, saved, attempted);
  return saved.length;
}

async function appendAll(
  file: FrameFile,
  payloads: readonly Buffer[],
  { saved, beforeEach }: { readonly saved: Buffer[]; readonly beforeEach: (i: number) => void },
): Promise<void> {
  for (const [i, payload] of payloads.entries()) {
    beforeEach(i);
    try {
      await file.append([payload]);
      saved.push(payload);
    } catch (error) {
      // Nothing was promised; the next append must find the file as it was before (R4).
      if (errorCode(error) !== 'disk-full') throw error;
    }
  }
}

function checkSaved(found: readonly Buffer[], saved: readonly Buffer[], attempted: readonly Buffer[]): void {
  const all = [...saved, ...attempted];
  const isPrefix = found.length <= all.length && found.every((payload, i) => payload.equals(all[i]!));
  expectInvariant('I8', isPrefix, () => 'the journal holds something that was never written');
  expectInvariant('I8', found.length >= saved.length, () => `${saved.length - found.length} saved payloads are gone`);
}

const key = new Uint8Array(32).fill(7);

/** A disk with a write cache: what was not synced may be lost from any byte on. */
function cachedDisk(file: string) {
  let handle: FileHandle;
  let written = 0;
  let synced = 0;
  let isDying = false;
  let isFull = false;
  const sync = async () => {
    if (isDying) throw new Error('power cut');
    synced = written;
  };
  return {
    open: async (): Promise<AppendHandle> => {
      handle = await open(file, 'r+');
      written = (await handle.stat()).size;
      synced = written;
      return {
        write: async (bytes, offset, length, position) => {
          if (isFull) {
            const part = await handle.write(bytes, offset, Math.floor(length / 2), position);
            written = position + part.bytesWritten;
            throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
          }
          const result = await handle.write(bytes, offset, length, position);
          written = position + result.bytesWritten;
          return result;
        },
        datasync: sync,
        sync,
        truncate: async (length) => {
          await handle.truncate(length);
          written = length;
          synced = Math.min(synced, length);
        },
        close: () => handle.close(),
      };
    },
    setFull: (full: boolean) => {
      isFull = full;
    },
    dieAtSync: () => {
      isDying = true;
    },
    crash: async (cut: number) => {
      await handle.close();
      truncateSync(file, synced + Math.floor((written - synced) * cut));
    },
  };
}
