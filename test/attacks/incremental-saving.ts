import { appendUpdate } from '../fixtures/pdf/make-pdf.ts';
import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type AttackClass, edited, lastStartxref, later } from './attack.ts';
import { at, forgedPage, streamObject } from './letter.ts';

const forgedContent = { [at.content1]: streamObject('', forgedPage) };

function append(file: Buffer, text: string): Buffer {
  return Buffer.concat([file, Buffer.from(text, 'latin1')]);
}

const looseObject = `\n${at.content1} 0 obj\n${forgedContent[at.content1]}\nendobj\n`;

/** ISA: the signed bytes stay, and something behind them changes what is shown. */
export const incrementalSaving: AttackClass = {
  name: 'incremental saving (ISA)',
  attacks: [
    {
      name: 'body update with cross-reference and trailer',
      gain: 'An ordinary update shows another sum.',
      make: ({ signed }) => later(signed, forgedContent),
    },
    {
      name: 'body update without cross-reference and trailer',
      gain: 'Readers that repair find the newer object, the verifier sees no revision.',
      make: ({ signed }) => append(signed, looseObject),
    },
    {
      name: 'body update with trailer, without cross-reference',
      gain: 'A trailer alone makes some readers rebuild the table from the objects.',
      make: ({ signed }) =>
        append(signed, `${looseObject}trailer\n<</Size 60/Root 1 0 R/Prev ${lastStartxref(signed)}>>\n`),
    },
    {
      name: 'body update with startxref to the old table',
      gain: 'The chain looks untouched while repairing readers take the newer object.',
      make: ({ signed }) => append(signed, `${looseObject}startxref\n${lastStartxref(signed)}\n%%EOF\n`),
    },
    {
      name: 'body update with a copied signature object',
      gain: 'A verifier that asks whether the last object is a signature thinks the update is signed.',
      make: ({ signed }) => {
        const num = signatureNumber(signed);
        return later(signed, { ...forgedContent, [num]: bodyOf(signed, num) });
      },
    },
    {
      name: 'copied signature without cross-reference',
      gain: 'The copy makes the loose update look like a revision of its own.',
      make: ({ signed }) => {
        const num = signatureNumber(signed);
        return append(signed, `${looseObject}${num} 0 obj\n${bodyOf(signed, num)}\nendobj\n`);
      },
    },
    {
      name: 'update without /Prev',
      gain: 'The signed revision is no longer part of the chain, only its signature object is copied.',
      make: ({ signed }) => {
        const numbers = [
          ...new Set([...signed.toString('latin1').matchAll(/\n(\d+) 0 obj/g)].map(([, num]) => Number(num))),
        ];
        const copies = Object.fromEntries(numbers.map((num) => [num, bodyOf(signed, num)]));
        return appendUpdate(signed, { ...copies, ...forgedContent }, '/Size 60/Root 1 0 R');
      },
    },
    {
      name: 'new catalog',
      gain: 'A whole other document is shown under the old signature.',
      make: ({ signed }) => {
        const other = {
          50: edited(signed, at.catalog, '/Pages 2 0 R', '/Pages 51 0 R'),
          51: '<</Type/Pages/Count 1/Kids[52 0 R]>>',
          52: edited(signed, at.page1, '/Contents 5 0 R', '/Contents 53 0 R').replace(
            '/Parent 2 0 R',
            '/Parent 51 0 R',
          ),
          53: forgedContent[at.content1]!,
        };
        return Buffer.from(
          later(signed, other)
            .toString('latin1')
            .replace(/\/Root 1 0 R(?![\s\S]*\/Root 1 0 R)/, '/Root 50 0 R'),
          'latin1',
        );
      },
    },
    {
      name: 'two updates, the second harmless',
      gain: 'A verifier that compares only with the last update misses the first.',
      make: ({ signed }) => later(later(signed, forgedContent), { [at.info]: '<</Title(neu)>>' }, '/Info 18 0 R'),
    },
    {
      name: 'change behind a second genuine signature field',
      gain: 'Only the last of two signatures is told to cover the file.',
      make: ({ certified }) => later(certified[2], { ...forgedContent, [at.info]: '<</Title(neu)>>' }),
    },
  ],
};

function signatureNumber(file: Buffer): number {
  return Number(/\n(\d+) 0 obj\n<<\s*\/Type ?\/Sig\b/.exec(file.toString('latin1'))![1]);
}
