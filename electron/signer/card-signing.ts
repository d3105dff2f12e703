import type { Mechanism } from 'pkcs11js';
import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import type { Certificate } from '../../shared/pdf/sign/certificate.ts';
import { digestInfo } from '../../shared/pdf/sign/signature-algorithm.ts';
import { asCardError } from './card-error.ts';
import { type CardModule, type Cryptoki, tokenPresent } from './card-module.ts';
import { requireOwnSignature } from './own-signature.ts';

// No card's signature is longer, bytes (RSA with 8192 bits).
const longestSignature = 1024;

/** An open session with the key to use. */
export interface CardKey {
  readonly module: CardModule;
  readonly slot: Buffer;
  readonly session: Buffer;
  readonly key: Buffer;
  readonly certificate: Certificate;
  readonly algorithm: SignatureAlgorithm;
  /** Kept for keys that want it for every use (CKA_ALWAYS_AUTHENTICATE); null: typed at the reader. */
  readonly pin: string | null;
}

/**
 * The card's signature over a digest, checked against the certificate before anybody sees it. Throws AppError
 * 'card-removed', 'card-key-mismatch', 'card-pin-…', 'card-failed'.
 */
export function makeCardSigning(card: CardKey): (digest: Uint8Array) => Promise<Uint8Array> {
  const always = wantsPinEachTime(card);
  return async (digest) => {
    return requireOwnSignature(card, digest, signOnce(card, digest, always), 'card-key-mismatch');
  };
}

function signOnce(card: CardKey, digest: Uint8Array, always: boolean): Uint8Array {
  const { module, session, key, algorithm, pin } = card;
  const { api, names } = module;
  const input = algorithm === 'rsa-pkcs1-sha256' ? digestInfo(digest) : digest;
  try {
    return asCardError(() => {
      api.C_SignInit(session, mechanismOf(names, algorithm), key);
      if (always) api.C_Login(session, names.CKU_CONTEXT_SPECIFIC, pin ?? undefined);
      return new Uint8Array(api.C_Sign(session, Buffer.from(input), Buffer.alloc(longestSignature)));
    });
  } catch (error) {
    throw isTokenThere(card) ? error : new AppError('card-removed', { cause: error });
  }
}

function mechanismOf(names: Cryptoki, algorithm: SignatureAlgorithm): Mechanism {
  if (algorithm === 'rsa-pkcs1-sha256') return { mechanism: names.CKM_RSA_PKCS };
  if (algorithm !== 'rsa-pss-sha256') return { mechanism: names.CKM_ECDSA };
  const parameter = {
    type: names.CK_PARAMS_RSA_PSS,
    hashAlg: names.CKM_SHA256,
    mgf: names.CKG_MGF1_SHA256,
    saltLen: 32,
  };
  return { mechanism: names.CKM_RSA_PKCS_PSS, parameter };
}

/** Modules of before version 2.20 do not know the attribute. */
function wantsPinEachTime({ module: { api, names }, session, key }: CardKey): boolean {
  try {
    const [attribute] = api.C_GetAttributeValue(session, key, [{ type: names.CKA_ALWAYS_AUTHENTICATE }]);
    return (attribute?.value as Buffer | undefined)?.[0] === 1;
  } catch {
    return false;
  }
}

function isTokenThere({ module: { api }, slot }: CardKey): boolean {
  try {
    if (!(api.C_GetSlotInfo(slot).flags & tokenPresent)) return false;
    api.C_GetTokenInfo(slot);
    return true;
  } catch {
    return false;
  }
}
