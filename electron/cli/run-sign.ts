import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { finishSignature, prepareSignature } from '../../shared/pdf/api.ts';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { openPkcs12, type SigningKey } from '../signer/open-pkcs12.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import type { SignCommand } from './parse-command-line.ts';
import type { Outcome } from './report.ts';
import { beginOutput } from './write-output.ts';

/** Signs IN into OUT with a key file, PAdES B-B. */
export async function runSign(command: SignCommand, context: CommandContext): Promise<Outcome> {
  const at = context.now();
  const source = openFileSource(command.input);
  const key = openKey(command, context, at);
  const pending = beginOutput(command.input, command.output);
  try {
    const { visible } = command;
    const slot = prepareSignature({
      source,
      makeDigest: nodeDigest,
      chain: key.chain,
      at,
      ...(command.reason === null ? {} : { reason: command.reason }),
      ...(command.location === null ? {} : { location: command.location }),
      ...(command.field === null ? {} : { field: command.field }),
      ...(visible === null ? {} : { visible: { ...visible, font: readFileSync(context.fontPath) } }),
    });
    const appended = finishSignature(slot, await key.signDigest(slot.toBeSigned));
    source.requireUnchanged();
    await pending.finish(slot.baseSizeBytes, appended);
    const signer = commonName(key.certificate.subject);
    return {
      good: true,
      json: {
        file: command.input,
        output: command.output,
        field: slot.field,
        signer,
        level: 'B-B',
        appendedBytes: appended.length,
      },
      words: [`${command.output}: ${slot.field}, ${signer}`],
    };
  } finally {
    source.close();
    await pending.discard();
  }
}

function openKey(command: SignCommand, context: CommandContext, at: Date): SigningKey {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(command.keyFile);
  } catch (error) {
    throw new AppError('file-not-found', { cause: error });
  }
  return openPkcs12(bytes, context.env[command.passwordEnv] ?? '', at);
}
