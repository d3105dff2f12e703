import { connectCard } from '../../electron/signer/card-client.ts';
import type { CardSlot } from '../../electron/signer/card-messages.ts';
import { forkCardProcess } from '../../electron/signer/fork-card-process.ts';
import type { SigningKey } from '../../electron/signer/open-pkcs12.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { readCertificate } from '../../shared/pdf/sign/certificate.ts';

/** Where the seal's key lies in a hardware security module (PKCS#11), and what opens it. */
export interface ModuleSettings {
  /** The vendor's library. */
  readonly module: string;
  /** Label of the token; null: the only one. */
  readonly token: string | null;
  /** CKA_ID in hexadecimal, or label; null: the only one to sign with. */
  readonly certificate: string | null;
  readonly pin: string;
  /** The bundle of electron/signer/card-process.ts, and the environment that the vendor's library reads. */
  readonly processFile: string;
  readonly env: NodeJS.ProcessEnv;
}

// The one document of a session.
const only = 'the document';

/**
 * A key in a module, tried once. Each signature has a process of its own, which is ended whatever the vendor's library does
 * in it; a module that was away is found again. After a refused PIN it is not tried again before the next start, because the
 * module would block it. Throws AppError 'card-…' for everything a module can lack.
 */
export async function openSealModule(settings: ModuleSettings): Promise<SigningKey> {
  let refusedPin: ErrorCode | null = null;

  const withKey = async <T>(work: (key: OpenedModule) => Promise<T>): Promise<T> => {
    if (refusedPin !== null) throw new AppError(refusedPin);
    const card = connectCard(forkCardProcess(settings.processFile, settings.env));
    try {
      const { module, pin, certificate } = settings;
      const slot = slotOf(await card.look(module), settings.token);
      const opening = { module, slot, pin, certificate, algorithm: null, validity: 'later' } as const;
      const opened = await card.open(opening, [only]);
      return await work({ ...opened, sign: (digest) => card.sign(only, digest) });
    } catch (error) {
      if (errorCode(error).startsWith('card-pin-')) refusedPin = errorCode(error);
      throw error;
    } finally {
      card.kill();
    }
  };

  const { certificates, algorithm } = await withKey(async (opened) => opened);
  const signer = certificates[0] ?? new Uint8Array();
  return {
    chain: certificates,
    certificate: readCertificate(signer),
    algorithm,
    signDigest: (digest) =>
      withKey((opened) => {
        // Another certificate in its place would be another seal.
        if (!isSame(opened.certificates[0], signer)) throw new AppError('card-certificate-unknown');
        return opened.sign(digest);
      }),
  };
}

interface OpenedModule extends Awaited<ReturnType<ReturnType<typeof connectCard>['open']>> {
  sign(digest: Uint8Array): Promise<Uint8Array>;
}

/** Slot numbers change when a module starts anew; labels stay. */
function slotOf(slots: readonly CardSlot[], label: string | null): number {
  const fitting = slots.filter(
    ({ token }) => token !== null && token.pin !== 'unset' && [null, token.label].includes(label),
  );
  const [first, second] = fitting;
  if (!first) throw new AppError(slots.some(({ token }) => token !== null) ? 'card-slot-unknown' : 'card-missing');
  if (second) throw new AppError('card-several-certificates');
  return first.slot;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}
