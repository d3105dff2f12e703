import { validatePdf } from '../../shared/pdf/api.ts';
import { verdictJson } from '../../shared/pdf/report/verdict-json.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { ValidateCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import { readCertificates } from './read-certificates.ts';
import { readTrustList } from './read-trust-list.ts';
import type { Outcome } from './report.ts';
import { certificationWords, revocationWords, timeWords, verdictWords } from './signature-words.ts';
import { isEnvelopeFile, validateDetached, validateEnvelope } from './validate-beside.ts';

/** Judges the signatures of one file: within a PDF, within a container, or beside it. */
export async function runValidate(command: ValidateCommand, file: string, context: CommandContext): Promise<Outcome> {
  const trust = readCertificates(command.trust);
  const { anchors, timestampAnchors, entries } = readTrustList(command.trustList);
  const at = command.at ?? context.now();
  const whom = {
    trust: [...trust, ...anchors],
    timestampTrust: [...trust, ...timestampAnchors],
    entries,
    at,
  };
  const source = openFileSource(file);
  try {
    if (command.detached !== null) return validateDetached(file, source, command.detached, whom);
    if (isEnvelopeFile(source)) return await validateEnvelope(file, source, whom);
    const judged = validatePdf({
      source,
      ...pdfPassword(command, context),
      makeDigest: nodeDigest,
      ...whom,
    });
    const { verdict, signatures, warnings } = verdictJson(judged);
    const words = [
      `${file}: ${verdict}`,
      ...signatures.flatMap((signature) => [
        `  ${signature.field}: ${verdictWords(signature)}, ${signature.qualification}, changes after: ${signature.changesAfter}`,
        `    ${timeWords(signature)}, ${revocationWords(signature)}`,
        ...certificationWords(signature).map((words) => `    ${words}`),
        ...signature.changes.map((change) => `    ${change}`),
      ]),
      ...warnings.map((warning) => `  warning: ${warning}`),
    ];
    return { good: verdict !== 'invalid', json: { file, verdict, signatures, warnings }, words };
  } finally {
    source.close();
  }
}
