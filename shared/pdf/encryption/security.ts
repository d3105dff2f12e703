import { AppError, type ErrorCode } from '../../errors.ts';
import type { Fuel } from '../file/fuel.ts';
import { isArray, isDict, isType, nameOf, type PdfDict, type PdfObject } from '../file/objects.ts';
import type { NewObject } from '../file/serialize.ts';
import type { CipherMethod, Encryption } from './encryption-dict.ts';
import { legacyOwnerKey, legacyUserKey } from './legacy-key.ts';
import { confirmedPermissions, modernOwnerKey, modernUserKey } from './modern-key.ts';
import { type ObjectCipher, objectCipher } from './object-cipher.ts';
import { passwordBytes } from './password-bytes.ts';

/** The opened encryption of a file: deciphers what is read and enciphers what is written, object by object. */
export class Security {
  readonly encryption: Encryption;
  /** Opened by the owner's password: the permissions do not bind. */
  readonly isOwner: boolean;
  /** /P as a signed integer of 32 bits (table 22). */
  readonly permissions: number;
  private readonly fileKey: Uint8Array;

  constructor(encryption: Encryption, fileKey: Uint8Array, isOwner: boolean) {
    this.encryption = encryption;
    this.fileKey = fileKey;
    this.isOwner = isOwner;
    this.permissions = encryption.revision >= 5 ? confirmedPermissions(encryption, fileKey) : encryption.permissions;
  }

  /** An object as it was read, its strings deciphered; the bytes of a stream are deciphered when they are asked for. */
  decryptStrings(object: PdfObject, num: number, gen: number): PdfObject {
    const { strings } = this.encryption;
    if (strings === 'none' || isPlainStream(object)) return object;
    const cipher = this.cipher(num, gen);
    return mapStrings(object, (bytes) => cipher.decrypt(strings, bytes));
  }

  /** The bytes of a stream, deciphered, its other filters still on. */
  decryptStream(dict: PdfDict, num: number, gen: number, bytes: Uint8Array): Uint8Array {
    return this.cipher(num, gen).decrypt(this.streamMethod(dict), bytes);
  }

  /** A new object as it goes to the file. Verbatim values (the /Contents and /ByteRange of a signature) stay. */
  encrypt(object: NewObject, num: number, gen: number): NewObject {
    const cipher = this.cipher(num, gen);
    const { strings } = this.encryption;
    const mapped = (dict: PdfObject): PdfObject => mapStrings(dict, (bytes) => cipher.encrypt(strings, bytes));
    if (object !== null && typeof object === 'object' && 'dict' in object && !('type' in object)) {
      const dict = mapped(object.dict) as PdfDict;
      if ('verbatim' in object) return { dict, verbatim: object.verbatim };
      return { dict, bytes: cipher.encrypt(this.streamMethod(object.dict), object.bytes) };
    }
    return mapped(object);
  }

  private cipher(num: number, gen: number): ObjectCipher {
    return objectCipher(this.fileKey, num, gen);
  }

  /** §7.6.6: a stream may name its own crypt filter; cross-reference streams are never enciphered. */
  private streamMethod(dict: PdfDict): CipherMethod {
    const { filters, streams, embeddedFiles, encryptsMetadata } = this.encryption;
    const type = nameOf(dict.get('Type'));
    if (type === 'XRef') return 'none';
    const [filter] = listOf(dict.get('Filter'));
    if (nameOf(filter) === 'Crypt') {
      const [parms] = listOf(dict.get('DecodeParms'));
      const method = filters.get((isDict(parms) ? nameOf(parms.get('Name')) : undefined) ?? 'Identity');
      if (method === undefined) throw new AppError('pdf-encryption-unknown');
      return method;
    }
    if (type === 'Metadata' && !encryptsMetadata) return 'none';
    return type === 'EmbeddedFile' ? embeddedFiles : streams;
  }
}

/**
 * Tries the password as the owner's, then as the user's; without one the empty password, which many protected files have.
 * Answers the code when it opens nothing: 'pdf-encrypted' (none was given) or 'pdf-password-wrong'.
 */
export function openSecurity(
  encryption: Encryption,
  password: string | undefined,
  fuel: Fuel,
): Security | Extract<ErrorCode, 'pdf-encrypted' | 'pdf-password-wrong'> {
  const isNew = encryption.revision >= 5;
  for (const bytes of passwordBytes(password ?? '', encryption.revision)) {
    const owner = isNew ? modernOwnerKey(encryption, bytes, fuel) : legacyOwnerKey(encryption, bytes);
    if (owner !== null) return new Security(encryption, owner, true);
    const user = isNew ? modernUserKey(encryption, bytes, fuel) : legacyUserKey(encryption, bytes);
    if (user !== null) return new Security(encryption, user, false);
  }
  return password === undefined || password === '' ? 'pdf-encrypted' : 'pdf-password-wrong';
}

/** A stream's dictionary without the crypt filter, which has done its work when the bytes are deciphered. */
export function withoutCryptFilter(dict: PdfDict): PdfDict {
  const filters = listOf(dict.get('Filter'));
  if (nameOf(filters[0]) !== 'Crypt') return dict;
  return new Map([...dict, ['Filter', filters.slice(1)], ['DecodeParms', listOf(dict.get('DecodeParms')).slice(1)]]);
}

function listOf(object: PdfObject | undefined): readonly PdfObject[] {
  return isArray(object) ? object : [object ?? null];
}

function isPlainStream(object: PdfObject): boolean {
  return isType(object, 'stream') && nameOf(object.dict.get('Type')) === 'XRef';
}

/** The object with its strings changed; the /Contents of a signature is never enciphered (§7.6.2). */
function mapStrings(object: PdfObject, change: (bytes: Uint8Array) => Uint8Array): PdfObject {
  if (isType(object, 'string')) return { type: 'string', bytes: change(object.bytes) };
  if (isType(object, 'stream')) return { ...object, dict: mapStrings(object.dict, change) as PdfDict };
  if (isArray(object)) return object.map((item) => mapStrings(item, change));
  if (!isDict(object)) return object;
  const isSignature = object.has('ByteRange');
  return new Map(
    [...object].map(([key, value]) => [key, isSignature && key === 'Contents' ? value : mapStrings(value, change)]),
  );
}
