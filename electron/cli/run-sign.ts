import { readFileSync } from 'node:fs';
import { finishSignature, prepareSignature } from '../../shared/pdf/api.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import { openKey } from './open-key.ts';
import type { SignCommand } from './parse-command-line.ts';
import type { Outcome } from './report.ts';
import { beginOutput } from './write-output.ts';

/** Signs IN into OUT with a key file or a card, PAdES B-B. */
export async function runSign(command: SignCommand, context: CommandContext): Promise<Outcome> {
  const at = context.now();
  const source = openFileSource(command.input);
  const key = await openKey(command.key, command.pss ? 'rsa-pss-sha256' : null, context);
  const pending = beginOutput(command.input, command.output);
  try {
    const { visible } = command;
    const slot = prepareSignature({
      source,
      makeDigest: nodeDigest,
      chain: key.certificates,
      algorithm: key.algorithm,
      at,
      ...(command.reason === null ? {} : { reason: command.reason }),
      ...(command.location === null ? {} : { location: command.location }),
      ...(command.field === null ? {} : { field: command.field }),
      ...(visible === null ? {} : { visible: { ...visible, font: readFileSync(context.fontPath) } }),
    });
    const appended = finishSignature(slot, await key.signDigest(slot.toBeSigned));
    source.requireUnchanged();
    await pending.finish(slot.baseSizeBytes, appended);
    return {
      good: true,
      json: {
        file: command.input,
        output: command.output,
        field: slot.field,
        signer: key.subject,
        algorithm: slot.algorithm,
        level: 'B-B',
        appendedBytes: appended.length,
      },
      words: [`${command.output}: ${slot.field}, ${key.subject}`],
    };
  } finally {
    key.close();
    source.close();
    await pending.discard();
  }
}
