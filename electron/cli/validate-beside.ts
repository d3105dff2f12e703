import { readFileSync } from 'node:fs';
import { validateContainer } from '../../shared/asic/validate-container.ts';
import { AppError } from '../../shared/errors.ts';
import { type DigestName, digestRange } from '../../shared/pdf/file/byte-source.ts';
import { judgeDetached, type TrustRequest } from '../../shared/pdf/validate/judge-detached.ts';
import type { FileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { Outcome } from './report.ts';
import { revocationWords, timeWords, verdictWords } from './signature-words.ts';

const largestSignatureBytes = 16 * 1024 * 1024;

/** Judges one file by a detached signature beside it (.p7s). */
export function validateDetached(file: string, source: FileSource, signature: string, trust: TrustRequest): Outcome {
  const digestContent = (hash: DigestName): Uint8Array => {
    const digest = nodeDigest(hash);
    digestRange(source, digest, 0, source.size);
    return digest.digest();
  };
  const judged = judgeDetached(readSignature(signature), digestContent, trust);
  const { verdict } = judged;
  const words = [
    `${file}: ${verdict}`,
    `  ${signature}: ${verdictWords(judged)}`,
    `    ${timeWords(judged)}, ${revocationWords(judged)}`,
  ];
  return { good: verdict !== 'invalid', json: { file, verdict, signatures: [{ file: signature, ...judged }] }, words };
}

/** Judges an ASiC-E container: its signatures, and which files they cover. */
export async function validateAsic(file: string, source: FileSource, trust: TrustRequest): Promise<Outcome> {
  const judged = await validateContainer({ ...trust, source, makeDigest: nodeDigest });
  const words = [
    `${file}: ${judged.verdict}`,
    ...judged.signatures.flatMap((signature) => [
      `  ${signature.file}: ${signature.format}, ${verdictWords(signature)}`,
      `    ${timeWords(signature)}, ${revocationWords(signature)}`,
      `    signs ${signature.covers.join(', ') || 'nothing'}`,
    ]),
    ...judged.files.filter(({ isCovered }) => !isCovered).map(({ name }) => `  not signed: ${name}`),
  ];
  return { good: judged.verdict !== 'invalid', json: { file, ...judged }, words };
}

/** Does it begin like a ZIP file? */
export function isZip(source: FileSource): boolean {
  const [p, k, three, four] = source.read(0, 4);
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
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
