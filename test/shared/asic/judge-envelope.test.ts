import { describe, expect, test } from 'vitest';
import { fitsDocument, judgeBeside } from '../../../shared/asic/judge-beside.ts';
import { openEnvelope } from '../../../shared/asic/open-envelope.ts';
import { sniffFile } from '../../../shared/asic/sniff-file.ts';
import { validateContainer } from '../../../shared/asic/validate-container.ts';
import { AppError } from '../../../shared/errors.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { der, derOid, derSequence, tags } from '../../../shared/pdf/sign/der.ts';
import { impostor, ownAnchor, victim } from '../../attacks/keys.ts';
import { makeCms, makeTimestamp } from '../../attacks/make-cms.ts';
import { extendCms, signatureValue } from '../../fixtures/asic/extend-cms.ts';
import {
  cadesParts,
  letters,
  makeContainer,
  simpleMimetype,
  stampParts,
  xadesPart,
} from '../../fixtures/asic/make-container.ts';
import { makeZip, type ZipPart } from '../../fixtures/asic/make-zip.ts';
import { testAnchor, testDigest, testTime } from '../../fixtures/pdf/sign-with.ts';

const trust = { trust: [testAnchor, ownAnchor], at: testTime };
const text = (value: string): Uint8Array => Buffer.from(value);
const letter = letters[0]!;
const judgeZip = (bytes: Uint8Array) =>
  validateContainer({ source: bytesSource(bytes), makeDigest: testDigest, ...trust });

describe('P150: an ASiC-S container', () => {
  const simple = (...parts: readonly ZipPart[]) => makeZip([simpleMimetype, letter, ...parts]);

  test('CAdES, XAdES and a time-stamp sign its one file', async () => {
    const cades = { name: 'META-INF/signature.p7s', bytes: makeCms(letter.bytes) };
    const stamp = { name: 'META-INF/timestamp.tst', bytes: makeTimestamp(letter.bytes) };
    for (const [format, part] of [
      ['CAdES', cades],
      ['XAdES', xadesPart([letter])],
      ['timestamp', stamp],
    ] as const) {
      expect(await judgeZip(simple(part))).toMatchObject({
        verdict: 'valid',
        signatures: [{ format, verdict: 'valid', covers: [letter.name] }],
        files: [{ name: letter.name, isCovered: true }],
      });
    }
  });

  test('a changed file makes its signature invalid', async () => {
    const part = { name: 'META-INF/signature.p7s', bytes: makeCms(text('%PDF-1.7 Anderes')) };
    expect(await judgeZip(simple(part))).toMatchObject({
      verdict: 'invalid',
      signatures: [{ reason: 'digest-mismatch' }],
      files: [{ isCovered: false }],
    });
  });

  test('it has exactly one file', async () => {
    for (const zip of [makeZip([simpleMimetype]), simple(letters[1]!)])
      await expect(judgeZip(zip)).rejects.toThrow(new AppError('container-damaged'));
  });
});

describe('P151: a CMS around its document', () => {
  const whole = makeCms(letter.bytes, { attached: letter.bytes });
  const open = (bytes: Uint8Array) => openEnvelope('Antrag.pdf.p7m', bytes, testDigest);

  test('is judged over what it encloses, which can be taken out', async () => {
    const envelope = await open(whole);
    expect(envelope).toMatchObject({ type: 'application/pkcs7-mime', members: [{ name: 'Antrag.pdf' }] });
    expect(Buffer.from(await envelope.take('Antrag.pdf'))).toEqual(Buffer.from(letter.bytes));
    expect(await envelope.judge(trust)).toMatchObject({
      verdict: 'valid',
      signatures: [{ file: 'Antrag.pdf.p7m', level: 'B-B', signer: 'Erika Müller', covers: ['Antrag.pdf'] }],
      files: [{ name: 'Antrag.pdf', isCovered: true }],
    });
  });

  test('with other contents than were signed is invalid', async () => {
    const envelope = await open(makeCms(letter.bytes, { attached: text('%PDF-1.7 Abtrag') }));
    expect(await envelope.judge(trust)).toMatchObject({
      verdict: 'invalid',
      signatures: [{ reason: 'digest-mismatch' }],
      files: [{ isCovered: false }],
    });
  });

  test('kinds of files are told by their bytes', () => {
    expect(sniffFile(text('%PDF-1.7'))).toBe('pdf');
    expect(sniffFile(makeContainer(letters))).toBe('container');
    expect(sniffFile(whole)).toBe('enveloping');
    expect(sniffFile(makeCms(letter.bytes))).toBe('detached');
    expect(sniffFile(text('Guten Tag'))).toBe('other');
    expect(sniffFile(derSequence(derOid('1.2.840.113549.1.7.1'), der(tags.octetString)))).toBe('other');
  });
});

describe('P152: signatures beside a file', () => {
  const document = { name: 'Antrag.pdf', source: bytesSource(letter.bytes), makeDigest: testDigest };

  test('several persons in one CMS are judged one by one', () => {
    const bytes = makeCms(letter.bytes, { others: [impostor], enclosed: [victim, impostor] });
    const { verdict, signatures } = judgeBeside(document, [{ name: 'Antrag.p7s', bytes }], trust);
    expect(verdict).toBe('indeterminate');
    expect(signatures.map((one) => one.reason)).toEqual(expect.arrayContaining([null, 'chain-untrusted']));
  });

  test('a signature is about a document or not, whether it holds or not', () => {
    const good = makeCms(letter.bytes);
    const spoilt = makeCms(letter.bytes, { spoil: (value) => value.map((byte, at) => (at === 9 ? byte ^ 1 : byte)) });
    expect(fitsDocument(document, good)).toBe(true);
    expect(fitsDocument(document, spoilt)).toBe(true);
    expect(judgeBeside(document, [{ name: 'a.p7s', bytes: spoilt }], trust).verdict).toBe('invalid');
    expect(fitsDocument(document, makeCms(letters[1]!.bytes))).toBe(false);
    expect(fitsDocument(document, text('junk'))).toBe(false);
  });

  test('a time-stamp inside the signature proves its time: B-T', () => {
    const plain = makeCms(letter.bytes);
    const token = makeTimestamp(signatureValue(plain));
    const bytes = extendCms(plain, { unsigned: { '1.2.840.113549.1.9.16.2.14': token } });
    expect(judgeBeside(document, [{ name: 'Antrag.p7s', bytes }], trust).signatures[0]).toMatchObject({
      verdict: 'valid',
      level: 'B-T',
      provenTime: '2026-11-21T09:15:00.000Z',
      qualification: 'advanced',
    });
  });
});

describe('P153: a time-stamp of the container over the file of a signature', () => {
  test('proves when the signature was there', async () => {
    for (const signed of [cadesParts(letters), [xadesPart(letters)]]) {
      const parts = [...letters, ...signed];
      const result = await judgeZip(makeContainer([...parts, ...stampParts(parts, '009')]));
      expect(result.verdict).toBe('valid');
      expect(result.signatures.find(({ format }) => format !== 'timestamp')).toMatchObject({
        level: 'B-T',
        provenTime: '2026-11-21T09:15:00.000Z',
      });
    }
  });

  test('proves nothing about a signature that it does not name', async () => {
    const container = makeContainer([...letters, ...cadesParts(letters), ...stampParts(letters, '009')]);
    const cades = (await judgeZip(container)).signatures.find(({ format }) => format === 'CAdES');
    expect(cades).toMatchObject({ level: 'B-B', provenTime: null });
  });
});
