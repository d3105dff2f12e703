import type { Base } from '../base.ts';
import type { Random } from '../random.ts';

/** One way to damage a file; null when this base has nothing of the kind. */
export type Mutator = {
  readonly name: string;
  readonly mutate: (base: Base, random: Random, others: readonly Base[]) => Buffer | null;
};

const strangeNumbers = [
  ...['0', '-1', '1', '2', '-0', '7', '255', '256', '65535', '65536', '8388607', '8388608', '16777216'],
  ...['2147483647', '2147483648', '-2147483648', '4294967295', '4294967296', '9007199254740991', '9007199254740992'],
  ...['99999999999999999999', '1e5', '0x10', '.', '-', '+', '--5', '1.5', '-.002', '00000000000000000012', 'NaN'],
  ...['1'.repeat(300), `0.${'0'.repeat(300)}1`, '9'.repeat(400), '3.4028235e38'],
];

/** A number that no producer would write there, or one near a place in the file. */
export function strangeNumber(random: Random, sizeBytes: number): string {
  if (random.once(3)) return String(random.int(sizeBytes + 2));
  return random.once(4) ? String(sizeBytes + random.int(64) - 32) : random.pick(strangeNumbers);
}

/** Puts text in place of a span. In place: padded or cut, so that nothing behind it moves. */
export function replaced(
  bytes: Buffer,
  [start, end]: readonly [number, number],
  text: string,
  inPlace: boolean,
): Buffer {
  const put = inPlace ? text.slice(0, end - start).padEnd(end - start) : text;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(put, 'latin1'), bytes.subarray(end)]);
}
