import { largeAkten } from '../../../server/demo/large-akten.ts';

/** Records per transaction or bulk call, for every contender. */
export const BATCH = 4_096;

/** The first `count` records of the server's large seed, as a workstation pulls them. */
export function benchRecords(count) {
  return largeAkten(count)
    .slice(0, count)
    .map(({ art, id, akte, felder }, i) => ({ art, id, akte, rev: i + 1, felder }));
}

/** Runs `write` on one batch after the other. */
export async function inBatches(records, write) {
  for (let from = 0; from < records.length; from += BATCH) await write(records.slice(from, from + BATCH), from);
}
