import { existsSync } from 'node:fs';
import type * as pkcs11js from 'pkcs11js';
import { AppError } from '../../shared/errors.ts';
import { asCardError, returnValue } from './card-error.ts';
import type { CardCertificate, CardSlot, CardToken, PinState } from './card-messages.ts';
import { isForThisProcessor } from './processor.ts';

/** The package pkcs11js, handed in by whoever found it. */
export type Cryptoki = typeof pkcs11js;
/** A loaded and initialised PKCS#11 module. */
export type CardModule = { readonly api: pkcs11js.PKCS11; readonly names: Cryptoki };

/** CKF_TOKEN_PRESENT, which the package's types lack. */
export const tokenPresent = 1;

const alreadyInitialised = 0x191;

/**
 * Loads a vendor's module into this process. Throws AppError 'card-module-missing', 'card-module-wrong-architecture',
 * 'card-module-unfit'.
 */
export function loadModule(names: Cryptoki, file: string): CardModule {
  if (!existsSync(file)) throw new AppError('card-module-missing');
  if (!isForThisProcessor(file)) throw new AppError('card-module-wrong-architecture');
  const api = new names.PKCS11();
  try {
    api.load(file);
  } catch (error) {
    throw new AppError('card-module-unfit', { cause: error });
  }
  try {
    api.C_Initialize();
  } catch (error) {
    if (returnValue(error) !== alreadyInitialised) throw new AppError('card-module-unfit', { cause: error });
  }
  return { api, names };
}

/** Every reader with its card and the certificates that show without a PIN. */
export function lookAtSlots(module: CardModule): readonly CardSlot[] {
  return asCardError(() => module.api.C_GetSlotList(false)).map((handle) => {
    const slot = slotNumber(handle);
    let reader = '';
    try {
      return asCardError(() => {
        const { slotDescription, flags } = module.api.C_GetSlotInfo(handle);
        reader = slotDescription.trim();
        const hasToken = (flags & tokenPresent) !== 0;
        return { slot, reader, token: hasToken ? readToken(module, handle) : null, problem: null };
      });
    } catch (error) {
      return { slot, reader, token: null, problem: (error as AppError).code };
    }
  });
}

function readToken(module: CardModule, handle: Buffer): CardToken {
  const { label, manufacturerID, model, serialNumber, flags } = module.api.C_GetTokenInfo(handle);
  const session = module.api.C_OpenSession(handle, module.names.CKF_SERIAL_SESSION);
  try {
    return {
      label: label.trim(),
      manufacturer: manufacturerID.trim(),
      model: model.trim(),
      serial: serialNumber.trim(),
      pin: pinState(module.names, flags),
      hasPinPad: (flags & module.names.CKF_PROTECTED_AUTHENTICATION_PATH) !== 0,
      certificates: readCertificates(module, session),
    };
  } finally {
    module.api.C_CloseSession(session);
  }
}

/** The token's own words about its PIN (PKCS#11 v2.40 §3.2, CK_TOKEN_INFO); it never tells a number of tries. */
export function pinState(names: Cryptoki, flags: number): PinState {
  if (flags & names.CKF_USER_PIN_LOCKED) return 'blocked';
  if (!(flags & names.CKF_USER_PIN_INITIALIZED)) return 'unset';
  if (flags & names.CKF_USER_PIN_FINAL_TRY) return 'last-try';
  return flags & names.CKF_USER_PIN_COUNT_LOW ? 'few-tries' : 'ok';
}

/** X.509 certificates that the session sees. */
export function readCertificates(module: CardModule, session: Buffer): readonly CardCertificate[] {
  const { api, names } = module;
  const all = findObjects(module, session, [{ type: names.CKA_CLASS, value: names.CKO_CERTIFICATE }]);
  return all.map((handle) => {
    const asked = [{ type: names.CKA_ID }, { type: names.CKA_LABEL }, { type: names.CKA_VALUE }];
    const [id, label, der] = api.C_GetAttributeValue(session, handle, asked).map(({ value }) => value as Buffer);
    return { id: id!.toString('hex'), label: label!.toString('utf8').trim(), der: new Uint8Array(der!) };
  });
}

/** Handles of the objects that fit the template. */
export function findObjects(module: CardModule, session: Buffer, template: pkcs11js.Template): Buffer[] {
  const { api } = module;
  api.C_FindObjectsInit(session, template);
  try {
    const found: Buffer[] = [];
    for (let more = api.C_FindObjects(session, 64); more.length > 0; more = api.C_FindObjects(session, 64)) {
      found.push(...more);
    }
    return found;
  } finally {
    api.C_FindObjectsFinal(session);
  }
}

/** A slot's number; handles are CK_ULONG in the machine's own width. */
export function slotNumber(handle: Buffer): number {
  return handle.length === 8 ? Number(handle.readBigUInt64LE()) : handle.readUInt32LE();
}
