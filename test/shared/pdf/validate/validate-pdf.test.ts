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
function attacked(bodies: Bodies, more = ''): Buffer {
  return appendUpdate(signed, bodies, `/Size 60/Root 1 0 R/Prev ${lastStartxref(signed)}${more}`);
}

function body(num: number): string {
  const found = [...signed.toString('latin1').matchAll(new RegExp(`\\n${num} 0 obj\\n(.*?)\\nendobj`, 'gs'))];
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

const attacks: readonly (readonly [string, () => Bodies])[] = [
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
];

test.each(attacks)('P24: %s after signing is forbidden', (_, bodies) => {
  const [first] = judge(attacked(bodies())).signatures;
  expect(first).toMatchObject({ verdict: 'invalid', reason: 'changed-after-signing', changesAfter: 'forbidden' });
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
