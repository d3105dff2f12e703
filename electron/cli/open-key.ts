import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { connectCard } from '../signer/card-client.ts';
import { openPkcs12 } from '../signer/open-pkcs12.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandKey } from './command-key.ts';
import { openKeyAtService } from './open-key-at-service.ts';
import type { KeySource } from './parse-key-source.ts';

type FileSource = Extract<KeySource, { kind: 'file' }>;
type CardSource = Extract<KeySource, { kind: 'card' }>;

// A command signs one document; its name within the card's session.
const only = 'the document';

/** Opens the key file, the card or the credential at a service. `wanted`: another algorithm than the key's usual one. */
export function openKey(
  source: KeySource,
  wanted: SignatureAlgorithm | null,
  context: CommandContext,
): Promise<CommandKey> {
  switch (source.kind) {
    case 'file':
      return openKeyFile(source, wanted, context);
    case 'card':
      return openKeyOnCard(source, wanted, context);
    case 'csc':
      return openKeyAtService(source, wanted, context);
  }
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
    const opened = await card.open({ module, slot, pin, certificate, algorithm, validity: 'now' }, [only]);
    return { ...opened, signDigest: (digest) => card.sign(only, digest), close: card.kill };
  } catch (error) {
    card.kill();
    throw error;
  }
}
