import type { Base, Span } from '../base.ts';
import type { Random } from '../random.ts';
import { flipped } from './bytes.ts';
import { mutatedDer } from './der.ts';
import { type Mutator, replaced, strangeNumber } from './mutator.ts';

/** Damage to signatures in place: what they cover, and the CMS within. */
export const signatureMutators: readonly Mutator[] = [
  {
    name: 'edited /ByteRange',
    mutate(base, random) {
      const numbers = [...base.skeleton.matchAll(/\/ByteRange\s*\[([^\]]*)\]/g)].flatMap((found) => {
        const from = found.index + found[0].indexOf('[') + 1;
        return [...found[1]!.matchAll(/\d+/g)].map(
          (word): Span => [from + word.index, from + word.index + word[0].length],
        );
      });
      if (numbers.length === 0) return null;
      const span = random.pick(numbers);
      const digits = String(near(base, random, span)).padStart(span[1] - span[0], '0');
      return replaced(base.bytes, span, digits, random.once(2));
    },
  },
  {
    name: 'edited CMS in /Contents',
    mutate: (base, random) => inContents(base, random, (cms) => mutatedDer(cms, random)),
  },
  {
    name: 'byte flips in /Contents',
    mutate: (base, random) => inContents(base, random, (cms) => flipped(cms, random, [0, Math.min(cms.length, 4000)])),
  },
  {
    name: 'digits of /Contents',
    mutate(base, random) {
      if (base.signatures.length === 0) return null;
      const span = random.pick(base.signatures);
      return flipped(base.bytes, random, [span[0] - 2, span[1] + 2]);
    },
  },
];

function near({ bytes, skeleton }: Base, random: Random, [start, end]: Span): number | string {
  const honest = Number(skeleton.slice(start, end));
  return random.once(2) ? strangeNumber(random, bytes.length) : Math.max(0, honest + random.int(5) - 2);
}

function inContents(base: Base, random: Random, change: (cms: Buffer) => Buffer): Buffer | null {
  if (base.signatures.length === 0) return null;
  const [start, end] = random.pick(base.signatures);
  const cms = Buffer.from(base.bytes.toString('latin1', start, end), 'hex');
  const digits = end - start;
  return replaced(base.bytes, [start, end], change(cms).toString('hex').slice(0, digits).padEnd(digits, '0'), true);
}
