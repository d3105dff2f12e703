import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../electron/cli/run-command-line.ts';
import { letters, mimetype, xadesPart } from '../fixtures/asic/make-container.ts';
import { xadesTemplate } from '../fixtures/asic/xades-template.ts';
import { testTime } from '../fixtures/pdf/sign-with.ts';
import { hasTool } from './tool.ts';

const hasOpenssl = hasTool('openssl', 'version');
const hasZip = hasOpenssl && hasTool('zip', '-v');
const hasXmlsec = hasZip && hasTool('xmlsec1', '--version');

const pki = path.resolve(import.meta.dirname, '../fixtures/pki');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-strangers-'));
  if (!hasOpenssl) return;
  const p12 = ['pkcs12', '-in', path.join(pki, 'rsa.p12'), '-passin', 'pass:test', '-nodes'];
  openssl(...p12, '-nocerts', '-out', 'key.pem');
  openssl(...p12, '-clcerts', '-nokeys', '-out', 'cert.pem');
  writeFileSync(path.join(folder, 'Antrag.pdf'), '%PDF-1.7 Antrag');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function openssl(...words: string[]): void {
  execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
}

type Result = {
  readonly verdict: string;
  readonly files?: unknown;
  readonly signatures: readonly Readonly<Record<string, unknown>>[];
};

async function validate(...words: string[]): Promise<Result> {
  const lines: string[] = [];
  await runCommandLine(['validate', ...words, '--trust', path.join(pki, 'ca.pem'), '--json'], {
    env: {},
    now: () => testTime,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    fontPath: '',
    startCardProcess: () => {
      throw new Error('no card in these tests');
    },
  });
  return JSON.parse(lines[0]!) as Result;
}

const inFolder = (name: string): string => path.join(folder, name);
const signer = ['-signer', 'cert.pem', '-inkey', 'key.pem', '-binary', '-md', 'sha256'];

test.skipIf(!hasOpenssl)('P109: a .p7s by openssl cms -cades is valid, in DER and in PEM (needs openssl)', async () => {
  for (const [form, name] of [
    ['DER', 'Antrag.p7s'],
    ['PEM', 'Antrag.pem'],
  ] as const) {
    openssl('cms', '-sign', '-cades', '-in', 'Antrag.pdf', ...signer, '-outform', form, '-out', name);
    const result = await validate(inFolder('Antrag.pdf'), '--detached', inFolder(name));
    expect(result).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B', signer: 'Erika Müller' }] });
  }
});

test.skipIf(!hasOpenssl)(
  'P109: a .p7s without the certificate among the signed things is of another level (needs openssl)',
  async () => {
    openssl('cms', '-sign', '-in', 'Antrag.pdf', ...signer, '-outform', 'DER', '-out', 'plain.p7s');
    const result = await validate(inFolder('Antrag.pdf'), '--detached', inFolder('plain.p7s'));
    expect(result).toMatchObject({ verdict: 'valid', signatures: [{ level: 'other' }] });
  },
);

test.skipIf(!hasOpenssl)('P109: another file, an enclosed content and junk are not valid (needs openssl)', async () => {
  openssl('cms', '-sign', '-cades', '-in', 'Antrag.pdf', ...signer, '-outform', 'DER', '-out', 'good.p7s');
  openssl(
    'cms',
    '-sign',
    '-cades',
    '-nodetach',
    '-in',
    'Antrag.pdf',
    ...signer,
    '-outform',
    'DER',
    '-out',
    'whole.p7m',
  );
  writeFileSync(inFolder('anders.pdf'), '%PDF-1.7 Abtrag');
  writeFileSync(inFolder('junk.p7s'), 'junk');
  const reason = async (file: string, signature: string) =>
    (await validate(inFolder(file), '--detached', inFolder(signature))).signatures[0]?.reason;
  expect(await reason('anders.pdf', 'good.p7s')).toBe('digest-mismatch');
  expect(await reason('Antrag.pdf', 'whole.p7m')).toBe('content-attached');
  expect(await validate(inFolder('whole.p7m'))).toMatchObject({
    verdict: 'valid',
    signatures: [{ level: 'B-B', covers: ['whole.pdf'], qualification: 'advanced' }],
  });
  expect(await reason('Antrag.pdf', 'junk.p7s')).toBe('cms-damaged');
});

