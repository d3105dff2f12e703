import { AppError } from '../../errors.ts';
import { isDict, isType, nameOf, numberOf, type PdfDict, type PdfObject } from '../file/objects.ts';
import { hex } from '../file/serialize.ts';

/** How strings or streams are enciphered (ISO 32000-2 table 25); `none` = they are not. */
export type CipherMethod = 'none' | 'rc4' | 'aes128' | 'aes256';

/** The /Encrypt dictionary of the standard security handler (§7.6.4), with the half of /ID that its keys depend on. */
export type Encryption = {
  /** /R: 2 to 4 derive the key by MD5 and RC4, 5 and 6 by SHA-2 and AES. */
  readonly revision: number;
  readonly keyBytes: number;
  /** /O and /U, and in revisions 5 and 6 /OE, /UE and /Perms. */
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  readonly ownerKey: Uint8Array;
  readonly userKey: Uint8Array;
  readonly perms: Uint8Array;
  /** /P as a signed integer of 32 bits (table 22). */
  readonly permissions: number;
  readonly id: Uint8Array;
  readonly encryptsMetadata: boolean;
  readonly strings: CipherMethod;
  readonly streams: CipherMethod;
  readonly embeddedFiles: CipherMethod;
  /** The crypt filters by name; `Identity` is always among them. */
  readonly filters: ReadonlyMap<string, CipherMethod>;
  /** Equal for two revisions that one key opens. */
  readonly fingerprint: string;
};

type Resolve = (object: PdfObject | undefined) => PdfObject;

const knownRevisions: Readonly<Record<number, readonly number[]>> = { 1: [2, 3], 2: [2, 3], 4: [4], 5: [5, 6] };

/** Reads it. Throws AppError 'pdf-encryption-unknown' for other handlers and for versions that nobody has published. */
export function readEncryption(dict: PdfDict, id: PdfObject | undefined, resolve: Resolve): Encryption {
  const number = (key: string): number | undefined => numberOf(resolve(dict.get(key)));
  const version = number('V') ?? 0;
  const revision = number('R') ?? 0;
  const isKnown = nameOf(resolve(dict.get('Filter'))) === 'Standard' && knownRevisions[version]?.includes(revision);
  if (!isKnown) throw unknown();
  const bytes = (key: string, least: number): Uint8Array => {
    const value = resolve(dict.get(key));
    if (!isType(value, 'string') || value.bytes.length < least) throw unknown();
    // Some producers pad with zeros.
    return value.bytes.subarray(0, least);
  };
  const isNew = revision >= 5;
  const none = new Uint8Array(0);
  const read = {
    revision,
    keyBytes: keyLength(version, number('Length') ?? 40),
    owner: bytes('O', isNew ? 48 : 32),
    user: bytes('U', isNew ? 48 : 32),
    ownerKey: isNew ? bytes('OE', 32) : none,
    userKey: isNew ? bytes('UE', 32) : none,
    perms: isNew ? bytes('Perms', 16) : none,
    permissions: (number('P') ?? 0) | 0,
    id: idOf(resolve(id)),
    encryptsMetadata: version < 4 || resolve(dict.get('EncryptMetadata')) !== false,
    ...ciphersOf(version, dict, resolve),
  };
  return { ...read, fingerprint: fingerprintOf(read) };
}

function idOf(object: PdfObject): Uint8Array {
  return isType(object, 'string') ? object.bytes : new Uint8Array(0);
}

function keyLength(version: number, bits: number): number {
  if (version === 1) return 5;
  if (version === 4) return 16;
  if (version === 5) return 32;
  if (bits % 8 !== 0 || bits < 40 || bits > 128) throw unknown();
  return bits / 8;
}

type Ciphers = Pick<Encryption, 'strings' | 'streams' | 'embeddedFiles' | 'filters'>;

/** Versions 4 and 5 name crypt filters (§7.6.6); before them everything was RC4. */
function ciphersOf(version: number, dict: PdfDict, resolve: Resolve): Ciphers {
  const filters = new Map<string, CipherMethod>();
  if (version < 4) return { strings: 'rc4', streams: 'rc4', embeddedFiles: 'rc4', filters };
  const defined = resolve(dict.get('CF'));
  for (const [name, value] of isDict(defined) ? defined : []) {
    const filter = resolve(value);
    filters.set(name, methodOf(isDict(filter) ? nameOf(resolve(filter.get('CFM'))) : undefined, version));
  }
  filters.set('Identity', 'none');
  const used = (key: string, otherwise: CipherMethod): CipherMethod => {
    const name = nameOf(resolve(dict.get(key)));
    const method = name === undefined ? otherwise : filters.get(name);
    if (method === undefined) throw unknown();
    return method;
  };
  const streams = used('StmF', 'none');
  return { strings: used('StrF', 'none'), streams, embeddedFiles: used('EFF', streams), filters };
}

function methodOf(cfm: string | undefined, version: number): CipherMethod {
  if (cfm === undefined || cfm === 'None') return 'none';
  if (version === 4 && cfm === 'V2') return 'rc4';
  if (version === 4 && cfm === 'AESV2') return 'aes128';
  if (version === 5 && cfm === 'AESV3') return 'aes256';
  throw unknown();
}

function fingerprintOf(read: Omit<Encryption, 'fingerprint'>): string {
  const plain = [read.revision, read.keyBytes, read.permissions, read.encryptsMetadata, read.strings, read.streams];
  const secret = [read.owner, read.user, read.ownerKey, read.userKey, read.perms, read.id];
  const filters = [...read.filters].map((entry) => entry.join('='));
  return [...plain, read.embeddedFiles, ...filters, ...secret.map(hex)].join(' ');
}

function unknown(): AppError {
  return new AppError('pdf-encryption-unknown');
}
