import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { inspectPdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { Fuel } from '../../../shared/pdf/file/fuel.ts';
import { Lexer } from '../../../shared/pdf/file/lexer.ts';
import { readCertificate, readTime } from '../../../shared/pdf/sign/certificate.ts';
import { children, der, derSequence, octets, readDer } from '../../../shared/pdf/sign/der.ts';
import { judgeDetached } from '../../../shared/pdf/validate/judge-detached.ts';
import { signatureScheme, verifyDigest } from '../../../shared/pdf/validate/verify-value.ts';
import { parseXml } from '../../../shared/xml/parse-xml.ts';
import { later } from '../../attacks/attack.ts';
import { craftSignature } from '../../attacks/craft.ts';
import { at, letter } from '../../attacks/letter.ts';
import { makeCms } from '../../attacks/make-cms.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { judge, testAnchor, testTime } from '../../fixtures/pdf/sign-with.ts';
import { bodyOf } from '../../fixtures/pdf/update-file.ts';

const tooMuch = new AppError('pdf-too-much-data');
const damaged = new AppError('certificate-damaged');

/** How long something takes, in milliseconds, whatever it ends with. */
function timeOf(work: () => unknown): number {
  const start = performance.now();
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
  }
  return performance.now() - start;
}

test('P127: a few kilobytes cannot list millions of objects', () => {
  const rows = deflateSync(Buffer.alloc(8_000_000 * 3));
  const head = `1 0 obj\n<</Type/XRef/W[1 1 1]/Size 8000000/Root 1 0 R/Filter/FlateDecode/Length ${rows.length}>>\nstream\n`;
  const file = Buffer.concat([
    Buffer.from(`%PDF-1.7\n${head}`, 'latin1'),
    rows,
    Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n', 'latin1'),
  ]);
  expect(file.length).toBeLessThan(40_000);
  expect(() => inspectPdf(bytesSource(file))).toThrow(tooMuch);
});

test('P127: one array with millions of items is refused, a literal string of megabytes costs its own length', () => {
  const array = bytesSource(Buffer.from(`[${'0 '.repeat(4_000_000)}]`, 'latin1'));
  expect(() => new Lexer(array, 0, new Fuel()).object()).toThrow(tooMuch);
  const text = bytesSource(Buffer.from(`(${'a(\\051)'.repeat(1_000_000)})`, 'latin1'));
  const before = process.memoryUsage().heapUsed;
  const string = new Lexer(text, 0, new Fuel()).object();
  expect(string).toMatchObject({ type: 'string' });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 << 20);
});

test('P127: page trees have a depth, and annotations that all pages share cost fuel', () => {
  const deep: Record<number, string> = { 1: '<</Type/Catalog/Pages 2 0 R>>' };
  for (let num = 2; num < 3000; num++) deep[num] = `<</Type/Pages/Kids[${num + 1} 0 R]/Count 1>>`;
  deep[3000] = '<</Type/Page/MediaBox[0 0 9 9]>>';
  expect(() => inspectPdf(bytesSource(makePdf(deep)))).toThrow(new AppError('pdf-too-deep'));
  const shared: Record<number, string> = plainBodies(2000, '/Annots 9000 0 R');
  shared[9000] = `[${'9001 0 R '.repeat(50_000)}]`;
  shared[9001] = '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>';
  expect(timeOf(() => judge(makePdf(shared)))).toBeLessThan(10_000);
});

test('P127: references between the points of an annotation do not multiply', () => {
  const file = craftSignature(letter());
  const steps = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [100 + i, `[${101 + i} 0 R ${101 + i} 0 R]`]));
  const evil = later(file, {
    [at.page1]: bodyOf(file, at.page1).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
    50: '<</Type/Annot/Subtype/Stamp/InkList[100 0 R]/Rect[0 0 9 9]/F 4>>',
    ...steps,
    160: '[5 0 R]',
  });
  const start = performance.now();
  expect(judge(evil).signatures).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('P128: ASN.1 of millions of parts, or nested without end, is damaged and nothing worse', () => {
  const crowd = derSequence(Buffer.alloc(60_000, Buffer.from('0500', 'hex')));
  expect(() => children(readDer(crowd))).toThrow(damaged);
  let nest: Uint8Array = der(0x04, Uint8Array.of(1));
  for (let depth = 0; depth < 20_000; depth++) nest = der(0x24, nest);
  expect(() => octets(readDer(nest))).toThrow(damaged);
  expect(() => readTime(readDer(der(0x18, Buffer.alloc(1_000_000, '9'))))).toThrow(damaged);
  expect(() => readCertificate(Buffer.alloc(1000, 0x30))).toThrow(damaged);
});

test('P128: a key of a million bits verifies nothing, and at once', () => {
  const algorithm = signatureScheme(readDer(derSequence(Buffer.from('06092a864886f70d01010b', 'hex'))), undefined)!;
  const modulus = new Uint8Array(125_000).fill(0xff);
  const key = {
    kind: 'rsa',
    modulus,
    exponent: new Uint8Array(8).fill(0x7f),
    bits: 1_000_000,
    pssOnly: false,
  } as const;
  const value = new Uint8Array(125_000).fill(0x7e);
  expect(timeOf(() => expect(verifyDigest(key, algorithm, new Uint8Array(32), value)).toBe(false))).toBeLessThan(200);
});

test('P128: an armour that begins again and again costs one look', () => {
  const text = Buffer.from('-----BEGIN CMS-----\n'.repeat(700_000), 'latin1');
  const request = { trust: [testAnchor], at: testTime };
  const start = performance.now();
  const [verdict] = judgeDetached(text, () => new Uint8Array(32), request);
  expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'cms-damaged' });
  expect(performance.now() - start).toBeLessThan(2000);
});

test('P129: a detached signature without signed attributes stays open', () => {
  const content = Buffer.from('1 Akte');
  const cms = makeCms(content, { attributes: 'none' });
  const [verdict] = judgeDetached(cms, () => new Uint8Array(32), { trust: [testAnchor], at: testTime });
  expect(verdict?.verdict).not.toBe('valid');
});

test('P130: crowds of namespaces or attributes are refused before a tree is built', () => {
  const many = (make: (i: number) => string): string => Array.from({ length: 300 }, (_, i) => make(i)).join(' ');
  const code = new AppError('container-damaged');
  expect(() => parseXml(`<a ${many((i) => `xmlns:n${i}="u:${i}"`)}/>`, 'container-damaged')).toThrow(code);
  expect(() => parseXml(`<a ${many((i) => `b${i}="1"`)}/>`, 'container-damaged')).toThrow(code);
  const below = '<a>'.repeat(50) + many((i) => `<b xmlns:n${i}="u:1"/>`) + '</a>'.repeat(50);
  expect(parseXml(below, 'container-damaged').documentElement?.localName).toBe('a');
});
