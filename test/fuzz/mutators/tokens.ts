import type { Span } from '../base.ts';
import type { Random } from '../random.ts';
import { type Mutator, replaced, strangeNumber } from './mutator.ts';

const lyingKeys =
  /\/(?:Length|Prev|XRefStm|Size|N|First|W|Index|Columns|Predictor|Colors|BitsPerComponent|Count|Rotate|UserUnit|Root|Encrypt)\s*\[?\s*([+-]?\d[\d .]*)/g;

/** Damage to the words of a file, mostly without moving anything behind them. */
export const tokenMutators: readonly Mutator[] = [
  {
    name: 'number blow-ups',
    mutate: (base, random) =>
      changed(base.bytes, random, base.numbers, () => strangeNumber(random, base.bytes.length), 1 + random.int(3)),
  },
  {
    name: 'lies of /Length, /Prev, /W and their kin',
    mutate(base, random) {
      const found = [...base.skeleton.matchAll(lyingKeys)].map((match): Span => {
        const end = match.index + match[0].length;
        return [end - match[1]!.length, end];
      });
      return changed(base.bytes, random, found, () => strangeNumber(random, base.bytes.length), 1);
    },
  },
  {
    name: 'token swaps',
    mutate(base, random) {
      if (base.tokens.length < 2) return null;
      const [one, other] = [random.int(base.tokens.length), random.int(base.tokens.length)].sort((a, b) => a - b);
      const [a, b] = [base.tokens[one!]!, base.tokens[other!]!];
      if (a === b) return null;
      const { bytes } = base;
      const cut = (span: Span): Buffer => bytes.subarray(span[0], span[1]);
      return Buffer.concat([bytes.subarray(0, a[0]), cut(b), bytes.subarray(a[1], b[0]), cut(a), bytes.subarray(b[1])]);
    },
  },
  {
    name: 'tokens taken from elsewhere',
    mutate(base, random) {
      const word = (): string => {
        const [start, end] = random.pick(base.tokens);
        return base.skeleton.slice(start, end);
      };
      return changed(base.bytes, random, base.tokens, word, 1 + random.int(4));
    },
  },
  {
    name: 'edited cross-reference table',
    mutate(base, random) {
      const rows = [...base.skeleton.matchAll(/\d{10} \d{5} [nf]/g)];
      if (rows.length === 0) return null;
      let { bytes } = base;
      for (let count = 1 + random.int(4); count > 0; count--) {
        const { index } = random.pick(rows);
        const other = base.skeleton.slice(random.pick(rows).index).slice(0, 18);
        const digits = strangeNumber(random, bytes.length).replace(/\D/g, '').slice(-10).padStart(10, '0');
        const row = random.pick([
          other,
          `${digits}${other.slice(10)}`,
          other.replace(/[nf]$/, random.pick(['n', 'f', 'x'])),
        ]);
        bytes = replaced(bytes, [index, index + 18], row, true);
      }
      return bytes;
    },
  },
  {
    name: 'edited startxref',
    mutate(base, random) {
      const found = [...base.skeleton.matchAll(/startxref\s+(\d+)/g)].map((match): Span => {
        const end = match.index + match[0].length;
        return [end - match[1]!.length, end];
      });
      const places = [...base.skeleton.matchAll(/\d+ \d+ obj|xref|trailer/g)].map(({ index }) => String(index));
      const place = (): string =>
        places.length > 0 && random.once(2) ? random.pick(places) : strangeNumber(random, base.bytes.length);
      return changed(base.bytes, random, found, place, 1, false);
    },
  },
];

function changed(
  bytes: Buffer,
  random: Random,
  spans: readonly Span[],
  text: () => string,
  count: number,
  inPlace = !random.once(4),
): Buffer | null {
  if (spans.length === 0) return null;
  const chosen = new Set(Array.from({ length: count }, () => random.pick(spans)));
  // From the back, so that the places before stay where they are.
  return [...chosen].sort(([a], [b]) => b - a).reduce((out, span) => replaced(out, span, text(), inPlace), bytes);
}
