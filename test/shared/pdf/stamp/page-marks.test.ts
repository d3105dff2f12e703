import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { openPkcs12 } from '../../../../electron/signer/open-pkcs12.ts';
import { AppError } from '../../../../shared/errors.ts';
import { stampPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { hasMutool, hasQpdf, mutoolPixels, mutoolText, qpdfComplaints } from '../../../fixtures/pdf/ask-mutool.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { pkiFile, signBytes, testDigest, testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';

function stamp(bytes: Uint8Array, kind: string, fields: Readonly<Record<string, string>>, more: object = {}): Buffer {
  const { baseSizeBytes, appended } = stampPdf({
    source: bytesSource(bytes),
    makeDigest: testDigest,
    kind,
    fields,
    font: testFont,
    id: '6f2b0f5e-0a7a-4a1e-9d55-0c1a5e3a7f10',
    at: testTime,
    ...more,
  });
  expect(baseSizeBytes).toBe(bytes.length);
  return Buffer.concat([bytes, appended]);
}

test('P92: nothing is drawn on the pages of a signed file', async () => {
  const signed = await signBytes(makePdf(plainBodies()));
  for (const [kind, fields] of [
    ['paginierung', { start: '1' }],
    ['wasserzeichen-entwurf', {}],
    ['wasserzeichen-kopie', {}],
  ] as const) {
    expect(() => stamp(signed, kind, fields)).toThrow(new AppError('stamp-only-unsigned'));
  }
  expect(() => stamp(makePdf(plainBodies()), 'paginierung', { start: 'x' })).toThrow(
    new AppError('stamp-field-invalid'),
  );
});

test.skipIf(!hasMutool || !hasQpdf)(
  'P92: numbers run over the pages, upright on turned ones, and other readers (mutool, qpdf, needed here) agree',
  () => {
    const numbered = stamp(makePdf(plainBodies(3, '/Rotate 90'), 'stream'), 'paginierung', { start: '17' });
    const words = mutoolText(numbered);
    for (const expected of ['Blatt 17', 'Blatt 18', 'Blatt 19']) expect(words).toContain(expected);
    expect(qpdfComplaints(numbered)).toBe('');
    const across = stamp(makePdf(plainBodies(2)), 'wasserzeichen-entwurf', {});
    expect(mutoolText(across).match(/ENTWURF/g)).toHaveLength(2);
    expect(qpdfComplaints(across)).toBe('');
  },
);

test.skipIf(!hasMutool)('P90: a scanner reads document, Fassung and hash from the QR code (mutool needed here)', () => {
  const fields = { dokument: '7c9e6679-7425-40de-944b-e07fc1f90ae7', fassung: '2', hash: 'e3b0c44298fc1c14' };
  const bodies = plainBodies();
  bodies[4] = '<</Length 0>>\nstream\n\nendstream';
  const { width, height, gray } = mutoolPixels(stamp(makePdf(bodies), 'pruefcode', fields), 1, 216);
  const data = new Uint8Array(width * height * 4);
  for (const [at, value] of gray.entries()) data.set([value, value, value, 255], at * 4);
  expect(decodeQR({ width, height, data })).toBe(
    'AKTE:D=7c9e6679-7425-40de-944b-e07fc1f90ae7;F=2;SHA256=e3b0c44298fc1c14',
  );
});

test('P93: an electronic Beglaubigungsvermerk without a qualified signature to follow is refused', () => {
  const fields = {
    schriftstueck: 'Geburtsurkunde',
    urschrift: 'einer Behörde',
    ort: 'Musterstadt',
    datum: '2026-11-21',
    von: 'E. Muster',
    behoerde: 'Stadt Musterstadt',
  };
  const refused = new AppError('stamp-needs-qualified-signature');
  const file = makePdf(plainBodies());
  expect(() => stamp(file, 'beglaubigung-elektronisch', fields)).toThrow(refused);
  const advanced = pemBytes(pkiFile('ca.pem').toString());
  expect(() => stamp(file, 'beglaubigung-elektronisch', fields, { signer: advanced })).toThrow(refused);
  const qualified = openPkcs12(pkiFile('qualified.p12'), 'test', new Date()).chain[0]!;
  expect(() => stamp(file, 'beglaubigung-elektronisch', fields, { signer: qualified })).not.toThrow();
  expect(() => stamp(file, 'beglaubigung', fields)).not.toThrow();
});

function pemBytes(pem: string): Uint8Array {
  return Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
}
