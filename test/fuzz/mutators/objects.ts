import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import type { Base, BaseObject } from '../base.ts';
import type { Random } from '../random.ts';
import { flipped } from './bytes.ts';
import { mutatedDer } from './der.ts';
import { type Mutator, strangeNumber } from './mutator.ts';
import { type NewBody, withUpdate } from './update.ts';

const keys =
  'Type Subtype Kids Parent Count Fields FT T V AP N Rect F Annots AcroForm MediaBox CropBox Rotate UserUnit Contents ByteRange SubFilter Filter Reference TransformMethod TransformParams P Lock Perms DocMDP DSS Certs OCSPs CRLs VRI Resources XObject Font Metadata Length DecodeParms Predictor Columns First Size W Index Prev'.split(
    ' ',
  );
const deep = 20_000;

/** Damage to whole objects in a well-formed update behind the file: the cross-reference stays right, so it is reached. */
export const objectMutators: readonly Mutator[] = [
  {
    name: 'rewritten objects',
    mutate: (base, random) => updated(base, random, (object) => rewritten(base, random, object)),
  },
  {
    name: 'crossed references',
    mutate: (base, random) => updated(base, random, (object) => bodyOf(object, crossed(base, random, object.text))),
  },
  {
    name: 'streams corrupted and packed again',
    mutate(base, random) {
      const streams = base.objects.filter(({ data }) => data !== null && data.length > 0);
      if (streams.length === 0) return null;
      return updated(base, random, () => repacked(base, random, random.pick(streams)));
    },
  },
  {
    name: 'exchanged objects',
    mutate: (base, random) =>
      updated(base, random, ({ num, gen }) => ({ ...bodyOf(random.pick(base.objects)), num, gen })),
  },
  {
    name: 'nesting without end',
    mutate: (base, random) =>
      updated(base, random, (object) => {
        const [open, close] = random.pick([
          ['[', ']'],
          ['<</Kids', '>>'],
          ['<</A<<', '>>'],
          ['(', ')'],
          ['[<</Kids[', ''],
        ]);
        const times = random.once(2) ? 60 + random.int(80) : deep;
        const hill = open!.repeat(times) + close!.repeat(random.once(2) ? times : 0);
        return bodyOf(
          object,
          object.text.replace(/(\/\w+) ?[^/>]*/, (_, key: string) => `${key} ${hill}`),
        );
      }),
  },
  {
    name: 'inflate bombs',
    mutate(base, random) {
      const streams = base.objects.filter(({ isFlate }) => isFlate);
      const target = random.pick(streams.length > 0 && random.once(2) ? streams : base.objects);
      if (target === undefined) return null;
      const text = target.isFlate ? target.text : '<</Filter/FlateDecode/Type/Metadata>>';
      return withUpdate(base, [{ ...target, text, data: random.pick(bombs()) }], random);
    },
  },
];

let packedBombs: readonly Buffer[] | null = null;

function bombs(): readonly Buffer[] {
  packedBombs ??= [bomb('\0', 200), bomb('0 0 m ', 60), bomb('[', 20), bomb('(a) Tj ', 60), bomb('<<', 3)];
  return packedBombs;
}

/** A zlib stream of so many MiB of the same text, made without ever holding them. */
function bomb(text: string, mebibytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1 << 20, text), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([Buffer.of(0x78, 0x9c), ...Array<Buffer>(mebibytes).fill(block), Buffer.of(3, 0)]);
}

function updated(base: Base, random: Random, make: (object: BaseObject) => NewBody): Buffer | null {
  if (base.objects.length === 0) return null;
  const some = random.once(3) || base.tellingObjects.length === 0 ? base.objects : base.tellingObjects;
  const count = random.once(3) ? 2 : 1;
  return withUpdate(
    base,
    Array.from({ length: count }, () => make(random.pick(some))),
    random,
  );
}

function bodyOf({ num, gen, data }: BaseObject, text: string): NewBody;
function bodyOf(object: BaseObject): NewBody;
function bodyOf({ num, gen, text, data }: BaseObject, changed = text): NewBody {
  return { num, gen, text: changed, data };
}

function rewritten(base: Base, random: Random, object: BaseObject): NewBody {
  let { text } = object;
  for (let count = 1 + random.int(3); count > 0; count--) text = rewrittenOnce(base, random, text);
  return bodyOf(object, text);
}

function rewrittenOnce(base: Base, random: Random, text: string): string {
  const tokens = [...text.matchAll(/\/[^\s()<>[\]{}/%]+|<[0-9a-f]*>|[+-]?[\d.]+|\w+|<<|>>|[[\]]/g)];
  if (tokens.length === 0) return text;
  const { index, 0: word } = random.pick(tokens);
  const put = (by: string): string => text.slice(0, index) + by + text.slice(index + word.length);
  switch (random.int(7)) {
    case 0:
      return put(` ${strangeNumber(random, base.bytes.length)} `);
    case 1:
      return put('');
    case 2:
      return put(`/${random.pick(keys)} `);
    case 3:
      return put(` ${random.pick(tokens)[0]} `);
    case 4:
      return put(` ${random.pick(base.objects).num} 0 R `);
    case 5:
      return put(`${random.pick(['null', '[]', '<<>>', '()', '<>', 'true', `(${'x'.repeat(5000)})`, '[null null]'])} `);
    default:
      return put(`${word} ${word} `);
  }
}

function crossed(base: Base, random: Random, text: string): string {
  const target = (): string => {
    const { num, gen } = random.pick(base.objects);
    return `${num} ${gen} R`;
  };
  if (!/\d+ \d+ R/.test(text)) return text.replace('<<', `<</${random.pick(keys)} ${target()}`);
  return text.replace(/\d+ \d+ R/g, (found) => (random.once(2) ? target() : found));
}

function repacked(base: Base, random: Random, object: BaseObject): NewBody {
  const plain = base.unpacked(object);
  const isDer = plain[0] === 0x30 && plain.length < 1 << 17;
  const data = isDer ? mutatedDer(plain, random) : flipped(plain, random, [0, plain.length]);
  const text = random.once(4) ? rewrittenOnce(base, random, object.text) : object.text;
  return { ...bodyOf(object, text), data: object.isFlate ? deflateSync(data, { level: 1 }) : data };
}
