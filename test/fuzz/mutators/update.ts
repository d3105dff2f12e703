import { numberOf } from '../../../shared/pdf/file/objects.ts';
import { serialize } from '../../../shared/pdf/file/serialize.ts';
import type { Base } from '../base.ts';
import type { Random } from '../random.ts';
import { strangeNumber } from './mutator.ts';

/** An object for an update: the text of its dictionary or value, and the data of a stream. */
export type NewBody = {
  readonly num: number;
  readonly gen: number;
  readonly text: string;
  readonly data: Buffer | null;
};

/** The base with an incremental update of these objects behind it, whose table is right but for a rare lie. */
export function withUpdate(base: Base, bodies: readonly NewBody[], random: Random): Buffer | null {
  const { file, bytes } = base;
  if (file === null) return null;
  const parts: Buffer[] = [bytes, Buffer.from('\n')];
  const offsets = new Map<number, readonly [offset: number, gen: number]>();
  let position = bytes.length + 1;
  const put = (part: Buffer): void => {
    parts.push(part);
    position += part.length;
  };
  for (const { num, gen, text, data } of bodies) {
    offsets.set(num, [position, gen]);
    put(Buffer.from(`${num} ${gen} obj\n`));
    if (data === null) put(Buffer.from(`${text}\nendobj\n`, 'latin1'));
    else {
      const length = random.once(12) ? strangeNumber(random, data.length) : String(data.length);
      put(Buffer.from(`${text.replace(/>>$/, '')}/Length ${length}>>\nstream\n`, 'latin1'));
      put(data);
      put(Buffer.from('\nendstream\nendobj\n'));
    }
  }
  const rows = [...offsets].map(
    ([num, [offset, gen]]) => `${num} 1\n${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n \n`,
  );
  const prev = random.once(30) ? strangeNumber(random, position) : String(file.xref.startxref);
  parts.push(
    Buffer.from(`xref\n${rows.join('')}${trailerOf(base)}/Prev ${prev}>>\nstartxref\n${position}\n%%EOF\n`, 'latin1'),
  );
  return Buffer.concat(parts);
}

/** `trailer` and its dictionary as the base has it, still open. */
export function trailerOf({ file }: Base): string {
  const { trailer } = file!.xref;
  const kept = ['Root', 'Info', 'ID', 'Encrypt'].filter((key) => trailer.has(key));
  const entries = kept.map((key) => `/${key} ${serialize(trailer.get(key)!)}`).join('');
  return `trailer\n<<${entries}/Size ${numberOf(trailer.get('Size')) ?? 1}`;
}
