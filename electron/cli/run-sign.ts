import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { finishSignature, finishWithTimestamp, prepareSignature, upgradePdf } from '../../shared/pdf/api.ts';
import { joinSource } from '../../shared/pdf/file/byte-source.ts';
import { timestampReserveBytes } from '../../shared/pdf/level/document-timestamp.ts';
import type { SignRequest, Slot } from '../../shared/pdf/pdf-types.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandKey } from './command-key.ts';
import { type FileSource, openFileSource } from './file-source.ts';
import { nodeDigest } from './node-digest.ts';
import { openNetwork } from './online.ts';
import { openKey } from './open-key.ts';
import type { SignCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import type { Outcome } from './report.ts';
import { beginOutput } from './write-output.ts';

/** Signs IN into OUT with a key file, a card or a remote credential; levels above B-B ask the network. */
export async function runSign(command: SignCommand, context: CommandContext): Promise<Outcome> {
  const at = context.now();
  const password = pdfPassword(command, context);
  const source = openFileSource(command.input);
  const key = await openKey(command.key, command.pss ? 'rsa-pss-sha256' : null, context);
  const pending = beginOutput(command.input, command.output);
  try {
    const { level } = command;
    const slot = prepareSignature({
      source,
      ...password,
      makeDigest: nodeDigest,
      chain: key.certificates,
      algorithm: key.algorithm,
      at,
      ...(command.reason === null ? {} : { reason: command.reason }),
      ...(command.location === null ? {} : { location: command.location }),
      ...(command.certify === null ? {} : { certify: command.certify }),
      ...(command.field === null ? {} : { field: command.field }),
      ...(level === 'B-B' ? {} : { reserveBytes: reserveFor(key.certificates) }),
      ...markOf(command, context.fontPath),
    });
    const appended = await finish({ command, slot, source, password, key, at });
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
        level,
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

/** A rectangle makes a mark; so does the area of an existing field. */
function markOf({ visible, field, image }: SignCommand, fontPath: string): Pick<SignRequest, 'visible'> {
  if (visible === null && field === null) return {};
  const picture = image === null ? {} : { image: readPictureFile(image) };
  return { visible: { ...visible, ...picture, font: readFileSync(fontPath) } };
}

function readPictureFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError('file-not-found', { cause: error });
  }
}

function reserveFor(chain: readonly Uint8Array[]): number {
  return 8192 + timestampReserveBytes + chain.reduce((sum, der) => sum + der.length, 0);
}

type Finishing = {
  readonly command: SignCommand;
  readonly slot: Slot;
  readonly source: FileSource;
  readonly password: { readonly password?: string };
  readonly key: CommandKey;
  readonly at: Date;
};

/** The signature's bytes, with its time-stamp inside and the validation data behind, as far as the level asks. */
async function finish({ command, slot, source, password, key, at }: Finishing): Promise<Uint8Array> {
  const { level, tsaUrl } = command;
  const value = await key.signDigest(slot.toBeSigned);
  if (level === 'B-B') return finishSignature(slot, value);
  const online = openNetwork(tsaUrl);
  const signed = await finishWithTimestamp(slot, value, online, at);
  if (level === 'B-T') return signed;
  const { appended } = await upgradePdf({
    source: joinSource(source, signed),
    ...password,
    makeDigest: nodeDigest,
    level,
    at,
    online,
    trust: [],
  });
  return Buffer.concat([signed, appended]);
}