test.skipIf(!hasOpenssl)(
  'P151: a CMS written as a stream, in pieces of unknown length, is valid (needs openssl)',
  async () => {
    const stream = ['-nodetach', '-stream', '-in', 'Antrag.pdf', ...signer, '-outform', 'DER', '-out', 'stream.p7m'];
    openssl('cms', '-sign', '-cades', ...stream);
    expect(readFileSync(inFolder('stream.p7m')).subarray(0, 2)).toEqual(Buffer.from([0x30, 0x80]));
    expect(await validate(inFolder('stream.p7m'))).toMatchObject({
      verdict: 'valid',
      signatures: [{ level: 'B-B', signer: 'Erika Müller' }],
      files: [{ name: 'stream.pdf', isCovered: true }],
    });
  },
);

test.skipIf(!hasOpenssl)(
  'P152: a second signature added by openssl is judged beside the first (needs openssl)',
  async () => {
    openssl('cms', '-sign', '-cades', '-in', 'Antrag.pdf', ...signer, '-outform', 'DER', '-out', 'one.p7s');
    // A second person: openssl does not enclose a certificate twice.
    const second = ['pkcs12', '-in', path.join(pki, 'ec.p12'), '-passin', 'pass:test', '-nodes'];
    openssl(...second, '-nocerts', '-out', 'second-key.pem');
    openssl(...second, '-clcerts', '-nokeys', '-out', 'second-cert.pem');
    const by = ['-signer', 'second-cert.pem', '-inkey', 'second-key.pem'];
    const resign = ['-resign', '-cades', '-inform', 'DER', '-in', 'one.p7s', ...by];
    openssl('cms', ...resign, '-md', 'sha256', '-outform', 'DER', '-out', 'two.p7s');
    const result = await validate(inFolder('Antrag.pdf'), '--detached', inFolder('two.p7s'));
    expect(result.verdict).toBe('indeterminate');
    expect(result.signatures).toHaveLength(2);
    expect(result.signatures).toContainEqual(expect.objectContaining({ signer: 'Erika Müller', verdict: 'valid' }));
    // The authority between this person and the root is not enclosed.
    const open = { signer: 'Max Mustermann', verdict: 'indeterminate', reason: 'chain-untrusted' };
    expect(result.signatures).toContainEqual(expect.objectContaining(open));
  },
);

test.skipIf(!hasZip)('P150: an ASiC-S made by openssl and zip is valid (needs openssl, zip)', async () => {
  const work = inFolder('simple');
  mkdirSync(path.join(work, 'META-INF'), { recursive: true });
  writeFileSync(path.join(work, 'mimetype'), 'application/vnd.etsi.asic-s+zip');
  writeFileSync(path.join(work, 'Antrag.pdf'), letters[0]!.bytes);
  const out = ['-outform', 'DER', '-out', 'simple/META-INF/signature.p7s'];
  openssl('cms', '-sign', '-cades', '-in', 'simple/Antrag.pdf', ...signer, ...out);
  execFileSync('zip', ['-q', '-X', '-0', '../simple.asics', 'mimetype'], { cwd: work });
  execFileSync('zip', ['-q', '-X', '-D', '-r', '../simple.asics', 'Antrag.pdf', 'META-INF'], { cwd: work });
  expect(await validate(inFolder('simple.asics'))).toMatchObject({
    verdict: 'valid',
    signatures: [{ format: 'CAdES', level: 'B-B', covers: ['Antrag.pdf'] }],
  });
});

