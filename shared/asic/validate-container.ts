import { AppError } from '../errors.ts';
import type { ByteSource, DigestName, MakeDigest } from '../pdf/file/byte-source.ts';
import type { Verdict } from '../pdf/pdf-types.ts';
import { equalBytes } from '../pdf/sign/der.ts';
import { hashBytes } from '../pdf/sign/hash-bytes.ts';
import {
  type CheckedSignature,
  checkDetached,
  concludeDetached,
  type DetachedVerdict,
  type TrustRequest,
} from '../pdf/validate/judge-detached.ts';
import type { Finding } from '../pdf/validate/judged.ts';
import type { Reason } from '../pdf/validate/reason.ts';
import { readTimestamp } from '../pdf/validate/verify-timestamp.ts';
import { checkXadesFile } from './check-xades.ts';
import { type Container, openContainer } from './open-container.ts';
import { type FileReference, type Manifest, readManifest } from './read-manifest.ts';

/** What to validate: a container, and whom to trust. */
export type ContainerRequest = TrustRequest & { readonly source: ByteSource; readonly makeDigest: MakeDigest };

/** One signature of a container; `file` is where it lies, `covers` the files that it signs. */
export type ContainerSignature = DetachedVerdict & {
  readonly file: string;
  readonly format: 'CAdES' | 'XAdES' | 'timestamp';
  readonly covers: readonly string[];
};

/**
 * The result for a container: the worst of its signatures; a file that none of them covers leaves it open
 * ('indeterminate'), 'none' without any signature.
 */
export type ContainerVerdict = {
  readonly verdict: Verdict | 'none';
  readonly signatures: readonly ContainerSignature[];
  readonly files: readonly { readonly name: string; readonly sizeBytes: number; readonly isCovered: boolean }[];
};

const containerType = 'application/vnd.etsi.asic-e+zip';
const mostSignatures = 200;
const mostReferences = 20_000;

type Found = Omit<ContainerSignature, keyof DetachedVerdict | 'covers'> & {
  readonly checked: CheckedSignature;
  readonly references: readonly FileReference[];
};

/**
 * Judges an ASiC-E container (ETSI EN 319 162-1) with CAdES or XAdES signatures. Throws AppError 'container-damaged',
 * 'container-unsafe', 'container-type-unknown'.
 */
export async function validateContainer(request: ContainerRequest): Promise<ContainerVerdict> {
  try {
    return await judge(request);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('container-damaged', { cause: error });
  }
}

async function judge(request: ContainerRequest): Promise<ContainerVerdict> {
  const container = await openContainer(request.source);
  if (container.mimetype !== containerType) throw new AppError('container-type-unknown');
  const found = await findSignatures(container);
  const references = found.flatMap((one) => one.references);
  if (found.length > mostSignatures || references.length > mostReferences) throw new AppError('container-unsafe');
  const digests = await digestFiles(container, references, request.makeDigest);
  const signatures = found.map(({ checked, references: own, file, format }): ContainerSignature => {
    const wrong = checked.finding.verdict === 'invalid' ? null : wrongFile(own, digests);
    const finding = wrong ?? checked.finding;
    const covers = own.flatMap((reference) => reference.file ?? []);
    return { file, format, ...concludeDetached({ ...checked, finding }, request), covers };
  });
  const covered = new Set(signatures.filter(({ verdict }) => verdict !== 'invalid').flatMap(({ covers }) => covers));
  const files = container.files
    .filter(({ name }) => !isOwnFile(name))
    .map((file) => ({ ...file, isCovered: covered.has(file.name) }));
  const isOpen = files.some(({ isCovered }) => !isCovered);
  return { verdict: worst(signatures, isOpen), signatures, files };
}

function worst(signatures: readonly ContainerSignature[], isOpen: boolean): ContainerVerdict['verdict'] {
  if (signatures.length === 0) return 'none';
  if (signatures.some(({ verdict }) => verdict === 'invalid')) return 'invalid';
  return isOpen || signatures.some(({ verdict }) => verdict === 'indeterminate') ? 'indeterminate' : 'valid';
}

/** Files that belong to the container itself; anything else in META-INF is a file like others. */
function isOwnFile(name: string): boolean {
  return name === 'mimetype' || isManifest(name) || isXades(name) || isCades(name) || name === 'META-INF/manifest.xml';
}

