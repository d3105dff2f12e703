import { AppError } from '../../errors.ts';

const limits = { steps: 60_000_000, depth: 100, inflatedBytes: 128 << 20 };

/** What one reading of one file may cost. Every loop over bytes of a stranger burns some of it. */
export class Fuel {
  private steps = 0;
  private inflatedBytes = 0;
  private depth = 0;

  /** One turn of a loop; throws AppError 'pdf-too-much-data'. */
  step(count = 1): void {
    this.steps += count;
    if (this.steps > limits.steps) throw new AppError('pdf-too-much-data');
  }

  /** Bytes that inflating may still yield; throws AppError 'pdf-too-much-data' when none are left. */
  inflateBudget(): number {
    const left = limits.inflatedBytes - this.inflatedBytes;
    if (left <= 0) throw new AppError('pdf-too-much-data');
    return left;
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
