import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import { type CscFactor, readCredential } from '../signer/csc-credential.ts';
import { makeCscFetch } from '../signer/csc-fetch.ts';
import { openCscService } from '../signer/csc-service.ts';
import { authoriseByFactors, signHashes } from '../signer/csc-signing.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandKey } from './command-key.ts';
import type { KeySource } from './parse-key-source.ts';

/**
 * Opens a credential at a remote signing service. Throws AppError 'csc-credential-unusable' when it is authorised in a
 * browser, which a command has not.
 */
export async function openKeyAtService(
  source: Extract<KeySource, { kind: 'csc' }>,
  wanted: SignatureAlgorithm | null,
  { env, now }: CommandContext,
): Promise<CommandKey> {
  const secret = (name: string | null) => (name === null ? '' : (env[name] ?? ''));
  const token = secret(source.tokenEnv) || null;
  const service = await openCscService({ fetch: makeCscFetch(fetch), url: source.url, token: () => token });
  const options = { at: now(), ...(wanted === null ? {} : { wanted }) };
  const credential = await readCredential(service, source.credential, options);
  if (credential.mode === 'oauth2code') throw new AppError('csc-credential-unusable');
  const [pin, otp] = [secret(source.pinEnv), secret(source.otpEnv)];
  const typed = Object.fromEntries(credential.factors.map((factor) => [factor.id, isCode(factor) ? otp : pin]));
  const authorise = authoriseByFactors(service, credential, typed);
  const { certificates, algorithm, subject } = credential;
  return {
    certificates,
    algorithm,
    subject,
    signDigest: async (digest) => (await signHashes(service, credential, [digest], authorise))[0]!,
    close: () => {},
  };
}

/** Whether a factor is a one-time code rather than a PIN or password. */
function isCode({ id, isSent }: CscFactor): boolean {
  return isSent || /otp|tan|code/i.test(id);
}
