import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { validatePdf } from '../../shared/pdf/api.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { ValidateCommand } from './parse-command-line.ts';
import type { Outcome } from './report.ts';

/** Judges the signatures of one file. */
export function runValidate(command: ValidateCommand, file: string, context: CommandContext): Outcome {
  const trust = command.trust.flatMap(readPem);
  const source = openFileSource(file);
  try {
    const { verdict, signatures, warnings } = validatePdf({
      source,
      makeDigest: nodeDigest,
      trust,
      at: command.at ?? context.now(),
    });
    const words = [
      `${file}: ${verdict}`,
      ...signatures.flatMap((signature) => [
        `  ${signature.field}: ${signature.verdict}${signature.reason === null ? '' : ` (${signature.reason})`}` +
          `, ${signature.signer ?? 'unknown signer'}, ${signature.level}, changes after: ${signature.changesAfter}`,
        ...signature.changes.map((change) => `    ${change}`),
      ]),
      ...warnings.map((warning) => `  warning: ${warning}`),
    ];
    return { good: verdict !== 'invalid', json: { file, verdict, signatures, warnings }, words };
  } finally {
    source.close();
  }
}

/** All certificates of a PEM file, or the one of a DER file. Throws AppError 'file-not-found', 'certificate-damaged'. */
function readPem(path: string): Uint8Array[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new AppError('file-not-found', { cause: error });
  }
  try {
    const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block).raw);
  } catch (error) {
    throw new AppError('certificate-damaged', { cause: error });
  }
}
