import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { setStempelart } from '../../../renderer/replica/stempelarten.ts';
import { AppError, type ErrorCode, errorCode, errorCodes } from '../../../shared/errors.ts';
import { inspectPdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { PdfFile } from '../../../shared/pdf/file/pdf-file.ts';
import { fetchEvidence } from '../../../shared/pdf/level/fetch-evidence.ts';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import { stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import { requireStampAllowed } from '../../../shared/pdf/stamp/stamp-rights.ts';
import { errorsDe } from '../../../shared/texts/errors-de.ts';
import { errorsEn } from '../../../shared/texts/errors-en.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { recordedAnswers } from '../../fixtures/pdf/recorded-answers.ts';
import { judge, signBytes, stampBytes, testKey } from '../../fixtures/pdf/sign-with.ts';

const root = path.resolve(import.meta.dirname, '../../..');
type Definition = Parameters<typeof setStempelart>[1];

const areas = /^(pdf|stamp|signature|key|certificate|tsa|revocation|issuer|card|csc|file)-/;

/** The rows of docs/spec/bad-inputs.md: bad input, code, test file. */
const table = readFileSync(path.join(root, 'docs/spec/bad-inputs.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Bad input'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  .map(([, input = '', codes = '', file = '']) => ({ input, codes: codes.split(', '), file }));

test.each(table)('P72: "$input" has a test that names $codes', ({ codes, file }) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  for (const code of codes) {
    expect(code.startsWith('byte-range-') || errorCodes.includes(code as ErrorCode), code).toBe(true);
    expect(new RegExp(`['"/ :(|]${code}['"/ :)|,]`).test(source), `${file} names ${code}`).toBe(true);
  }
});

test('P72: every code about a PDF, a key, a certificate or a card has a row', () => {
  const listed = new Set(table.flatMap(({ codes }) => codes));
  expect(errorCodes.filter((code) => areas.test(code) && !listed.has(code))).toEqual([]);
});

test('P72: every such code is used by the product', () => {
  const used = ['shared', 'electron', 'renderer', 'server']
    .map((folder) => readSources(path.join(root, folder)))
    .join('');
  const unused = errorCodes.filter((code) => areas.test(code) && !used.includes(`'${code}'`));
  expect(unused).toEqual([]);
});

test.each(errorCodes)('P72: %s has a German and an English sentence', (code) => {
  const [de, en] = [errorsDe[code], errorsEn[code]];
  for (const sentence of [de, en]) {
    expect(sentence).toMatch(/^[A-ZÄÖÜ“„].{10,}[.!?]$/u);
    expect(sentence).not.toMatch(/[{}<>]|TODO|undefined|\s\s/);
  }
  expect(de).not.toBe(en);
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return errorCode(error);
  }
};
const read = (bytes: Uint8Array): string => codeOf(() => inspectPdf(bytesSource(bytes)));

test('P5: an object stream within an object stream is refused: pdf-object-damaged', () => {
  const rows = Buffer.from(
    [
      [0, 0],
      [2, 5],
      [0, 0],
      [0, 0],
      [0, 0],
      [2, 6],
      [1, 9],
      [1, 9],
    ].flatMap(([type, at]) => [type!, at!]),
  );
  const file = `%PDF-1.7\n7 0 obj\n<</Type/XRef/Size 8/W[1 1 0]/Root 1 0 R/Length ${rows.length}>>\nstream\n`;
  const end = '\nendstream\nendobj\nstartxref\n9\n%%EOF\n';
  expect(read(Buffer.concat([Buffer.from(file), rows, Buffer.from(end)]))).toBe('pdf-object-damaged');
});

test('P5: a filter that nobody uses for structure is refused: pdf-filter-unknown', () => {
  const file = makePdf(plainBodies(), 'stream').toString('latin1');
  const other = file.replaceAll('/FlateDecode', '/LZWDecode  ');
  expect(read(Buffer.from(other, 'latin1'))).toBe('pdf-filter-unknown');
});

test('a file without pages is read, and neither stamped nor signed: pdf-no-pages', async () => {
  const file = makePdf({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Count 0/Kids[]>>' });
  expect(inspectPdf(bytesSource(file)).pages).toEqual([]);
  expect(() => stampBytes(file)).toThrow(new AppError('pdf-no-pages'));
  await expect(signBytes(file)).rejects.toThrow(new AppError('pdf-no-pages'));
});

test('a file of more than 10 GB is refused before anything is read: pdf-too-large', () => {
  const read = (): Uint8Array => {
    throw new Error('read');
  };
  expect(codeOf(() => inspectPdf({ size: 10 * 1024 ** 3 + 1, read }))).toBe('pdf-too-large');
});

test('P9: a dynamic XFA form is neither stamped nor signed: pdf-xfa-dynamic', async () => {
  const file = makePdf({ ...plainBodies(), 1: '<</Type/Catalog/Pages 2 0 R/NeedsRendering true>>' });
  expect(inspectPdf(bytesSource(file))).toMatchObject({ mayStamp: 'pdf-xfa-dynamic', maySign: 'pdf-xfa-dynamic' });
  expect(() => stampBytes(file)).toThrow(new AppError('pdf-xfa-dynamic'));
  await expect(signBytes(file)).rejects.toThrow(new AppError('pdf-xfa-dynamic'));
});

test.each([
  ['byte-range-malformed', (a: number, b: number, c: number) => [1, a, b, c]],
  ['byte-range-malformed', (a: number, b: number, c: number) => [0, b, a, c]],
  ['byte-range-beyond-end', (a: number, b: number, c: number) => [0, a, b, c + 1]],
  ['byte-range-gap', (a: number, b: number, c: number) => [0, a - 1, b, c]],
  ['byte-range-gap', (a: number, b: number, c: number) => [0, a, b + 1, c - 1]],
  ['byte-range-not-at-revision-end', (a: number, b: number, c: number) => [0, a, b, c - 8]],
] as const)('P21: a /ByteRange that lies is invalid: %s', async (reason, lie) => {
  const file = (await signBytes(makePdf(plainBodies()))).toString('latin1');
  const lied = file.replace(/\[0 (\d{10}) (\d{10}) (\d{10})\]/, (whole, a, b, c) =>
    `[${lie(Number(a), Number(b), Number(c)).join(' ')}]`.padEnd(whole.length),
  );
  expect(judge(Buffer.from(lied, 'latin1')).signatures[0]).toMatchObject({ verdict: 'invalid', reason });
});

test('page marks on a signed file are refused: stamp-only-unsigned', async () => {
  const signed = new PdfFile(bytesSource(await signBytes(makePdf(plainBodies()))));
  const onlyUnsigned = stampKinds.find(({ onSigned }) => !onSigned)!;
  expect(codeOf(() => requireStampAllowed(signed, onlyUnsigned, undefined))).toBe('stamp-only-unsigned');
});

test('§ 33 (5) VwVfG: no electronic Beglaubigungsvermerk without QES: stamp-needs-qualified-signature', () => {
  const file = new PdfFile(bytesSource(makePdf(plainBodies())));
  const kind = stampKinds.find(({ nature }) => nature === 'beglaubigung-elektronisch')!;
  for (const signer of [undefined, testKey('rsa').chain[0]]) {
    expect(codeOf(() => requireStampAllowed(file, kind, signer))).toBe('stamp-needs-qualified-signature');
  }
});

test('a definition of a stamp that is none is refused before the replica is asked: stamp-definition-invalid', async () => {
  const input = { id: 'x', definition: { lines: 7 }, titel: 'x', aktiv: true } as unknown as Definition;
  await expect(setStempelart({} as never, input)).rejects.toMatchObject({ code: 'stamp-definition-invalid' });
});

test.each(['', '30', '3080', '300330', 'ff'.repeat(40)])('bytes %s are no certificate: certificate-damaged', (hex) => {
  expect(codeOf(() => readCertificate(Buffer.from(hex, 'hex')))).toBe('certificate-damaged');
});

test('L7: a list that ran out years ago is not embedded: revocation-stale', async () => {
  const { crl, tsa, root: issuer } = recordedAnswers();
  const online = { ask: async () => crl, tsaUrl: null, makeNonce: () => new Uint8Array(16) };
  const asked = fetchEvidence(online, readCertificate(tsa), readCertificate(issuer), new Date('2040-01-01T00:00:00Z'));
  await expect(asked).rejects.toMatchObject({ code: 'revocation-stale' });
});

function readSources(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)errors(-de|-en)?\.ts$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
}
