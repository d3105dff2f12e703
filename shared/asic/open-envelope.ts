import { AppError, errorCode } from '../errors.ts';
import type { OfficeConcern } from '../office/office-text.ts';
import { bytesSource, type MakeDigest } from '../pdf/file/byte-source.ts';
import { checkEnclosing, enclosedContent } from '../pdf/validate/check-detached.ts';
import { concludeDetached, type TrustRequest } from '../pdf/validate/judge-detached.ts';
import { type EnvelopeType, envelopeTypes } from './envelope-types.ts';
import { isOwnFile } from './find-signatures.ts';
import { openContainer } from './open-container.ts';
import { sniffFile } from './sniff-file.ts';
import { type ContainerVerdict, validateContainer, worstOf } from './validate-container.ts';

/** A document in an envelope; lengths in bytes. */
export type Member = { readonly name: string; readonly sizeBytes: number };

/** Subject and sender of an e-mail, as it claims them. */
export type Letter = { readonly subject: string; readonly from: string };

/** An ASiC container, an e-mail, a text file, or a CMS around its document, opened. */
export type Envelope = {
  readonly type: EnvelopeType;
  readonly members: readonly Member[];
  /** Of an e-mail: what it says of itself. */
  readonly letter?: Letter;
  /** Of a text file: what a person has to know of it. */
  readonly concerns?: readonly OfficeConcern[];
  /** The bytes of a member. Throws AppError 'container-damaged'. */
  readonly take: (name: string) => Promise<Uint8Array>;
  readonly judge: (request: TrustRequest) => Promise<ContainerVerdict>;
};

/**
 * Opens an envelope; `name` is that of its file and names the document in a CMS. Throws AppError 'container-damaged',
 * 'container-unsafe', 'container-type-unknown'.
 */
export async function openEnvelope(name: string, bytes: Uint8Array, makeDigest: MakeDigest): Promise<Envelope> {
  switch (sniffFile(bytes)) {
    case 'container':
      return openZip(bytes, makeDigest);
    case 'enveloping':
      return openCms(name, bytes);
    default:
      throw new AppError('container-type-unknown');
  }
}

async function openZip(bytes: Uint8Array, makeDigest: MakeDigest): Promise<Envelope> {
  const source = bytesSource(bytes);
  const container = await openContainer(source);
  const type = envelopeTypes.find((one) => one === container.mimetype);
  if (type === undefined) throw new AppError('container-type-unknown');
  return {
    type,
    members: container.files.filter((file) => !isOwnFile(file.name)),
    take: (member) => container.take(member),
    judge: (request) => validateContainer({ ...request, source, makeDigest }),
  };
}

function openCms(name: string, bytes: Uint8Array): Envelope {
  const content = contentOf(bytes);
  const inner = innerName(name);
  return {
    type: 'application/pkcs7-mime',
    members: [{ name: inner, sizeBytes: content.length }],
    take: async (member) => {
      if (member !== inner) throw new AppError('container-damaged', { cause: 'no such file' });
      // A copy: who takes it may hand it on to another thread.
      return new Uint8Array(content);
    },
    judge: async (request) => {
      const signatures = checkEnclosing(bytes).map((checked) => ({
        file: name,
        format: 'CAdES' as const,
        ...concludeDetached(checked, request),
        covers: [inner],
      }));
      const isCovered = signatures.some(({ verdict }) => verdict !== 'invalid');
      const files = [{ name: inner, sizeBytes: content.length, isCovered }];
      return { verdict: worstOf(signatures, files), signatures, files };
    },
  };
}

function contentOf(bytes: Uint8Array): Uint8Array {
  try {
    return enclosedContent(bytes) ?? new Uint8Array(0);
  } catch (error) {
    if (errorCode(error) !== 'certificate-damaged') throw error;
    throw new AppError('container-damaged', { cause: error });
  }
}

/** `Antrag.pdf.p7m` holds `Antrag.pdf`, `Antrag.p7m` most likely too. */
function innerName(name: string): string {
  const bare = name.replace(/\.(p7m|p7s|p7|sig|cms|pem)$/i, '');
  return /\.[a-z0-9]{2,5}$/i.test(bare) ? bare : `${bare}.pdf`;
}
