import { AppError } from '../errors.ts';
import type { ByteSource, DigestName, MakeDigest } from '../pdf/file/byte-source.ts';
import type { Verdict } from '../pdf/pdf-types.ts';
import { equalBytes } from '../pdf/sign/der.ts';
import { concludeDetached, type DetachedVerdict, type TrustRequest } from '../pdf/validate/judge-detached.ts';
import type { Finding } from '../pdf/validate/judged.ts';
import { containerTypes } from './envelope-types.ts';
import { type FoundSignature, findSignatures, findSimple, isOwnFile } from './find-signatures.ts';
import { type Container, openContainer } from './open-container.ts';
import type { FileReference } from './read-manifest.ts';

/** What to validate: a container, and whom to trust. */
export type ContainerRequest = TrustRequest & { readonly source: ByteSource; readonly makeDigest: MakeDigest };

/** One signature of a container; `file` is where it lies, `covers` the files that it signs. */
export type ContainerSignature = DetachedVerdict & {
  readonly file: string;
  readonly format: FoundSignature['format'];
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

const mostSignatures = 200;
const mostReferences = 20_000;

/**
 * Judges an ASiC-E or ASiC-S container (ETSI EN 319 162-1) with CAdES or XAdES signatures. Throws AppError
 * 'container-damaged', 'container-unsafe', 'container-type-unknown'.
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
  const found = await signaturesIn(container, request.makeDigest);
  const references = found.flatMap((one) => one.references);
  if (found.length > mostSignatures || references.length > mostReferences) throw new AppError('container-unsafe');
  const digests = await digestFiles(container, references, request.makeDigest);
  const checked = found.map((one): FoundSignature => {
    const wrong = one.checked.finding.verdict === 'invalid' ? null : wrongFile(one.references, digests);
    return wrong === null ? one : { ...one, checked: { ...one.checked, finding: wrong } };
  });
  const signatures = checked.map((one): ContainerSignature => {
    const { file, format, direct } = one;
    const named = one.references.flatMap((reference) => reference.file ?? []);
    const covers = direct === undefined ? named : [direct, ...named];
    return { file, format, ...concludeDetached(one.checked, request, stampsOver(one, checked)), covers };
  });
  const covered = new Set(signatures.filter(({ verdict }) => verdict !== 'invalid').flatMap(({ covers }) => covers));
  const files = container.files
    .filter(({ name }) => !isOwnFile(name))
    .map((file) => ({ ...file, isCovered: covered.has(file.name) }));
  return { verdict: worstOf(signatures, files), signatures, files };
}

function signaturesIn(container: Container, makeDigest: MakeDigest): Promise<readonly FoundSignature[]> {
  switch (container.mimetype) {
    case containerTypes.extended:
      return findSignatures(container);
    case containerTypes.simple:
      return findSimple(container, makeDigest);
    default:
      throw new AppError('container-type-unknown');
  }
}

/** Time-stamps of the container that name the file in which the signature lies. */
function stampsOver({ file, format }: FoundSignature, all: readonly FoundSignature[]): FoundSignature['checked'][] {
  const isOver = (stamp: FoundSignature): boolean =>
    stamp.format === 'timestamp' &&
    stamp.checked.finding.verdict === 'valid' &&
    stamp.references.some((reference) => reference.file === file);
  return format === 'timestamp' ? [] : all.filter(isOver).map(({ checked }) => checked);
}

/** The worst of the signatures; a file that none of them covers leaves it open. */
export function worstOf(
  signatures: readonly Pick<ContainerSignature, 'verdict'>[],
  files: ContainerVerdict['files'],
): ContainerVerdict['verdict'] {
  if (signatures.length === 0) return 'none';
  if (signatures.some(({ verdict }) => verdict === 'invalid')) return 'invalid';
  const isOpen = files.some(({ isCovered }) => !isCovered);
  return isOpen || signatures.some(({ verdict }) => verdict === 'indeterminate') ? 'indeterminate' : 'valid';
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
