import { upgradePdf } from '../../shared/pdf/api.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import { openNetwork } from './online.ts';
import type { UpgradeCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import { readCertificates } from './read-certificates.ts';
import type { Outcome } from './report.ts';
import { beginOutput } from './write-output.ts';

/** Raises the signatures of IN to a level, into OUT. */
export async function runUpgrade(command: UpgradeCommand, context: CommandContext): Promise<Outcome> {
  const { level, input, output } = command;
  const trust = readCertificates(command.trust);
  const source = openFileSource(input);
  const pending = beginOutput(input, output);
  try {
    const { baseSizeBytes, appended, added } = await upgradePdf({
      source,
      ...pdfPassword(command, context),
      makeDigest: nodeDigest,
      level,
      at: context.now(),
      online: openNetwork(command.tsaUrl),
      trust,
    });
    source.requireUnchanged();
    await pending.finish(baseSizeBytes, appended);
    return {
      good: true,
      json: { file: input, output, level, added, appendedBytes: appended.length },
      words: [`${output}: ${level}, ${added.length === 0 ? 'nothing to add' : `added ${added.join(', ')}`}`],
    };
  } finally {
    source.close();
    await pending.discard();
  }
}
