import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';

/** A canary that stands in the memory of a process. */
export interface MemoryHit {
  readonly pid: number;
  readonly canary: string;
  readonly encoding: string;
}

const chunkBytes = 8 * 1024 * 1024;

/** Every process whose program lies below `folder`. Needs root. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/exe`).startsWith(folder);
      } catch {
        return false;
      }
    });
}

/** Searches all readable private memory of the processes for `canaries` in UTF-8, Latin-1 and UTF-16LE. Needs root. */
export function scanMemory(pids: readonly number[], canaries: readonly string[]): MemoryHit[] {
  return pids.flatMap((pid) => scanProcess(pid, canaries));
}

function scanProcess(pid: number, canaries: readonly string[]): MemoryHit[] {
  const encodings = ['utf8', 'latin1', 'utf16le'] as const;
  const wanted = canaries.flatMap((canary) =>
    encodings.map((encoding) => ({ canary, encoding, bytes: Buffer.from(canary, encoding) })),
  );
  const overlap = Math.max(...wanted.map(({ bytes }) => bytes.length));
  const hits = new Map<string, MemoryHit>();
  const memory = openMemory(pid);
  if (memory === null) return [];
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (const { start, end } of readableRanges(pid)) {
    for (let at = start; at < end; at += BigInt(chunkBytes - overlap)) {
      const length = Number(end - at > BigInt(chunkBytes) ? BigInt(chunkBytes) : end - at);
      const window = buffer.subarray(0, readPages(memory, buffer, length, at));
      for (const { canary, encoding, bytes } of wanted)
        if (window.includes(bytes)) hits.set(`${canary} ${encoding}`, { pid, canary, encoding });
    }
  }
  closeSync(memory);
  return [...hits.values()];
}

function openMemory(pid: number): number | null {
  try {
    return openSync(`/proc/${pid}/mem`, 'r');
  } catch {
    return null;
  }
}

/** Pages that are only reserved cannot be read: what lies before them counts. */
function readPages(memory: number, buffer: Buffer, length: number, at: bigint): number {
  try {
    return readSync(memory, buffer, 0, length, at);
  } catch {
    return 0;
  }
}

/** What the process has really touched: huge reservations of V8 hold nothing and take minutes to read. */
function readableRanges(pid: number): { start: bigint; end: bigint }[] {
  const ranges: { start: bigint; end: bigint }[] = [];
  let range: { start: bigint; end: bigint } | null = null;
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line);
    if (head) range = head[3]?.startsWith('r') ? { start: BigInt(`0x${head[1]}`), end: BigInt(`0x${head[2]}`) } : null;
    const rssKb = Number(/^(?:Rss|Swap):\s+(\d+) kB/.exec(line)?.[1] ?? 0);
    if (rssKb > 0 && range && ranges.at(-1) !== range) ranges.push(range);
  }
  return ranges;
}
