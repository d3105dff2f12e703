import { validatePdf } from '../../shared/pdf/api.ts';
import type { SignatureVerdict } from '../../shared/pdf/pdf-types.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { ValidateCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import { readCertificates } from './read-certificates.ts';
import type { Outcome } from './report.ts';

/** Judges the signatures of one file. */
export function runValidate(command: ValidateCommand, file: string, context: CommandContext): Outcome {
  const trust = readCertificates(command.trust);
  const source = openFileSource(file);
  try {
    const { verdict, signatures, warnings } = validatePdf({
      source,
      ...pdfPassword(command, context),
      makeDigest: nodeDigest,
      trust,
      at: command.at ?? context.now(),
    });
    const words = [
      `${file}: ${verdict}`,
      ...signatures.flatMap((signature) => [
        `  ${signature.field}: ${signature.verdict}${signature.reason === null ? '' : ` (${signature.reason})`}` +
          `, ${signature.signer ?? 'unknown signer'}, ${signature.level}, changes after: ${signature.changesAfter}`,
        `    ${timeWords(signature)}, ${revocationWords(signature)}`,
        ...signature.changes.map((change) => `    ${change}`),
      ]),
      ...warnings.map((warning) => `  warning: ${warning}`),
    ];
    return { good: verdict !== 'invalid', json: { file, verdict, signatures, warnings }, words };
  } finally {
    source.close();
  }
}

function timeWords({ provenTime, claimedTime }: SignatureVerdict): string {
  if (provenTime !== null) return `existed at ${provenTime} (proven)`;
  return claimedTime === null ? 'no time stated' : `signed at ${claimedTime} (only claimed)`;
}

function revocationWords({ revocation, revocationAsOf }: SignatureVerdict): string {
  switch (revocation) {
    case 'good':
      return `not revoked${revocationAsOf === null ? '' : ` as of ${revocationAsOf}`}`;
    case 'revoked':
      return 'a certificate was revoked';
    case 'unknown':
      return 'revocation unknown: the file holds no evidence for that time';
  }
}
