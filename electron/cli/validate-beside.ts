import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openEnvelope } from '../../shared/asic/open-envelope.ts';
import { validateContainer, worstOf } from '../../shared/asic/validate-container.ts';
import { AppError } from '../../shared/errors.ts';
import { type DigestName, digestRange } from '../../shared/pdf/file/byte-source.ts';
import { latin1Text } from '../../shared/pdf/file/objects.ts';
import { type DetachedVerdict, judgeDetached, type TrustRequest } from '../../shared/pdf/validate/judge-detached.ts';
import type { FileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { Outcome } from './report.ts';
import { revocationWords, timeWords, verdictWords } from './signature-words.ts';

const largestSignatureBytes = 16 * 1024 * 1024;
/** A CMS around its document is held in memory as a whole. */
const largestCmsBytes = 512 * 1024 * 1024;

/** Judges one file by a detached signature beside it (.p7s), which several persons may have made. */
export function validateDetached(file: string, source: FileSource, signature: string, trust: TrustRequest): Outcome {
  const digestContent = (hash: DigestName): Uint8Array => {
    const digest = nodeDigest(hash);
    digestRange(source, digest, 0, source.size);
    return digest.digest();
  };
  const signatures = judgeDetached(readSignature(signature), digestContent, trust);
  const verdict = worstOf(signatures, []);
  const words = [`${file}: ${verdict}`, ...signatures.flatMap((judged) => linesFor(signature, judged))];
  return {
    good: verdict !== 'invalid',
    json: { file, verdict, signatures: signatures.map((judged) => ({ file: signature, ...judged })) },
    words,
  };
}

/** Judges an ASiC container, or a CMS around its document: the signatures, and which files they cover. */
export async function validateEnvelope(file: string, source: FileSource, trust: TrustRequest): Promise<Outcome> {
  const judged = isZip(source) ? await validateContainer({ ...trust, source, makeDigest: nodeDigest }) : await cms();
  const words = [
    `${file}: ${judged.verdict}`,
    ...judged.signatures.flatMap((signature) => [
      ...linesFor(`${signature.file}: ${signature.format}`, signature),
      `    signs ${signature.covers.join(', ') || 'nothing'}`,
    ]),
    ...judged.files.filter(({ isCovered }) => !isCovered).map(({ name }) => `  not signed: ${name}`),
  ];
  return { good: judged.verdict !== 'invalid', json: { file, ...judged }, words };

  async function cms() {
    if (source.size > largestCmsBytes) throw new AppError('too-large');
    const envelope = await openEnvelope(path.basename(file), source.read(0, source.size), nodeDigest);
    return envelope.judge(trust);
  }
}

/** Is it a container or a CMS rather than a PDF? */
export function isEnvelopeFile(source: FileSource): boolean {
  return isZip(source) || source.read(0, 1)[0] === 0x30 || latin1Text(source.read(0, 10)) === '-----BEGIN';
}

/** Does it begin like a ZIP file? */
function isZip(source: FileSource): boolean {
  const [p, k, three, four] = source.read(0, 4);
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

function linesFor(name: string, judged: DetachedVerdict): readonly string[] {
  return [
    `  ${name}: ${verdictWords(judged)}, ${judged.qualification}`,
    `    ${timeWords(judged)}, ${revocationWords(judged)}`,
  ];
}

function readSignature(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= largestSignatureBytes) return bytes;
  } catch (cause) {
    throw new AppError('file-not-found', { cause });
  }
  throw new AppError('too-large');
}
