import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeBeside } from '../../shared/asic/judge-beside.ts';
import { validateContainer } from '../../shared/asic/validate-container.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { fetchTimestamp } from '../../shared/pdf/level/fetch-timestamp.ts';
import { ocspRequest } from '../../shared/pdf/level/ocsp-request.ts';
import { readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { hashBytes } from '../../shared/pdf/sign/hash-bytes.ts';
import { extendCms, ocspInfo, signatureValue } from '../fixtures/asic/extend-cms.ts';
import { makeContainer, manifestOver, stampWith } from '../fixtures/asic/make-container.ts';
import { testDigest } from '../fixtures/pdf/sign-with.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../fixtures/pki/online-authority.ts';

const isHere = hasOpenssl();
const letter = Buffer.from('%PDF-1.7 Antrag');
let authority: OnlineAuthority;
let trust: { readonly trust: readonly Uint8Array[]; readonly at: Date };
beforeAll(async () => {
  if (!isHere) return;
  authority = await startOnlineAuthority();
  trust = { trust: [file('root.der')], at: new Date() };
}, 60_000);
afterAll(() => authority?.close());

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(authority.file(name)));

/** A CAdES signature of the authority's person, by openssl. */
function sign(content: Uint8Array, name: string): Uint8Array {
  writeFileSync(authority.file(`${name}.in`), content);
  const key = ['-signer', 'signer.crt', '-inkey', 'signer.key', '-certfile', 'sub.crt'];
  const words = ['cms', '-sign', '-cades', '-binary', '-md', 'sha256', '-in', `${name}.in`, ...key];
  execFileSync('openssl', [...words, '-outform', 'DER', '-out', `${name}.p7s`], { cwd: authority.folder });
  return file(`${name}.p7s`);
}

const ask = async (path: string, body: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(
    await (await fetch(`${authority.url}${path}`, { method: 'POST', body: new Uint8Array(body) })).arrayBuffer(),
  );

/** A token of openssl over bytes. */
function stamp(bytes: Uint8Array): Promise<Uint8Array> {
  const online = { ask: ({ body }: { body: Uint8Array | null }) => ask('/tsa', body!), tsaUrl: authority.tsaUrl };
  const makeNonce = () => crypto.getRandomValues(new Uint8Array(16));
  return fetchTimestamp({ ...online, makeNonce }, hashBytes('sha256', bytes), new Date());
}

/** The signature with its time-stamp, and with all that is needed to judge it later. */
async function longTerm(cms: Uint8Array): Promise<Uint8Array> {
  const [signer, sub] = [readCertificate(file('signer.der')), readCertificate(file('sub.der'))];
  const answer = await ask('/ocsp', ocspRequest(signer, sub, new Uint8Array(16)));
  return extendCms(cms, {
    unsigned: { '1.2.840.113549.1.9.16.2.14': await stamp(signatureValue(cms)) },
    revocationInfos: [ocspInfo(answer), file('root.crl')],
  });
}

describe.skipIf(!isHere)('P153: long-term material of openssl beside a file (needs openssl)', () => {
  const document = { name: 'Antrag.pdf', source: bytesSource(letter), makeDigest: testDigest };
  const judge = (bytes: Uint8Array) => judgeBeside(document, [{ name: 'a.p7s', bytes }], trust).signatures[0];

  test('a time-stamp makes B-T, an OCSP answer and a list inside the CMS B-LT', async () => {
    const plain = sign(letter, 'plain');
    expect(judge(plain)).toMatchObject({ verdict: 'valid', level: 'B-B', revocation: 'unknown', provenTime: null });
    const stamped = extendCms(plain, {
      unsigned: { '1.2.840.113549.1.9.16.2.14': await stamp(signatureValue(plain)) },
    });
    expect(judge(stamped)).toMatchObject({ level: 'B-T', provenTime: expect.any(String) });
    expect(judge(await longTerm(plain))).toMatchObject({
      verdict: 'valid',
      level: 'B-LT',
      revocation: 'good',
      revocationAsOf: expect.any(String),
      provenTime: expect.any(String),
    });
  });

  test('a time-stamp of the container over all that makes B-LTA', async () => {
    const parts = [{ name: 'Antrag.pdf', bytes: letter }];
    const manifest = manifestOver(parts, 'META-INF/signature001.p7s');
    const signature = { name: 'META-INF/signature001.p7s', bytes: await longTerm(sign(manifest, 'manifest')) };
    const signed = [...parts, { name: 'META-INF/ASiCManifest001.xml', bytes: manifest }, signature];
    const container = makeContainer([...signed, ...(await stampWith(signed, stamp))]);
    const judged = await validateContainer({ source: bytesSource(container), makeDigest: testDigest, ...trust });
    expect(judged.verdict).toBe('valid');
    expect(judged.signatures.find(({ format }) => format === 'CAdES')).toMatchObject({
      level: 'B-LTA',
      revocation: 'good',
    });
  });
});