const isManifest = (name: string) => /^META-INF\/ASiC(Archive)?Manifest[^/]*\.xml$/i.test(name);
const isXades = (name: string) => /^META-INF\/[^/]*signatures[^/]*\.xml$/i.test(name);
const isCades = (name: string) => /^META-INF\/[^/]*(signature|timestamp)[^/]*\.(p7s|tst)$/i.test(name);

async function findSignatures(container: Container): Promise<readonly Found[]> {
  const names = container.files.map(({ name }) => name);
  const found: Found[] = [];
  const claimed = new Set<string>();
  for (const name of names.filter(isManifest)) {
    const manifest = readManifest(name, await container.read(name));
    if (manifest?.signature) claimed.add(manifest.signature);
    found.push(await signatureOf(container, name, manifest));
  }
  for (const name of names.filter((one) => isCades(one) && !claimed.has(one))) {
    found.push({ file: name, format: 'CAdES', checked: open('invalid', 'manifest-missing'), references: [] });
  }
  for (const name of names.filter(isXades)) {
    const all = checkXadesFile(await container.read(name));
    found.push(...all.map((one) => ({ file: name, format: 'XAdES' as const, ...one })));
  }
  return found;
}

/** A manifest and the CAdES signature, or the time-stamp, over its bytes. */
async function signatureOf(container: Container, name: string, manifest: Manifest | null): Promise<Found> {
  const cades = { file: name, format: 'CAdES' as const, references: [] };
  if (manifest === null) return { ...cades, checked: open('invalid', 'manifest-damaged') };
  const { signature: file, references } = manifest;
  if (file === null || !container.files.some((one) => one.name === file))
    return { ...cades, checked: open('invalid', 'file-missing') };
  const bytes = await container.read(file);
  const digest = (hash: DigestName): Uint8Array => hashBytes(hash, manifest.bytes);
  if (!/\.tst$/i.test(file)) return { file, format: 'CAdES', references, checked: checkDetached(bytes, digest) };
  return { file, format: 'timestamp', references, checked: checkToken(bytes, digest) };
}

function checkToken(token: Uint8Array, digest: (hash: DigestName) => Uint8Array): CheckedSignature {
  try {
    const timestamp = readTimestamp(token, digest);
    const { verdict, reason, cms } = timestamp;
    const finding: Finding = { verdict, reason };
    return { finding, cms, timestamp, claimedTime: null, isAdvanced: true, isTimestamp: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return open('invalid', 'timestamp-malformed');
  }
}

function open(verdict: 'invalid', reason: Reason): CheckedSignature {
  const nothing = { cms: null, timestamp: null, claimedTime: null, isAdvanced: false, isTimestamp: false };
  return { ...nothing, finding: { verdict, reason } };
}

type FileDigests = ReadonlyMap<string, ReadonlyMap<DigestName, Uint8Array>>;

/** Each file that is named is read once, for all digests that are asked of it. */
async function digestFiles(
  container: Container,
  references: readonly FileReference[],
  makeDigest: MakeDigest,
): Promise<FileDigests> {
  const wanted = new Map<string, Set<DigestName>>();
  for (const { file, hash } of references) {
    if (file === null || !container.files.some(({ name }) => name === file)) continue;
    const hashes = wanted.get(file) ?? new Set();
    if (hash !== undefined && hash !== 'sha1') hashes.add(hash);
    wanted.set(file, hashes);
  }
  const out = new Map<string, ReadonlyMap<DigestName, Uint8Array>>();
  for (const [file, hashes] of wanted) out.set(file, await container.digest(file, [...hashes], makeDigest));
  return out;
}

/** What is wrong with the files that a signature names, the worst first; null when all are there and unchanged. */
function wrongFile(references: readonly FileReference[], digests: FileDigests): Finding | null {
  const findings = references.flatMap((reference) => checkFile(reference, digests) ?? []);
  return findings.find(({ verdict }) => verdict === 'invalid') ?? findings[0] ?? null;
}

function checkFile({ file, hash, value }: FileReference, digests: FileDigests): Finding | null {
  if (file === null) return { verdict: 'invalid', reason: 'reference-outside' };
  const known = digests.get(file);
  if (known === undefined) return { verdict: 'invalid', reason: 'file-missing' };
  if (hash === undefined) return { verdict: 'indeterminate', reason: 'algorithm-unknown' };
  if (hash === 'sha1') return { verdict: 'indeterminate', reason: 'weak-algorithm' };
  const digest = known.get(hash);
  const isSame = digest !== undefined && value !== null && equalBytes(digest, value);
  return isSame ? null : { verdict: 'invalid', reason: 'digest-mismatch' };
}
