import { beforeAll, expect, test } from 'vitest';
import { type Bodies, makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, testKey } from '../../../fixtures/pdf/sign-with.ts';
import {
  bodyOf,
  formXObject,
  metadata,
  otherContent,
  type Prepared,
  richBodies,
  updated,
} from '../../../fixtures/pdf/update-file.ts';

let signed: Buffer;
beforeAll(async () => {
  signed = await signBytes(makePdf(plainBodies(2)), testKey('rsa'));
});

type Attack = readonly [name: string, update: () => Bodies, trailer?: string];

const attacks: readonly Attack[] = [
  ['other page content', () => ({ 5: '<</Length 8>>\nstream\n1 1 m 9 \nendstream' })],
  [
    'another content stream for a page',
    () => ({ 3: bodyOf(signed, 3).replace('/Contents 5 0 R', '/Contents 50 0 R'), 50: bodyOf(signed, 5) }),
  ],
  ['a removed page', () => ({ 2: '<</Type/Pages/Count 1/Kids[3 0 R]>>' })],
  ['an added page', () => ({ 2: '<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 50 0 R]>>', 50: bodyOf(signed, 4) })],
  ['a ghost object', () => ({ 50: '<</Type/XObject>>' })],
  [
    'free text over the page',
    () => ({
      4: bodyOf(signed, 4).replace('>>', '/Annots[50 0 R]>>'),
      50: '<</Type/Annot/Subtype/FreeText/Contents(x)/Rect[0 0 9 9]>>',
    }),
  ],
  ['an open action', () => ({ 1: bodyOf(signed, 1).replace('<<', '<</OpenAction<</S/JavaScript/JS(x)>>') })],
  ['a larger page', () => ({ 4: bodyOf(signed, 4).replace('842', '999') })],
  ['other page content called the document information', () => ({ 5: otherContent }), '/Info 5 0 R'],
  ['other page content called the metadata', () => ({ 1: catalogWith('/Metadata 5 0 R'), 5: otherContent })],
  ['other page content called security store', () => ({ 1: catalogWith('/DSS 5 0 R'), 5: otherContent })],
  ['other page content called extensions', () => ({ 1: catalogWith('/Extensions 5 0 R'), 5: otherContent })],
  ['other page content called version', () => ({ 1: catalogWith('/Version 5 0 R'), 5: otherContent })],
  ['other page content called the form', () => ({ 1: catalogWith('/AcroForm 5 0 R'), 5: otherContent })],
  [
    "other page content called another page's annotations",
    () => ({ 4: bodyOf(signed, 4).replace('>>', '/Annots 5 0 R>>'), 5: otherContent }),
  ],
  [
    'a stamp that is a stream',
    () => ({
      4: bodyOf(signed, 4).replace('>>', '/Annots[50 0 R]>>'),
      50: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/Length 8>>\nstream\n1 1 m 9 \nendstream',
    }),
  ],
  [
    'a signature whose value is the page content',
    () => ({
      1: bodyOf(signed, 1).replace(/\/Fields \[(.*?)\]/, '/Fields [$1 50 0 R]'),
      50: '<</FT/Sig/T(x)/V 5 0 R>>',
      5: otherContent,
    }),
  ],
];

function catalogWith(entry: string): string {
  return bodyOf(signed, 1).replace('<<', `<<${entry}`);
}

test.each(attacks.map((attack) => ({ attack })))('P24: $attack.0 after signing is forbidden', ({ attack }) => {
  const [, update, trailer] = attack;
  const [first] = judge(updated(signed, update(), trailer)).signatures;
  expect(first).toMatchObject({ verdict: 'invalid', reason: 'changed-after-signing', changesAfter: 'forbidden' });
});

