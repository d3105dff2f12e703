import type { Spans } from './text-spans.ts';

/** Bytes of a text that are compared at once, above the index of the text in the same 64 bits. */
const AT_ONCE = 5;
const INDEX_BITS = 24;
const INDEX_MASK = 2 ** INDEX_BITS - 1;
/** As many texts at most are compared one by one. */
const FEW = 12;

/** Texts that are equal in their first `depth` bytes: a range of the order. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/**
 * Indexes of at most 16 million texts in ascending order of their bytes, which is that of their code points; equal ones in
 * order of index. Five bytes each are sorted as numbers together with the index; what is equal so far then in the same way.
 */
export function sortSpans(spans: Spans): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(spans.start.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const keys = new BigUint64Array(order.length);
  // The lower half of a key comes first, as on every computer that Electron knows.
  const halves = new Uint32Array(keys.buffer);
  const runs: Run[] = [{ from: 0, to: order.length, depth: 0 }];
  for (let run = runs.pop(); run; run = runs.pop()) {
    const { from, to } = run;
    if (to - from <= FEW) {
      insertionSort(spans, order, run);
      continue;
    }
    const depth = run.depth + commonBytes(spans, order, run);
    for (let i = from; i < to; i++) writeKey(spans, order[i] ?? 0, depth, halves, 2 * i);
    keys.subarray(from, to).sort();
    let first = from;
    for (let i = from; i < to; i++) {
      order[i] = (halves[2 * i] ?? 0) & INDEX_MASK;
      if (i + 1 < to && isSamePart(halves, i, i + 1)) continue;
      // Of texts that have ended nothing is left to compare.
      if (i > first && (halves[2 * i] ?? 0) >>> INDEX_BITS > 0) {
        runs.push({ from: first, to: i + 1, depth: depth + AT_ONCE });
      }
      first = i + 1;
    }
  }
  return order;
}

/** Compares two texts from a byte on. */
export function compareSpans({ bytes, start, end }: Spans, a: number, b: number, depth: number): number {
  const [endA, endB] = [end[a] ?? 0, end[b] ?? 0];
  let atA = (start[a] ?? 0) + depth;
  let atB = (start[b] ?? 0) + depth;
  while (atA < endA && atB < endB) {
    const difference = (bytes[atA++] ?? 0) - (bytes[atB++] ?? 0);
    if (difference !== 0) return difference;
  }
  return endA - atA - (endB - atB);
}

/** Five bytes, each one more than it is, so that a text that has ended (0) comes before a text with a zero. */
function writeKey({ bytes, start, end }: Spans, index: number, depth: number, halves: Uint32Array, at: number): void {
  const from = (start[index] ?? 0) + depth;
  const left = (end[index] ?? 0) - from;
  const byte = (i: number) => (i < left ? (bytes[from + i] ?? 0) + 1 : 0);
  halves[at + 1] = (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
  halves[at] = (byte(4) << INDEX_BITS) | index;
}

function isSamePart(halves: Uint32Array, a: number, b: number): boolean {
  return (
    halves[2 * a + 1] === halves[2 * b + 1] &&
    (halves[2 * a] ?? 0) >>> INDEX_BITS === (halves[2 * b] ?? 0) >>> INDEX_BITS
  );
}

/** How many bytes behind the run's depth all its texts have in common. */
function commonBytes({ bytes, start, end }: Spans, order: Uint32Array, { from, to, depth }: Run): number {
  const first = (start[order[from] ?? 0] ?? 0) + depth;
  let common = (end[order[from] ?? 0] ?? 0) - first;
  for (let i = from + 1; i < to && common > 0; i++) {
    const index = order[i] ?? 0;
    const at = (start[index] ?? 0) + depth;
    common = Math.min(common, (end[index] ?? 0) - at);
    let k = 0;
    while (k < common && bytes[first + k] === bytes[at + k]) k++;
    common = k;
  }
  return Math.max(0, common);
}

function insertionSort(spans: Spans, order: Uint32Array, { from, to, depth }: Run): void {
  for (let i = from + 1; i < to; i++) {
    const index = order[i] ?? 0;
    let at = i;
    while (at > from && compareSpans(spans, order[at - 1] ?? 0, index, depth) > 0) {
      order[at] = order[at - 1] ?? 0;
      at--;
    }
    order[at] = index;
  }
}
