import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { connectCard } from '../signer/card-client.ts';
import { openPkcs12 } from '../signer/open-pkcs12.ts';
import type { OpenedKey } from '../signer/signer-messages.ts';
import type { CommandContext } from './command-context.ts';
import type { KeySource } from './parse-command-line.ts';

/** A key for one signature. `close` ends what was started for it. */
export interface CommandKey extends OpenedKey {
  readonly signDigest: (digest: Uint8Array) => Promise<Uint8Array>;
  readonly close: () => void;
}

type FileSource = Extract<KeySource, { kind: 'file' }>;
type CardSource = Extract<KeySource, { kind: 'card' }>;

// A command signs one document; its name within the card's session.
const only = 'the document';

/** Opens the key file or the card. `wanted`: another algorithm than the key's usual one. */
export function openKey(
  source: KeySource,
  wanted: SignatureAlgorithm | null,
  context: CommandContext,
): Promise<CommandKey> {
  return source.kind === 'file' ? openKeyFile(source, wanted, context) : openKeyOnCard(source, wanted, context);
}

async function openKeyFile(
  { file, passwordEnv }: FileSource,
  wanted: SignatureAlgorithm | null,
  { env, now }: CommandContext,
): Promise<CommandKey> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new AppError('file-not-found', { cause: error });
  }
  const key = openPkcs12(bytes, env[passwordEnv] ?? '', now(), wanted ?? undefined);
  const { chain: certificates, certificate, algorithm, signDigest } = key;
  return { certificates, algorithm, subject: commonName(certificate.subject), signDigest, close: () => {} };
}

async function openKeyOnCard(
  { module, slot, pinEnv, certificate }: CardSource,
  algorithm: SignatureAlgorithm | null,
  { env, startCardProcess }: CommandContext,
): Promise<CommandKey> {
  const pin = pinEnv === null ? null : (env[pinEnv] ?? '');
  const card = connectCard(startCardProcess());
  try {
    const opened = await card.open({ module, slot, pin, certificate, algorithm }, [only]);
    return { ...opened, signDigest: (digest) => card.sign(only, digest), close: card.kill };
  } catch (error) {
    card.kill();
    throw error;
  }
}
