import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPkcs12 } from '../../electron/signer/read-pkcs12.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { signatureFields } from '../../shared/pdf/file/form-fields.ts';
import { isType, nameOf } from '../../shared/pdf/file/objects.ts';
import { PdfFile } from '../../shared/pdf/file/pdf-file.ts';
import { commonName, readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { equalBytes, readDer } from '../../shared/pdf/sign/der.ts';
import { readTimestamp } from '../../shared/pdf/validate/verify-timestamp.ts';
import { makeBases } from '../attacks/craft.ts';
import { genuine } from '../attacks/genuine.ts';
import { letter } from '../attacks/letter.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { pkiFile, testAnchor, testFont, testKey, testTime } from '../fixtures/pdf/sign-with.ts';
import { richBodies } from '../fixtures/pdf/update-file.ts';
import type { BaseFile } from './base.ts';
import type { Answers, FuzzData } from './fuzz-data.ts';

const recorded = path.resolve(import.meta.dirname, '../fixtures/pdf/recorded');

/** Genuine files of every kind: the corpus where it is, our own, signed ones, and recorded ones (encrypted, B-LTA). */
export async function makeFuzzData(corpus: string | null): Promise<FuzzData> {
  const bases = await makeBases();
  const signed = await Promise.all(
    genuine.map(async ({ name, make }): Promise<BaseFile> => ({ name, bytes: await make(bases) })),
  );
  const own: BaseFile[] = [
    { name: 'plain table', bytes: makePdf(plainBodies(3)) },
    { name: 'plain stream', bytes: makePdf(plainBodies(3), 'stream') },
    { name: 'plain hybrid', bytes: makePdf(plainBodies(3), 'hybrid') },
    { name: 'form', bytes: makePdf(richBodies()) },
    { name: 'letter in an object stream', bytes: letter({}, 'stream') },
  ];
  const kept = readFolder(recorded);
  const [content] = readPkcs12(pkiFile('rsa.p12'), 'test').privateKeys;
  const answers = readAnswers(kept.find(({ name }) => name === 'lta.pdf')!.bytes);
  return {
    files: [...own, ...signed, ...kept, ...(corpus === null ? [] : readCorpus(corpus))],
    answers,
    tools: {
      chain: testKey('rsa').chain,
      privateKey: content!,
      font: testFont,
      trust: [testAnchor, answers.root],
      at: testTime,
    },
  };
}

function readCorpus(folder: string): BaseFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => readFolder(path.join(folder, name)));
}

function readFolder(folder: string): BaseFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
}

/** The answers that went into a recorded file at level B-LTA. */
function readAnswers(lta: Uint8Array): Answers {
  const file = new PdfFile(bytesSource(lta));
  const store = file.dict(file.catalog().get('DSS'));
  const each = (key: string): Uint8Array[] =>
    (file.array(store?.get(key)) ?? []).flatMap((item) => {
      const stream = file.resolve(item);
      return isType(stream, 'stream') ? [file.streamBytes(stream)] : [];
    });
  const certificates = each('Certs').map(readCertificate);
  const named = (name: string): Uint8Array => certificates.find(({ subject }) => commonName(subject) === name)!.der;
  const contents = signatureFields(file)
    .map(({ signature }) => signature!)
    .findLast((signature) => nameOf(signature.get('SubFilter')) === 'ETSI.RFC3161')!
    .get('Contents');
  const padded = isType(contents, 'string') ? contents.bytes : new Uint8Array(0);
  const { time, nonce } = readTimestamp(padded, () => new Uint8Array(0));
  const root = named('Online-Wurzel');
  const rootName = readCertificate(root).subject.raw;
  return {
    token: readDer(padded).raw,
    nonce: nonce!,
    ocsp: each('OCSPs')[0]!,
    crl: each('CRLs').find((crl) => Buffer.from(crl).includes(Buffer.from(rootName)))!,
    signer: named('Erika Online'),
    sub: named('Online-Zwischenstelle'),
    tsa: named('Zeitstempelstelle'),
    root: certificates.find(({ issuer, subject }) => equalBytes(issuer.raw, subject.raw))!.der,
    at: time,
  };
}
