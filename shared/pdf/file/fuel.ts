import { AppError } from '../../errors.ts';

const limits = {
  steps: 60_000_000,
  depth: 100,
  inflatedBytes: 128 << 20,
  // What is larger than this and was packed to less than a hundredth is made to exhaust the reader.
  suspectBytes: 8 << 20,
  suspectRatio: 100,
  contentBytes: 16 << 20,
  wallMs: 20_000,
  keptItems: 3_000_000,
};
const stepsBetweenLooks = 8192;

/** What one reading of one file may cost. Every loop over bytes of a stranger burns some of it. */
export class Fuel {
  private steps = 0;
  private inflatedBytes = 0;
  private contentBytes = 0;
  private keptItems = 0;
  private depth = 0;
  private nextLook = stepsBetweenLooks;
  private endMs: number;
  private readonly nowMs: () => number;

  /** `nowMs`: a clock in milliseconds; the wall time runs from here. */
  constructor(nowMs: () => number = Date.now) {
    this.nowMs = nowMs;
    this.endMs = nowMs() + limits.wallMs;
  }

  /** One turn of a loop; throws AppError 'pdf-too-much-data'. */
  step(count = 1): void {
    this.steps += count;
    if (this.steps < this.nextLook) return;
    this.nextLook = this.steps + stepsBetweenLooks;
    if (this.steps > limits.steps || this.nowMs() > this.endMs) throw new AppError('pdf-too-much-data');
  }

  /** Work that takes time by the size of the file, such as digesting gigabytes: its wall time does not count. */
  untimed<T>(work: () => T): T {
    const before = this.nowMs();
    try {
      return work();
    } finally {
      this.endMs += this.nowMs() - before;
    }
  }

  /** Items of arrays and dictionaries that stay in memory; throws AppError 'pdf-too-much-data'. */
  keep(items: number): void {
    this.keptItems += items;
    if (this.keptItems > limits.keptItems) throw new AppError('pdf-too-much-data');
  }

  /** Bytes that inflating `packedBytes` may yield; throws AppError 'pdf-too-much-data' when none are left. */
  inflateBudget(packedBytes: number): number {
    const left = limits.inflatedBytes - this.inflatedBytes;
    if (left <= 0) throw new AppError('pdf-too-much-data');
    return Math.min(left, Math.max(limits.suspectBytes, limits.suspectRatio * packedBytes));
  }

  /** Page content that is to be followed operator by operator; throws AppError 'pdf-too-much-data'. */
  content(bytes: number): void {
    this.contentBytes += bytes;
    if (this.contentBytes > limits.contentBytes) throw new AppError('pdf-too-much-data');
  }

  /** Records bytes that inflating yielded. */
  inflated(bytes: number): void {
    this.inflatedBytes += bytes;
  }

  /** Runs `work` one level deeper; throws AppError 'pdf-too-deep'. */
  deeper<T>(work: () => T): T {
    if (++this.depth > limits.depth) throw new AppError('pdf-too-deep');
    try {
      return work();
    } finally {
      this.depth--;
    }
  }
}
