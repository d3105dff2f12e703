import type { Base } from '../base.ts';
import type { Random } from '../random.ts';
import type { Mutator } from './mutator.ts';

/** Damage that knows nothing of PDF, as disks, transfers and careless attackers do it. */
export const byteMutators: readonly Mutator[] = [
  { name: 'byte flips', mutate: ({ bytes }, random) => flipped(bytes, random, [0, bytes.length]) },
  {
    name: 'byte flips outside streams',
    mutate: (base, random) => (base.tokens.length === 0 ? null : flipped(base.bytes, random, nearTokens(base, random))),
  },
  {
    name: 'truncation',
    mutate({ bytes }, random) {
      const at = random.once(3) ? bytes.length - random.int(Math.min(2048, bytes.length)) : random.int(bytes.length);
      return Buffer.from(bytes.subarray(0, at));
    },
  },
  {
    name: 'hole with the end kept',
    mutate({ bytes }, random) {
      const at = random.int(bytes.length);
      const length = 1 + random.int(random.once(2) ? 16 : 4096);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(at + length, bytes.length))]);
    },
  },
  {
    name: 'spliced sections',
    mutate: ({ bytes }, random, others) => spliced(bytes, random, random.pick(others).bytes),
  },
  {
    name: 'repeated section',
    mutate({ bytes }, random) {
      const at = random.int(bytes.length);
      const piece = bytes.subarray(at, at + 1 + random.int(2000));
      const times = random.once(8) ? 50 : 1 + random.int(3);
      return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(times).fill(piece), bytes.subarray(at)]);
    },
  },
  {
    name: 'junk around',
    mutate({ bytes }, random) {
      const junk = Buffer.from(Array.from({ length: 1 + random.int(1500) }, () => random.int(256)));
      return random.once(2) ? Buffer.concat([junk, bytes]) : Buffer.concat([bytes, junk]);
    },
  },
];

/** Some bytes within a span changed; a fresh copy. */
export function flipped(bytes: Buffer, random: Random, [start, end]: readonly [number, number]): Buffer {
  const out = Buffer.from(bytes);
  for (let count = 1 + random.int(8); count > 0 && end > start; count--) {
    const at = start + random.int(end - start);
    out[at] = random.once(2) ? out[at]! ^ (1 << random.int(8)) : random.pick(telling);
  }
  return out;
}

const telling = [0, 10, 13, 32, ...Buffer.from('<>[]()/%R0159-+.#')];

function nearTokens({ tokens }: Base, random: Random): readonly [number, number] {
  const [start, end] = random.pick(tokens);
  return [start, end + 1];
}

/** A piece of another file, or of this one, over or between the bytes. */
function spliced(bytes: Buffer, random: Random, other: Buffer): Buffer {
  const from = random.once(2) ? bytes : other;
  const start = random.int(from.length);
  const piece = from.subarray(start, start + 1 + random.int(4000));
  const at = random.int(bytes.length);
  const kept = random.once(2) ? at + piece.length : at;
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(Math.min(kept, bytes.length))]);
}
