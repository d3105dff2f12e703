import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { appendUpdate, type Bodies, makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, stampBytes, strangerAnchor, testKey } from '../../../fixtures/pdf/sign-with.ts';

let signed: Buffer;
beforeAll(async () => {
  signed = await signBytes(makePdf(plainBodies(2)), testKey('rsa'));
});

function lastStartxref(file: Buffer): string {
  return /.*startxref\n(\d+)/s.exec(file.toString('latin1'))![1]!;
}

/** The signed file after an update by somebody else. */
function attacked(bodies: Bodies, more = '', file = signed): Buffer {
  return appendUpdate(file, bodies, `/Size 60/Root 1 0 R/Prev ${lastStartxref(file)}${more}`);
}

function body(num: number, file = signed): string {
  const found = [...file.toString('latin1').matchAll(new RegExp(`\\n${num} 0 obj\\n(.*?)\\nendobj`, 'gs'))];
  return found.at(-1)![1]!;
}

test('P29: a file without signatures has the verdict none', () => {
  expect(judge(makePdf(plainBodies()))).toEqual({ verdict: 'none', signatures: [] });
});

test('P27: one flipped byte anywhere in what is signed is never valid', () => {
  const gapStart = signed.indexOf('/Contents <') + 10;
  const gapEnd = signed.indexOf('>', gapStart) + 1;
  const covered = fc.integer({ min: 0, max: signed.length - 1 }).filter((at) => at < gapStart || at >= gapEnd);
  fc.assert(
    fc.property(covered, fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = Buffer.from(signed);
      changed[at]! ^= mask;
      try {
        // A byte of /SubFilter makes the format one that nobody here knows: indeterminate.
        expect(judge(changed).verdict).not.toBe('valid');
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }),
    { numRuns: 250 },
  );
});

test('P27: a changed page text is invalid with the reason digest-mismatch', () => {
  const changed = Buffer.from(signed);
  changed[changed.indexOf('0 0 m 9') + 6] = 0x38;
  expect(judge(changed).signatures[0]).toMatchObject({ verdict: 'invalid', reason: 'digest-mismatch' });
});

test('P27: a flipped byte of the signature itself is invalid', () => {
  const changed = Buffer.from(signed);
  const at = changed.indexOf('/Contents <') + 11 + 1200;
  changed[at] = changed[at] === 0x30 ? 0x31 : 0x30;
  expect(judge(changed).verdict).toBe('invalid');
});

test('P27: an unknown or empty trust list leaves the verdict open', () => {
  for (const trust of [[], [strangerAnchor]]) {
    expect(judge(signed, trust).signatures[0]).toMatchObject({ verdict: 'indeterminate', reason: 'chain-untrusted' });
  }
});

