import { createDecipheriv, hash as hashOnce, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';
import { AppError } from '../../shared/errors.ts';
import { child, children, type Der, oidText, tags } from '../../shared/pdf/sign/der.ts';

// More rounds than any program writes; a hostile file must not keep the process busy for minutes.
const mostIterations = 5_000_000;

const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const ciphers: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};

const pbes2 = '1.2.840.113549.1.5.13';
const legacy: Readonly<Record<string, { readonly name: 'des-ede3-cbc' | 'rc2'; readonly keyBytes: number }>> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', keyBytes: 24 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2', keyBytes: 5 },
};

/** The digest of an algorithm identifier's OID (plain or HMAC); throws AppError 'key-algorithm-refused'. */
export function digestName(oid: Der): string {
  const name = digests[oidText(oid)];
  if (name === undefined) throw new AppError('key-algorithm-refused');
  return name;
}

/** Decrypts by PBES2 (RFC 8018 §6.2) or the legacy schemes of RFC 7292 appendix C. A failing padding means the password. */
export function decryptPbe(algorithm: Der, data: Uint8Array, password: string): Uint8Array {
  const scheme = oidText(child(algorithm, 0));
  const parms = child(algorithm, 1, tags.sequence);
  const old = legacy[scheme];
  if (scheme !== pbes2 && old === undefined) throw new AppError('key-algorithm-refused');
  return old === undefined ? decryptPbes2(parms, data, password) : decryptLegacy(old, parms, data, password);
}

function decryptPbes2(parms: Der, data: Uint8Array, password: string): Uint8Array {
  const derivation = child(parms, 0, tags.sequence);
  const encryption = child(parms, 1, tags.sequence);
  if (oidText(child(derivation, 0)) !== '1.2.840.113549.1.5.12') throw new AppError('key-algorithm-refused');
  // PBKDF2-params ::= SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 }
  const details = children(child(derivation, 1, tags.sequence));
  const [salt, iterations] = details;
  const prf = details.find((part) => part.tag === tags.sequence);
  const cipher = ciphers[oidText(child(encryption, 0))];
  if (salt === undefined || iterations === undefined) throw new AppError('key-file-damaged');
  if (cipher === undefined) throw new AppError('key-algorithm-refused');
  const hash = prf === undefined ? 'sha1' : digestName(child(prf, 0));
  const key = pbkdf2Sync(password, salt.body, iterationCount(iterations), cipher.keyBytes, hash);
  return decrypt(cipher.name, key, child(encryption, 1, tags.octetString).body, data);
}

function decryptLegacy(
  scheme: { readonly name: 'des-ede3-cbc' | 'rc2'; readonly keyBytes: number },
  parms: Der,
  data: Uint8Array,
  password: string,
): Uint8Array {
  const salt = child(parms, 0, tags.octetString).body;
  const rounds = iterationCount(child(parms, 1));
  const secret = bmpPassword(password);
  const key = derivePkcs12('sha1', secret, salt, rounds, 1, scheme.keyBytes);
  const iv = derivePkcs12('sha1', secret, salt, rounds, 2, 8);
  return scheme.name === 'rc2' ? decryptRc2(key, iv, data) : decrypt(scheme.name, key, iv, data);
}

function decrypt(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  } catch (error) {
    throw new AppError('key-password-wrong', { cause: error });
  }
}

/** RC2 exists neither in OpenSSL 3's default provider nor in Electron's library. */
function decryptRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const decipher = forge.rc2.createDecryptionCipher(binary(key), key.length * 8);
  decipher.start(binary(iv));
  decipher.update(forge.util.createBuffer(binary(data)));
  if (!decipher.finish()) throw new AppError('key-password-wrong');
  return Buffer.from(decipher.output.getBytes(), 'latin1');
}

function iterationCount(element: Der): number {
  const count = element.body.reduce((sum, byte) => sum * 256 + byte, 0);
  if (element.tag !== tags.integer || count < 1 || count > mostIterations) throw new AppError('key-file-damaged');
  return count;
}

/** UTF-16BE with a closing zero (RFC 7292 appendix B.1). */
export function bmpPassword(password: string): Uint8Array {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** The derivation of RFC 7292 appendix B.2; `purpose` 1 key, 2 initial vector, 3 MAC. */
export function derivePkcs12(
  hash: string,
  secret: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  purpose: 1 | 2 | 3,
  size: number,
): Uint8Array {
  if (rounds < 1 || rounds > mostIterations) throw new AppError('key-file-damaged');
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([stretch(salt, block), stretch(secret, block)]);
  const out: Buffer[] = [];
  for (let made = 0; made < size; ) {
    // Thousands of rounds over a few bytes: a Hash object for each would cost more than the hashing.
    let digest = hashOnce(hash, Buffer.concat([diversifier, input]), 'buffer');
    for (let round = 1; round < rounds; round++) digest = hashOnce(hash, digest, 'buffer');
    out.push(digest);
    made += digest.length;
    addToBlocks(input, stretch(digest, block), block);
  }
  return Buffer.concat(out).subarray(0, size);
}

function stretch(bytes: Uint8Array, block: number): Buffer {
  const size = bytes.length === 0 ? 0 : block * Math.ceil(Math.max(bytes.length, 1) / block);
  return Buffer.from(Uint8Array.from({ length: size }, (_, i) => bytes[i % bytes.length]!));
}

/** Every block of `input` becomes (block + addend + 1) modulo 2^(8·block). */
function addToBlocks(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let i = block - 1; i >= 0; i--) {
      carry += input[start + i]! + addend[i]!;
      input[start + i] = carry & 255;
      carry >>= 8;
    }
  }
}
