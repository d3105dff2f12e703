import { type ByteSource, type DigestName, digestRange, type MakeDigest } from '../pdf/file/byte-source.ts';
import { checkDetached } from '../pdf/validate/check-detached.ts';
import { judgeDetached, type TrustRequest } from '../pdf/validate/judge-detached.ts';
import { type ContainerSignature, type ContainerVerdict, worstOf } from './validate-container.ts';

/** A document with signatures beside it. */
export type SignedDocument = { readonly source: ByteSource; readonly makeDigest: MakeDigest };

/** Judges the signatures beside a document, in the form of a container that holds nothing else. */
export function judgeBeside(
  document: SignedDocument & { readonly name: string },
  signatureFiles: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  request: TrustRequest,
): ContainerVerdict {
  const digest = digestOf(document);
  const signatures = signatureFiles.flatMap((file) =>
    judgeDetached(file.bytes, digest, request).map(
      (judged): ContainerSignature => ({ file: file.name, format: 'CAdES', ...judged, covers: [document.name] }),
    ),
  );
  const isCovered = signatures.some(({ verdict }) => verdict !== 'invalid');
  const files = [{ name: document.name, sizeBytes: document.source.size, isCovered }];
  return { verdict: worstOf(signatures, files), signatures, files };
}

/** Is the signature about this document, whether it holds or not? One that cannot be read is about none. */
export function fitsDocument(document: SignedDocument, signature: Uint8Array): boolean {
  return checkDetached(signature, digestOf(document)).some(
    ({ finding: { reason } }) => reason !== 'digest-mismatch' && reason !== 'cms-damaged',
  );
}

/** Each digest is taken once, however many persons signed. */
function digestOf({ source, makeDigest }: SignedDocument): (hash: DigestName) => Uint8Array {
  const known = new Map<DigestName, Uint8Array>();
  return (hash) => {
    const before = known.get(hash);
    if (before !== undefined) return before;
    const digest = makeDigest(hash);
    digestRange(source, digest, 0, source.size);
    const value = digest.digest();
    known.set(hash, value);
    return value;
  };
}
