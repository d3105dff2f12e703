import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../shared/errors.ts';
import { isTiff } from '../shared/tiff/tiff-fields.ts';
import { syncFolder } from './vault/atomic-file.ts';

/** Where taken scans go, below the scan folder. */
export const takenFolder = 'uebernommen';
/** More is offered in the next round. */
const mostScans = 200;
const tailBytes = 2_048;
/** How long a file must have been the same, milliseconds. */
const stillMs = 1_500;
/** What file managers leave everywhere. */
const noise = ['thumbs.db', 'desktop.ini'];

/** A scan that lies there whole; `mark` names this very file with this very content. */
export interface Scan {
  readonly file: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly mark: string;
}

/** What lies in a scan folder. */
export interface FoundScans {
  readonly scans: readonly Scan[];
  /** Scans that are still being written, or are not whole. */
  readonly unfinished: number;
  /** Files that are neither PDF nor TIFF by their name. */
  readonly others: number;
}

/** Looks at one folder again and again: a scan counts when it is whole and did not change for a while. */
export interface ScanFolder {
  /** Throws AppError 'scan-folder-missing'. */
  look(): Promise<FoundScans>;
  /** Puts a scan that is safe in the record into `uebernommen`; false: it changed meanwhile and stays. */
  putAway(scan: Scan): Promise<boolean>;
}

/** A folder that has not been looked at yet; `nowMs` a clock that never goes back. */
export function openScanFolder(folder: string, nowMs: () => number = () => performance.now()): ScanFolder {
  let before = new Map<string, { readonly mark: string; readonly sinceMs: number }>();
  return {
    async look() {
      const found = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
        throw new AppError('scan-folder-missing', { cause });
      });
      const files = found.filter((entry) => entry.isFile() && !isNoise(entry.name)).map(({ name }) => name);
      const wanted = files.filter((name) => /\.(pdf|tiff?)$/i.test(name)).sort();
      const now: typeof before = new Map();
      const scans: Scan[] = [];
      for (const name of wanted.slice(0, mostScans)) {
        const file = path.join(folder, name);
        const seen = await markOf(file);
        if (!seen) continue;
        const known = before.get(name);
        const sinceMs = known?.mark === seen.mark ? known.sinceMs : nowMs();
        now.set(name, { mark: seen.mark, sinceMs });
        const isStill = nowMs() - sinceMs >= stillMs;
        if (isStill && (await isWhole(file, seen.sizeBytes))) scans.push({ file, name, ...seen });
      }
      before = now;
      return { scans, unfinished: now.size - scans.length, others: files.length - wanted.length };
    },
    async putAway(scan) {
      if ((await markOf(scan.file))?.mark !== scan.mark) return false;
      const target = path.join(folder, takenFolder);
      await mkdir(target, { recursive: true, mode: 0o700 });
      await moveInto(scan, target);
      await syncFolder(target);
      await syncFolder(folder);
      return true;
    },
  };
}

/** Under a name that is free there: nothing that was put away before is overwritten. */
async function moveInto({ file, name }: Scan, target: string): Promise<void> {
  const [, bare = name, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  for (let n = 1; ; n++) {
    const to = path.join(target, n === 1 ? name : `${bare} (${n})${ending}`);
    if (await lstat(to).catch(() => null)) continue;
    try {
      return await rename(file, to);
    } catch (cause) {
      throw new AppError('file-not-writable', { cause });
    }
  }
}

const isNoise = (name: string) => name.startsWith('.') || noise.includes(name.toLowerCase());

async function markOf(file: string): Promise<{ mark: string; sizeBytes: number } | null> {
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile()) return null;
  return { mark: `${found.ino}:${found.mtimeMs}:${found.size}`, sizeBytes: found.size };
}

/** Only head and end are looked at: a scan may have hundreds of megabytes. */
async function isWhole(file: string, sizeBytes: number): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return false;
  try {
    const part = async (at: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, at);
      return buffer.subarray(0, bytesRead);
    };
    const head = await part(0);
    if (isTiff(head)) return hasDirectory(head, sizeBytes);
    const tail = await part(Math.max(0, sizeBytes - tailBytes));
    return head.toString('latin1').includes('%PDF-') && tail.toString('latin1').includes('%%EOF');
  } finally {
    await handle.close();
  }
}

/** Programs name the first directory of a TIFF last; until then its place is 0 or lies behind the end. */
function hasDirectory(head: Buffer, sizeBytes: number): boolean {
  if (head.length < 8) return false;
  const at = head[0] === 0x49 ? head.readUInt32LE(4) : head.readUInt32BE(4);
  return at >= 8 && at < sizeBytes;
}
