import { deflateSync } from 'node:zlib';
import type { XrefEntry } from '../../../shared/pdf/file/xref.ts';
import type { Random } from '../random.ts';
import { type Mutator, strangeNumber } from './mutator.ts';
import { trailerOf } from './update.ts';

type Row = readonly [type: number, second: number, third: number];

/** A cross-reference stream of all objects behind the file, with some rows and some of its own entries wrong. */
export const xrefStreamMutator: Mutator = {
  name: 'rewritten cross-reference stream',
  mutate(base, random) {
    const { file, bytes } = base;
    if (file === null) return null;
    const own = Math.max(...file.xref.entries.keys(), 0) + 1;
    const rows = Array.from({ length: own }, (_, num) => rowOf(file.xref.entries.get(num)));
    rows.push([1, bytes.length + 1, 0]);
    for (let count = 1 + random.int(4); count > 0; count--) damage(rows, random, bytes.length);
    const lie = (honest: string): string => (random.once(6) ? strangeNumber(random, bytes.length) : honest);
    const widths = `[${lie('1')} ${lie('6')} ${lie('2')}]`;
    const data = deflateSync(encoded(rows), { level: 1 });
    const entries = trailerOf(base)
      .replace('trailer\n<<', '')
      .replace(/\/Size \d+$/, '');
    const index = random.once(3) ? `/Index[${lie('0')} ${lie(String(rows.length))}]` : '';
    const prev = random.once(4) ? `/Prev ${lie(String(file.xref.startxref))}` : '';
    const parms = random.once(10) ? `/DecodeParms<</Predictor ${lie('12')}/Columns ${lie('9')}>>` : '';
    const head = `/Type/XRef/Size ${lie(String(rows.length))}/W${widths}${index}${prev}${parms}${entries}`;
    const start = `\n${own} 0 obj\n<<${head}/Filter/FlateDecode/Length ${lie(String(data.length))}>>\nstream\n`;
    const end = `\nendstream\nendobj\nstartxref\n${bytes.length + 1}\n%%EOF\n`;
    return Buffer.concat([bytes, Buffer.from(start, 'latin1'), data, Buffer.from(end)]);
  },
};

function rowOf(entry: XrefEntry | undefined): Row {
  if (entry?.kind === 'offset') return [1, entry.offset, entry.gen];
  return entry?.kind === 'packed' ? [2, entry.stream, entry.index] : [0, 0, 0];
}

function damage(rows: Row[], random: Random, sizeBytes: number): void {
  const at = random.int(rows.length);
  const [type, second, third] = rows[at]!;
  const place = random.int(sizeBytes + 1);
  const other: Row = [2, random.int(rows.length), random.int(3)];
  rows[at] = random.pick<Row>([
    random.pick(rows),
    [1, place, third],
    other,
    [2, at, 0],
    [type, second, 1],
    [9, second, 0],
    [0, 0, 0],
  ]);
}

function encoded(rows: readonly Row[]): Buffer {
  const out = Buffer.alloc(rows.length * 9);
  for (const [i, [type, second, third]] of rows.entries()) {
    out[i * 9] = type;
    out.writeUIntBE(second, i * 9 + 1, 6);
    out.writeUInt16BE(third & 0xffff, i * 9 + 7);
  }
  return out;
}