test.skipIf(!hasZip)('P110: an ASiC-E with CAdES made by openssl and zip is valid (needs openssl, zip)', async () => {
  const work = inFolder('cades');
  mkdirSync(path.join(work, 'META-INF'), { recursive: true });
  writeFileSync(path.join(work, 'mimetype'), mimetype.bytes);
  const references = letters.map(({ name, bytes }) => {
    mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
    writeFileSync(path.join(work, name), bytes);
    const digest = createHash('sha512').update(bytes).digest('base64');
    return `  <asic:DataObjectReference URI="${encodeURI(name)}">\n    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha512"/>\n    <ds:DigestValue>${digest}</ds:DigestValue>\n  </asic:DataObjectReference>`;
  });
  writeFileSync(
    path.join(work, 'META-INF/ASiCManifest.xml'),
    `<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n  <asic:SigReference URI="META-INF/signature.p7s"/>\n${references.join('\n')}\n</asic:ASiCManifest>\n`,
  );
  const [manifest, signature] = ['cades/META-INF/ASiCManifest.xml', 'cades/META-INF/signature.p7s'];
  openssl('cms', '-sign', '-cades', '-in', manifest, ...signer, '-outform', 'DER', '-out', signature);
  execFileSync('zip', ['-q', '-X', '-0', '../cades.asice', 'mimetype'], { cwd: work });
  execFileSync('zip', ['-q', '-X', '-D', '-r', '../cades.asice', '.', '-x', 'mimetype'], { cwd: work });
  expect(await validate(inFolder('cades.asice'))).toMatchObject({
    verdict: 'valid',
    signatures: [{ format: 'CAdES', level: 'B-B', covers: letters.map(({ name }) => name) }],
  });
});

test.skipIf(!hasXmlsec)(
  'P112: an ASiC-E with XAdES signed by xmlsec1 is valid (needs xmlsec1, openssl, zip)',
  async () => {
    const work = inFolder('xades');
    mkdirSync(path.join(work, 'META-INF'), { recursive: true });
    writeFileSync(path.join(work, 'mimetype'), mimetype.bytes);
    writeFileSync(path.join(work, 'Antrag.pdf'), letters[0]!.bytes);
    const der = execFileSync('openssl', ['x509', '-in', 'cert.pem', '-outform', 'DER'], { cwd: folder });
    writeFileSync(path.join(work, 'template.xml'), xadesTemplate(['Antrag.pdf'], der));
    const ids = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
    const keys = ['--privkey-pem', '../key.pem,../cert.pem'];
    execFileSync('xmlsec1', ['--sign', ...keys, ...ids, '--output', 'META-INF/signatures.xml', 'template.xml'], {
      cwd: work,
    });
    execFileSync('zip', ['-q', '-X', '-0', '../xades.asice', 'mimetype'], { cwd: work });
    execFileSync('zip', ['-q', '-X', '-D', '-r', '../xades.asice', 'Antrag.pdf', 'META-INF'], { cwd: work });
    expect(await validate(inFolder('xades.asice'))).toMatchObject({
      verdict: 'valid',
      signatures: [{ format: 'XAdES', level: 'B-B', claimedTime: '2026-11-21T09:14:00.000Z', covers: ['Antrag.pdf'] }],
    });
  },
);

test.skipIf(!hasXmlsec)('P112: our own XAdES fixture is right in the eyes of xmlsec1 (needs xmlsec1)', () => {
  const work = inFolder('own');
  for (const { name, bytes } of [...letters, xadesPart(letters)]) {
    mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
    writeFileSync(path.join(work, name), bytes);
  }
  const ids = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
  const words = ['--verify', '--trusted-pem', path.join(pki, 'ca.pem'), ...ids, 'META-INF/signatures001.xml'];
  expect(() => execFileSync('xmlsec1', words, { cwd: work, stdio: 'pipe' })).not.toThrow();
  expect(readFileSync(path.join(work, 'Antrag.pdf')).length).toBeGreaterThan(0);
});
