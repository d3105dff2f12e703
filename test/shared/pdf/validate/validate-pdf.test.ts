import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { changeWords } from '../../../../shared/texts/change-words.ts';
import { appendUpdate, makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, stampBytes, strangerAnchor, testKey } from '../../../fixtures/pdf/sign-with.ts';
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

test('P29: a file without signatures has the verdict none', () => {
  expect(judge(makePdf(plainBodies()))).toEqual({ verdict: 'none', signatures: [], warnings: [] });
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
  expect(first!.changes.map((fact) => changeWords('en', fact)).join('\n')).toMatch(
    /Further signature \(Signature2\)[\s\S]*Stamp “EINGANG/,
  );
});

const genuine: readonly Prepared[] = [
  ['document information rewritten', {}, () => ({ 11: '<</Title(new)>>' })],
  ['new document information', {}, () => ({ 50: '<</Title(new)>>' }), '/Info 50 0 R'],
  ['metadata rewritten', {}, () => ({ 8: metadata('1 1 m 9 ') })],
  ['new metadata', {}, (file) => ({ 1: bodyOf(file, 1).replace('8 0 R', '50 0 R'), 50: metadata('1 1 m 9 ') })],
  ['extensions rewritten', {}, () => ({ 13: '<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>' })],
  [
    'a security store',
    {},
    (file) => ({ 1: bodyOf(file, 1).replace('<<', '<</DSS 50 0 R'), 50: '<</Certs[51 0 R]>>', 51: otherContent }),
  ],
  [
    'a field filled in place',
    {},
    (file) => ({ 9: bodyOf(file, 9).replace('/Rect', '/M(D:2026)/Rect'), 10: formXObject('1 1 m 9 '), 14: '(new)' }),
  ],
  [
    'a field filled with new objects',
    {},
    (file) => ({ 9: bodyOf(file, 9).replace('10 0', '50 0').replace('14 0 R', '(new)'), 50: formXObject('1 1 m 9 ') }),
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
    const later = updated(file, update(file), trailer ?? '/Info 11 0 R');
    expect(judge(later)).toMatchObject({ verdict: 'valid' });
    expect(judge(await signBytes(stampBytes(later)))).toMatchObject({ verdict: 'valid' });
  },
);

test('P24: a security store and a document time-stamp are permitted, whatever the time-stamp itself is worth', () => {
  const update = updated(signed, {
    1: bodyOf(signed, 1)
      .replace('<<', '<</DSS<</Certs[50 0 R]>>')
      .replace(/\/Fields \[(.*?)\]/, '/Fields [$1 51 0 R]'),
    50: otherContent,
    51: '<</FT/Sig/T(Zeit)/V 52 0 R>>',
    52: '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161/Contents<00>/ByteRange[0 1 2 3]>>',
  });
  const [first, stamp] = judge(update).signatures;
  expect(first).toMatchObject({ verdict: 'valid', changesAfter: 'permitted' });
  expect(first!.changes.map((fact) => changeWords('en', fact))).toEqual([
    'Evidence for long-term validation enclosed',
    'Time-stamp put on the document (Zeit)',
  ]);
  expect(stamp!.verdict).toBe('invalid');
});

test('P24: an empty field that the signed file had may be signed later', async () => {
  const file = await signBytes(makePdf(richBodies(), 'table', '/Info 11 0 R'));
  expect(judge(await signBytes(stampBytes(file), testKey('rsa'), { field: 'Leitung' })).verdict).toBe('valid');
});

test('P23: a later revision that bypasses the signed one is invalid', () => {
  const whole = appendUpdate(
    signed,
    Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8].flatMap((num) =>
        signed.includes(`\n${num} 0 obj`) ? [[num, bodyOf(signed, num)]] : [],
      ),
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
