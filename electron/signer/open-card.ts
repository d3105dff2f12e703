import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import { type Certificate, commonName, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import { possibleAlgorithms } from '../../shared/pdf/sign/signature-algorithm.ts';
import { asCardError } from './card-error.ts';
import type { CardCertificate, CardOpening, PinState } from './card-messages.ts';
import { type CardModule, findObjects, pinState, readCertificates, slotNumber, tokenPresent } from './card-module.ts';
import { makeCardSigning } from './card-signing.ts';
import { chainOf } from './certificate-chain.ts';
import type { UsableKey } from './signer-session.ts';

/** A certificate and the private key beside it. */
type Pair = { readonly held: CardCertificate; readonly certificate: Certificate; readonly key: Buffer };

const afterWrongPin: Readonly<Record<PinState, ErrorCode>> = {
  ok: 'card-pin-wrong',
  'few-tries': 'card-pin-wrong-few-tries',
  'last-try': 'card-pin-wrong-last-try',
  blocked: 'card-pin-blocked',
  unset: 'card-pin-unset',
};

/**
 * Logs in to the card and finds the key to sign with: the certificate asked for, or the only one, or the only one meant for
 * nonRepudiation. Throws AppError 'card-…' for everything a card can lack, and what a key file throws for its certificate.
 */
export function openCard(module: CardModule, opening: CardOpening, now: Date): UsableKey {
  return asCardError(() => {
    const slot = findSlot(module, opening.slot);
    const session = module.api.C_OpenSession(slot, module.names.CKF_SERIAL_SESSION);
    try {
      logIn(module, slot, session, opening.pin);
      const all = readCertificates(module, session);
      const { certificate, key } = choosePair(readPairs(module, session, all), opening.certificate);
      if (opening.validity === 'now') requireUsable(certificate, now);
      const algorithm = chooseMechanism(module, slot, certificate, opening.algorithm);
      const certificates = chainOf(certificate, readable(all));
      const signDigest = makeCardSigning({ module, slot, session, key, certificate, algorithm, pin: opening.pin });
      return { certificates, algorithm, subject: commonName(certificate.subject), signDigest };
    } catch (error) {
      // The next attempt begins anew; closing the last session also logs out.
      closeQuietly(module, session);
      throw error;
    }
  });
}

function closeQuietly({ api }: CardModule, session: Buffer): void {
  try {
    api.C_CloseSession(session);
  } catch {
    // The card is gone, and its sessions with it.
  }
}

function findSlot({ api }: CardModule, wanted: number): Buffer {
  const slot = api.C_GetSlotList(false).find((handle) => slotNumber(handle) === wanted);
  if (slot === undefined) throw new AppError('card-slot-unknown');
  if (!(api.C_GetSlotInfo(slot).flags & tokenPresent)) throw new AppError('card-missing');
  return slot;
}

/** A blocked PIN and an empty one are refused before they cost a try. */
function logIn({ api, names }: CardModule, slot: Buffer, session: Buffer, pin: string | null): void {
  const { flags } = api.C_GetTokenInfo(slot);
  const before = pinState(names, flags);
  if (before === 'blocked' || before === 'unset') throw new AppError(afterWrongPin[before]);
  const hasPinPad = (flags & names.CKF_PROTECTED_AUTHENTICATION_PATH) !== 0;
  if (pin === '' || (pin === null && !hasPinPad)) throw new AppError('card-pin-missing');
  try {
    asCardError(() => api.C_Login(session, names.CKU_USER, pin ?? undefined));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'card-pin-wrong') throw error;
    throw new AppError(afterWrongPin[pinState(names, api.C_GetTokenInfo(slot).flags)], { cause: error });
  }
}

/** Certificates with the private key of the same CKA_ID. */
function readPairs(module: CardModule, session: Buffer, all: readonly CardCertificate[]): readonly Pair[] {
  const { api, names } = module;
  const keys = findObjects(module, session, [{ type: names.CKA_CLASS, value: names.CKO_PRIVATE_KEY }]);
  const byId = new Map(
    keys.map((key) => [
      (api.C_GetAttributeValue(session, key, [{ type: names.CKA_ID }])[0]!.value as Buffer).toString('hex'),
      key,
    ]),
  );
  const pairs = all.flatMap((held) => {
    const key = byId.get(held.id);
    return key === undefined ? [] : [{ held, certificate: readCertificate(held.der), key }];
  });
  if (pairs.length > 0) return pairs;
  if (keys.length > 0) throw new AppError('card-certificate-missing');
  throw new AppError(all.length > 0 ? 'card-key-missing' : 'card-empty');
}

function choosePair(pairs: readonly Pair[], wanted: string | null): Pair {
  const fitting = pairs.filter(
    ({ held }) => wanted === null || held.id === wanted.toLowerCase() || held.label === wanted,
  );
  const [first, second] = fitting;
  if (first === undefined) throw new AppError('card-certificate-unknown');
  if (second === undefined) return first;
  const [meant, other] = fitting.filter(({ certificate }) => certificate.keyUsage?.has(1));
  if (meant === undefined || other !== undefined) throw new AppError('card-several-certificates');
  return meant;
}

function chooseMechanism(
  { api, names }: CardModule,
  slot: Buffer,
  certificate: Certificate,
  wanted: SignatureAlgorithm | null,
): SignatureAlgorithm {
  const known = new Set(api.C_GetMechanismList(slot));
  const chosen = possibleAlgorithms(certificate).find((algorithm) => {
    if (wanted !== null && algorithm !== wanted) return false;
    if (algorithm === 'rsa-pkcs1-sha256') return known.has(names.CKM_RSA_PKCS);
    return known.has(algorithm === 'rsa-pss-sha256' ? names.CKM_RSA_PKCS_PSS : names.CKM_ECDSA);
  });
  if (chosen === undefined) throw new AppError('key-algorithm-refused');
  return chosen;
}

/** Certificates of issuers; one that cannot be read only shortens the chain. */
function readable(all: readonly CardCertificate[]): Certificate[] {
  return all.flatMap(({ der }) => {
    try {
      return [readCertificate(der)];
    } catch {
      return [];
    }
  });
}