test('P25: stamps and signatures afterwards are permitted and listed', async () => {
  const [first] = judge(await signBytes(stampBytes(signed))).signatures;
  expect(first).toMatchObject({ verdict: 'valid', changesAfter: 'permitted' });
  expect(first!.changes.join('\n')).toMatch(/signature Signature2[\s\S]*Stamp annotation "EINGANG/);
});

const otherContent = '<</Length 8>>\nstream\n1 1 m 9 \nendstream';

type Attack = readonly [name: string, update: () => Bodies, trailer?: string];

const attacks: readonly Attack[] = [
  ['other page content', () => ({ 5: '<</Length 8>>\nstream\n1 1 m 9 \nendstream' })],
  [
    'another content stream for a page',
    () => ({ 3: body(3).replace('/Contents 5 0 R', '/Contents 50 0 R'), 50: body(5) }),
  ],
  ['a removed page', () => ({ 2: '<</Type/Pages/Count 1/Kids[3 0 R]>>' })],
  ['an added page', () => ({ 2: '<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 50 0 R]>>', 50: body(4) })],
  ['a ghost object', () => ({ 50: '<</Type/XObject>>' })],
  [
    'free text over the page',
    () => ({
      4: body(4).replace('>>', '/Annots[50 0 R]>>'),
      50: '<</Type/Annot/Subtype/FreeText/Contents(x)/Rect[0 0 9 9]>>',
    }),
  ],
  ['an open action', () => ({ 1: body(1).replace('<<', '<</OpenAction<</S/JavaScript/JS(x)>>') })],
  ['a larger page', () => ({ 4: body(4).replace('842', '999') })],
  ['other page content called the document information', () => ({ 5: otherContent }), '/Info 5 0 R'],
  ['other page content called the metadata', () => ({ 1: catalogWith('/Metadata 5 0 R'), 5: otherContent })],
  ['other page content called security store', () => ({ 1: catalogWith('/DSS 5 0 R'), 5: otherContent })],
  ['other page content called extensions', () => ({ 1: catalogWith('/Extensions 5 0 R'), 5: otherContent })],
  ['other page content called version', () => ({ 1: catalogWith('/Version 5 0 R'), 5: otherContent })],
  ['other page content called the form', () => ({ 1: catalogWith('/AcroForm 5 0 R'), 5: otherContent })],
  [
    "other page content called another page's annotations",
    () => ({ 4: body(4).replace('>>', '/Annots 5 0 R>>'), 5: otherContent }),
  ],
  [
    'a stamp that is a stream',
    () => ({
      4: body(4).replace('>>', '/Annots[50 0 R]>>'),
      50: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/Length 8>>\nstream\n1 1 m 9 \nendstream',
    }),
  ],
  [
    'a signature whose value is the page content',
    () => ({
      1: body(1).replace(/\/Fields \[(.*?)\]/, '/Fields [$1 50 0 R]'),
      50: '<</FT/Sig/T(x)/V 5 0 R>>',
      5: otherContent,
    }),
  ],
];

function catalogWith(entry: string): string {
  return body(1).replace('<<', `<<${entry}`);
}

test.each(attacks.map((attack) => ({ attack })))('P24: $attack.0 after signing is forbidden', ({ attack }) => {
  const [, update, trailer] = attack;
  const [first] = judge(attacked(update(), trailer)).signatures;
  expect(first).toMatchObject({ verdict: 'invalid', reason: 'changed-after-signing', changesAfter: 'forbidden' });
});

/** Two pages; 5 their content, then what a program that fills forms and keeps metadata works with. */
function richBodies(): Record<number, string> {
  const resources = '/Resources<</Font<</F 6 0 R>>/XObject<</X 7 0 R>>>>';
  return {
    ...plainBodies(2, resources),
    1: '<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R/Extensions 13 0 R/AcroForm<</Fields[9 0 R 12 0 R]>>>>',
    4: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R${resources}/Annots[9 0 R 12 0 R]>>`,
    6: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    7: formXObject('0 0 m 9 '),
    8: metadata('0 0 m 9 '),
    9: '<</Type/Annot/Subtype/Widget/FT/Tx/T(Name)/V 14 0 R/Rect[0 0 9 9]/AP<</N 10 0 R>>>>',
    10: formXObject('0 0 m 9 '),
    11: '<</Title(old)>>',
    12: '<</Type/Annot/Subtype/Widget/FT/Sig/T(Leitung)/Rect[50 50 250 110]/P 4 0 R/F 4>>',
    13: '<</ADBE<</BaseVersion/1.7>>>>',
    14: '(old)',
  };
}

function formXObject(content: string): string {
  return `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 8>>\nstream\n${content}\nendstream`;
}

function metadata(content: string): string {
  return `<</Type/Metadata/Subtype/XML/Length 8>>\nstream\n${content}\nendstream`;
}

type Prepared = readonly [name: string, original: Bodies, update: (file: Buffer) => Bodies, trailer?: string];

const shadows: readonly Prepared[] = [
  ['page content as value of a field', {}, (file) => ({ 9: body(9, file).replace('14 0', '5 0'), 5: otherContent })],
  [
    'page content as look of a field',
    {},
    (file) => ({ 9: body(9, file).replace('<</N 10 0 R>>', ' 5 0 R'), 5: otherContent }),
  ],
  [
    'page content as look of a field, by its state',
    {},
    (file) => ({ 9: body(9, file).replace('10 0', '5 0'), 5: otherContent }),
  ],
  [
    'a font of the page as annotations',
    { 4: richBodies()[4]!.replace(/.Annots.*?]/, '') },
    (file) => ({ 4: body(4, file).replace('<<', '<</Annots 6 0 R'), 6: '<</Type/Font/Subtype/Type3>>' }),
  ],
  [
    'a drawn form as extensions',
    {},
    (file) => ({ 1: body(1, file).replace('13 0', '7 0'), 7: formXObject('1 1 m 9 ') }),
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
    (file) => ({ 4: body(4, file).replace('0 0 m 9 ', '1 1 m 9 ') }),
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
    (file) => ({ 1: body(1, file).replace('8 0 R', '50 0 R'), 50: formXObject('1 1 m 9 ') }),
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
    const [first] = judge(attacked(update(file), trailer ?? '/Info 11 0 R', file)).signatures;
    expect(first).toMatchObject({ verdict: 'invalid', reason: 'changed-after-signing', changesAfter: 'forbidden' });
  },
);

const genuine: readonly Prepared[] = [
  ['document information rewritten', {}, () => ({ 11: '<</Title(new)>>' })],
  ['new document information', {}, () => ({ 50: '<</Title(new)>>' }), '/Info 50 0 R'],
  ['metadata rewritten', {}, () => ({ 8: metadata('1 1 m 9 ') })],
  ['new metadata', {}, (file) => ({ 1: body(1, file).replace('8 0 R', '50 0 R'), 50: metadata('1 1 m 9 ') })],
  ['extensions rewritten', {}, () => ({ 13: '<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>' })],
  [
    'a security store',
    {},
    (file) => ({ 1: body(1, file).replace('<<', '<</DSS 50 0 R'), 50: '<</Certs[51 0 R]>>', 51: otherContent }),
  ],
  [
    'a field filled in place',
    {},
    (file) => ({ 9: body(9, file).replace('/Rect', '/M(D:2026)/Rect'), 10: formXObject('1 1 m 9 '), 14: '(new)' }),
  ],
  [
    'a field filled with new objects',
    {},
    (file) => ({ 9: body(9, file).replace('10 0', '50 0').replace('14 0 R', '(new)'), 50: formXObject('1 1 m 9 ') }),
  ],
  [
    'a stamp on pages that share their list of annotations',
    {
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R>>',
      1: '<</Type/Catalog/Pages 15 0 R>>',
      15: '<</Type/Pages/Count 3/Kids[3 0 R 16 0 R 17 0 R]>>',
      16: '<</Type/Page/Parent 15 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Annots 18 0 R>>',
      17: '<</Type/Page/Parent 15 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Annots 18 0 R>>',
      18: '[]',
    },
    () => ({ 18: '[50 0 R]', 50: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>' }),
  ],
];

test.each(genuine.map((change) => ({ change })))(
  'P24: $change.0 by another program is permitted',
  async ({ change }) => {
    const [, original, update, trailer] = change;
    const prepared = makePdf({ ...richBodies(), ...original }, 'table', '/Info 11 0 R');
    const file = await signBytes(prepared, testKey('ec'));
    const later = attacked(update(file), trailer ?? '/Info 11 0 R', file);
    expect(judge(later)).toMatchObject({ verdict: 'valid' });
    expect(judge(await signBytes(stampBytes(later)))).toMatchObject({ verdict: 'valid' });
  },
);

test('P24: a security store and a document time-stamp are permitted, whatever the time-stamp itself is worth', () => {
  const update = attacked({
    1: body(1)
      .replace('<<', '<</DSS<</Certs[50 0 R]>>')
      .replace(/\/Fields \[(.*?)\]/, '/Fields [$1 51 0 R]'),
    50: otherContent,
    51: '<</FT/Sig/T(Zeit)/V 52 0 R>>',
    52: '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161/Contents<00>/ByteRange[0 1 2 3]>>',
  });
  const [first, stamp] = judge(update).signatures;
  expect(first).toMatchObject({ verdict: 'valid', changesAfter: 'permitted' });
  expect(first!.changes).toEqual(['validation data (DSS) was added', 'document time-stamp Zeit']);
  expect(stamp!.verdict).toBe('invalid');
});

test('P24: an empty field that the signed file had may be signed later', async () => {
  const file = await signBytes(makePdf(richBodies(), 'table', '/Info 11 0 R'));
  expect(judge(await signBytes(stampBytes(file), testKey('rsa'), { field: 'Leitung' })).verdict).toBe('valid');
});

test('P24: page content moved out of reach to another generation is forbidden', () => {
  const moved = attacked({ 5: body(5) }).toString('latin1');
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
  signed = await signBytes(makePdf(bodies), testKey('ec'));
  const page = body(3).replace(/\/Annots \[/, '/Annots [51 0 R ');
  const update = attacked({
    3: page,
    50: '<</Length 8>>\nstream\n1 1 m 9 \nendstream',
    51: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 50 0 R>>>>',
  });
  expect(judge(update).verdict).toBe('invalid');
  signed = await signBytes(makePdf(plainBodies(2)), testKey('rsa'));
});

test('P23: a later revision that bypasses the signed one is invalid', () => {
  const whole = appendUpdate(
    signed,
    Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8].flatMap((num) => (signed.includes(`\n${num} 0 obj`) ? [[num, body(num)]] : [])),
    ),
    '/Size 60/Root 1 0 R',
  );
  expect(judge(whole).signatures[0]).toMatchObject({ verdict: 'invalid' });
});

test('P21: a gap that is not exactly the contents, or an end in the middle, is invalid', () => {
  const text = signed.toString('latin1');
  const range = /\[0 (\d{10}) (\d{10}) (\d{10})\]/.exec(text)!;
  const digits = (value: number): string => String(value).padStart(10, '0');
  const [, a, b, c] = range.map(Number) as [number, number, number, number];
  for (const [x, y, z] of [
    [a - 1, b, c],
    [a, b + 2, c - 2],
    [a, b, c - 10],
    [a, b, c + 10],
    [0, b, c],
  ] as const) {
    const moved = text.replace(range[0], `[0 ${digits(x)} ${digits(y)} ${digits(z)}]`);
    expect(judge(Buffer.from(moved, 'latin1')).signatures[0]!.reason).toMatch(/^byte-range/);
  }
});

test('P28: a certificate is judged at the moment of validation, the claimed time proves nothing', async () => {
  const { validatePdf } = await import('../../../../shared/pdf/api.ts');
  const { bytesSource } = await import('../../../../shared/pdf/file/byte-source.ts');
  const { testAnchor, testDigest } = await import('../../../fixtures/pdf/sign-with.ts');
  const at = new Date('2019-01-01T00:00:00Z');
  const { signatures } = validatePdf({ source: bytesSource(signed), makeDigest: testDigest, trust: [testAnchor], at });
  expect(signatures[0]).toMatchObject({ verdict: 'indeterminate', reason: 'certificate-not-yet-valid' });
});
