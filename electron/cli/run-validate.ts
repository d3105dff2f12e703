import { validatePdf } from '../../shared/pdf/api.ts';
import type { SignatureVerdict } from '../../shared/pdf/pdf-types.ts';
import type { ChangeFact } from '../../shared/pdf/validate/change-fact.ts';
import { changeWords } from '../../shared/texts/change-words.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { ValidateCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import { readCertificates } from './read-certificates.ts';
import { readTrustList } from './read-trust-list.ts';
import type { Outcome } from './report.ts';

/** Judges the signatures of one file. */
export function runValidate(command: ValidateCommand, file: string, context: CommandContext): Outcome {
  const trust = readCertificates(command.trust);
  const { anchors, timestampAnchors, entries } = readTrustList(command.trustList);
  const source = openFileSource(file);
  try {
    const judged = validatePdf({
      source,
      ...pdfPassword(command, context),
      makeDigest: nodeDigest,
      trust: [...trust, ...anchors],
      timestampTrust: [...trust, ...timestampAnchors],
      entries,
      at: command.at ?? context.now(),
    });
    const { verdict } = judged;
    const signatures = judged.signatures.map((signature) => ({ ...signature, changes: sentences(signature.changes) }));
    const warnings = sentences(judged.warnings);
    const words = [
      `${file}: ${verdict}`,
      ...signatures.flatMap((signature) => [
        `  ${signature.field}: ${signature.verdict}${signature.reason === null ? '' : ` (${signature.reason})`}` +
          `, ${signature.signer ?? 'unknown signer'}, ${signature.level}, ${signature.qualification}, changes after: ${signature.changesAfter}`,
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

/** The contract of `--json`: one English sentence each. */
function sentences(facts: readonly ChangeFact[]): readonly string[] {
  return [...new Set(facts.map((fact) => changeWords('en', fact)))];
}

function timeWords({ provenTime, claimedTime }: Pick<SignatureVerdict, 'provenTime' | 'claimedTime'>): string {
  if (provenTime !== null) return `existed at ${provenTime} (proven)`;
  return claimedTime === null ? 'no time stated' : `signed at ${claimedTime} (only claimed)`;
}

function revocationWords({
  revocation,
  revocationAsOf,
}: Pick<SignatureVerdict, 'revocation' | 'revocationAsOf'>): string {
  switch (revocation) {
    case 'good':
      return `not revoked${revocationAsOf === null ? '' : ` as of ${revocationAsOf}`}`;
    case 'revoked':
      return 'a certificate was revoked';
    case 'unknown':
      return 'revocation unknown: the file holds no evidence for that time';
  }
}
