import { AppError } from '../errors.ts';
import type { DigestName, MakeDigest } from '../pdf/file/byte-source.ts';
import { hashBytes } from '../pdf/sign/hash-bytes.ts';
import { type CheckedSignature, checkDetached, unreadSignature } from '../pdf/validate/check-detached.ts';
import { cmsStore } from '../pdf/validate/cms-store.ts';
import type { Reason } from '../pdf/validate/reason.ts';
import { readTimestamp } from '../pdf/validate/verify-timestamp.ts';
import { checkXadesFile } from './check-xades.ts';
import type { Container } from './open-container.ts';
import { type FileReference, type Manifest, readManifest } from './read-manifest.ts';

/** A signature in a container: where it lies, its own mathematics, and the files that it names. */
export type FoundSignature = {
  readonly file: string;
  readonly format: 'CAdES' | 'XAdES' | 'timestamp';
  readonly checked: CheckedSignature;
  /** Files that it names by digest, not checked yet. */
  readonly references: readonly FileReference[];
  /** The file that it signs without naming it; it has been checked. */
  readonly direct?: string;
};

const hashes: readonly DigestName[] = ['sha256', 'sha384', 'sha512'];

const isManifest = (name: string) => /^META-INF\/ASiC(Archive)?Manifest[^/]*\.xml$/i.test(name);
const isXades = (name: string) => /^META-INF\/[^/]*signatures[^/]*\.xml$/i.test(name);
const isCades = (name: string) => /^META-INF\/[^/]*(signature|timestamp)[^/]*\.(p7s|tst)$/i.test(name);
const isToken = (name: string) => /\.tst$/i.test(name);

/** Files that belong to the container itself; anything else in META-INF is a file like others. */
export function isOwnFile(name: string): boolean {
  return name === 'mimetype' || isManifest(name) || isXades(name) || isCades(name) || name === 'META-INF/manifest.xml';
}

/** The signatures of an ASiC-E: CAdES and time-stamps over manifests, XAdES over files (ETSI EN 319 162-1 §4.4). */
export async function findSignatures(container: Container): Promise<readonly FoundSignature[]> {
  const { found, claimed } = await findInManifests(container);
  for (const name of namesOf(container).filter((one) => isCades(one) && !claimed.has(one))) {
    found.push({ file: name, format: 'CAdES', checked: unread('manifest-missing'), references: [] });
  }
  return [...found, ...(await findXades(container))];
}

/**
 * The signatures of an ASiC-S (§4.3): everything is about its one file, which CAdES and time-stamps sign without a manifest.
 * Throws AppError 'container-damaged' when there is another number of files.
 */
export async function findSimple(container: Container, makeDigest: MakeDigest): Promise<readonly FoundSignature[]> {
  const [data, ...more] = namesOf(container).filter((name) => !/^META-INF\//i.test(name) && !isOwnFile(name));
  if (data === undefined || more.length > 0) throw new AppError('container-damaged', { cause: 'one file expected' });
  const digests = await container.digest(data, hashes, makeDigest);
  const digest = (hash: DigestName): Uint8Array => digests.get(hash) ?? new Uint8Array(0);
  const { found, claimed } = await findInManifests(container);
  for (const file of namesOf(container).filter((one) => isCades(one) && !claimed.has(one))) {
    found.push(...checkFile(file, await container.read(file), digest).map((one) => ({ ...one, direct: data })));
  }
  return [...found, ...(await findXades(container))];
}

const namesOf = ({ files }: Container): string[] => files.map(({ name }) => name);

async function findInManifests(container: Container): Promise<{ found: FoundSignature[]; claimed: Set<string> }> {
  const found: FoundSignature[] = [];
  const claimed = new Set<string>();
  for (const name of namesOf(container).filter(isManifest)) {
    const manifest = readManifest(name, await container.read(name));
    if (manifest?.signature) claimed.add(manifest.signature);
    found.push(...(await signaturesOver(container, name, manifest)));
  }
  return { found, claimed };
}

async function findXades(container: Container): Promise<readonly FoundSignature[]> {
  const found: FoundSignature[] = [];
  for (const name of namesOf(container).filter(isXades)) {
    const all = checkXadesFile(await container.read(name));
    found.push(...all.map((one) => ({ file: name, format: 'XAdES' as const, ...one })));
  }
  return found;
}

/** A manifest and the CAdES signatures, or the time-stamp, over its bytes. */
async function signaturesOver(
  container: Container,
  name: string,
  manifest: Manifest | null,
): Promise<readonly FoundSignature[]> {
  const wrong = (reason: Reason): FoundSignature[] => [
    { file: name, format: 'CAdES', references: [], checked: unread(reason) },
  ];
  if (manifest === null) return wrong('manifest-damaged');
  const { signature: file, references } = manifest;
  if (file === null || !namesOf(container).includes(file)) return wrong('file-missing');
  const found = checkFile(file, await container.read(file), (hash) => hashBytes(hash, manifest.bytes));
  return found.map((one) => ({ ...one, references }));
}

function checkFile(file: string, bytes: Uint8Array, digest: (hash: DigestName) => Uint8Array): FoundSignature[] {
  if (isToken(file)) return [{ file, format: 'timestamp', references: [], checked: checkToken(bytes, digest) }];
  return checkDetached(bytes, digest).map((checked) => ({ file, format: 'CAdES', references: [], checked }));
}

function checkToken(token: Uint8Array, digest: (hash: DigestName) => Uint8Array): CheckedSignature {
  try {
    const timestamp = readTimestamp(token, digest);
    const { verdict, reason, cms } = timestamp;
    const own = { cms, timestamp, isAdvanced: true, isTimestamp: true, store: cmsStore(cms) };
    return { ...unreadSignature, ...own, finding: { verdict, reason } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return unread('timestamp-malformed');
  }
}

function unread(reason: Reason): CheckedSignature {
  return { ...unreadSignature, finding: { verdict: 'invalid', reason } };
}
