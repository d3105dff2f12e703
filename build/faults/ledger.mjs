import { createHash, randomBytes } from 'node:crypto';

/** What the screen called saved, and in which fault; what the server must hold in the end. */
export function makeLedger(seed) {
  const mark = `fault-${seed}-${randomBytes(4).toString('hex')}-`;
  let made = 0;
  const saved = [];
  const files = [];
  return {
    /** In front of every value of this run. */
    mark,
    /** `{ fault, value }` in the order of the acknowledgements. */
    saved,
    /** `{ fault, sha }` of files whose operation must arrive with its bytes. */
    files,
    nextValue: () => `${mark}${++made}`,
    acknowledge: (fault, value) => void saved.push({ fault, value }),
    acknowledgeFile(fault, bytes) {
      const sha = createHash('sha256').update(bytes).digest('hex');
      files.push({ fault, sha });
      return sha;
    },
  };
}