const shadows: readonly Prepared[] = [
  ['page content as value of a field', {}, (file) => ({ 9: bodyOf(file, 9).replace('14 0', '5 0'), 5: otherContent })],
  [
    'page content as look of a field',
    {},
    (file) => ({ 9: bodyOf(file, 9).replace('<</N 10 0 R>>', ' 5 0 R'), 5: otherContent }),
  ],
  [
    'page content as look of a field, by its state',
    {},
    (file) => ({ 9: bodyOf(file, 9).replace('10 0', '5 0'), 5: otherContent }),
  ],
  [
    'a font of the page as annotations',
    { 4: richBodies()[4]!.replace(/.Annots.*?]/, '') },
    (file) => ({ 4: bodyOf(file, 4).replace('<<', '<</Annots 6 0 R'), 6: '<</Type/Font/Subtype/Type3>>' }),
  ],
  [
    'a drawn form as extensions',
    {},
    (file) => ({ 1: bodyOf(file, 1).replace('13 0', '7 0'), 7: formXObject('1 1 m 9 ') }),
  ],
  [
    'content that was metadata all along',
    { 5: metadata('0 0 m 9 '), 1: '<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>' },
    () => ({ 5: metadata('1 1 m 9 ') }),
  ],
  [
    'a drawn form that was the look of a field all along',
    { 9: richBodies()[9]!.replace('10 0', '7 0') },
    () => ({ 7: formXObject('1 1 m 9 ') }),
  ],
  [
    'content that was a page all along',
    { 4: `${richBodies()[4]!.replace('>>>>', '>>>>/Length 8')}\nstream\n0 0 m 9 \nendstream` },
    (file) => ({ 4: bodyOf(file, 4).replace('0 0 m 9 ', '1 1 m 9 ') }),
  ],
  [
    'a list of contents that was one of annotations all along',
    {
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 15 0 R/Annots[]>>',
      4: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Annots 15 0 R>>',
      15: '[5 0 R]',
    },
    () => ({ 15: '[5 0 R 50 0 R]', 50: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>' }),
  ],
  [
    'a catalog that was the drawn forms all along',
    { 3: richBodies()[3]!.replace(/XObject<<.*?>>/, 'XObject 1 0 R') },
    (file) => ({ 1: bodyOf(file, 1).replace('8 0 R', '50 0 R'), 50: formXObject('1 1 m 9 ') }),
  ],
  [
    'a font that was the document information all along',
    { 11: '<</Type/Font>>', 6: '11 0 R' },
    () => ({ 11: '<</Type/Font/Subtype/Type3>>' }),
    '/Info 11 0 R',
  ],
];

test.each(shadows.map((shadow) => ({ shadow })))(
  'P24: $shadow.0 in a prepared file is forbidden',
  async ({ shadow }) => {
    const [, original, update, trailer] = shadow;
    const prepared = makePdf({ ...richBodies(), ...original }, 'table', '/Info 11 0 R');
    const file = await signBytes(prepared, testKey('ec'));
    expect(judge(file).verdict).toBe('valid');
    const [first] = judge(updated(file, update(file), trailer ?? '/Info 11 0 R')).signatures;
    expect(first).toMatchObject({ verdict: 'invalid', reason: 'changed-after-signing', changesAfter: 'forbidden' });
  },
);

test('P24: page content moved out of reach to another generation is forbidden', () => {
  const moved = updated(signed, { 5: bodyOf(signed, 5) }).toString('latin1');
  const at = moved.lastIndexOf('5 0 obj');
  const update = moved
    .slice(at)
    .replace('5 0 obj', '5 1 obj')
    .replace(/(5 1\n\d{10}) 00000 n/, '$1 00001 n');
  expect(judge(Buffer.from(moved.slice(0, at) + update, 'latin1')).verdict).toBe('invalid');
});

test('P24: a stamp whose appearance is an object that the signed page lacked is forbidden', async () => {
  const bodies = plainBodies();
  bodies[3] = bodies[3]!.replace('/Contents 4 0 R', '/Contents[4 0 R 50 0 R]');
  const file = await signBytes(makePdf(bodies), testKey('ec'));
  const page = bodyOf(file, 3).replace(/\/Annots \[/, '/Annots [51 0 R ');
  const update = updated(file, {
    3: page,
    50: '<</Length 8>>\nstream\n1 1 m 9 \nendstream',
    51: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 50 0 R>>>>',
  });
  expect(judge(update).verdict).toBe('invalid');
});
