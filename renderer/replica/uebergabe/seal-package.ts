import { concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Operation } from '../../../shared/change.ts';
import { hpkeSeal } from '../../../shared/crypto/hpke.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  MAX_PACKAGE_BYTES,
  PACKAGE_INFO,
  type PackageContents,
  type PackageName,
  packageAad,
} from '../../../shared/uebergabe.ts';
import type { Replica } from '../replica.ts';
import { createSealer } from '../seal.ts';

/** Main answers at most so much at once. */
const READ_BYTES = 4 * 1024 * 1024;
const encoder = new TextEncoder();

/** The bytes of a package with these changes and the files that they need, sealed for each key. Throws AppError 'too-large'. */
export async function sealPackage(
  replica: Replica,
  name: PackageName,
  { keys, operations }: { readonly keys: readonly string[]; readonly operations: readonly Operation[] },
): Promise<Uint8Array<ArrayBuffer>> {
  const contentKey = crypto.getRandomValues(new Uint8Array(32));
  const aad = packageAad(name);
  const head = { v: 1, keys: keys.map((key) => sealKey(key, contentKey, aad)) };
  const contents = await readContents(replica, operations);
  const sealer = await createSealer(contentKey);
  return concatBytes(encoder.encode(`${JSON.stringify(head)}\n`), await sealer.seal(aad, contents));
}

function sealKey(schluessel: string, contentKey: Uint8Array, aad: string): Record<string, string> {
  const ephemeral = crypto.getRandomValues(new Uint8Array(32));
  const sealed = hpkeSeal(hexToBytes(schluessel), ephemeral, { info: PACKAGE_INFO, aad }, contentKey);
  return { schluessel, enc: toBase64(sealed.enc), ciphertext: toBase64(sealed.ciphertext) };
}

async function readContents(replica: Replica, operations: readonly Operation[]): Promise<Uint8Array<ArrayBuffer>> {
  const shas = [...new Set(operations.flatMap(({ need }) => need))];
  const files: { sha: string; bytes: Uint8Array }[] = [];
  let total = 0;
  for (const sha of shas) {
    // Bytes that main lost are named by their change and missing here.
    if (!replica.unsentBlobs.has(sha)) continue;
    const bytes = await readUnsent(replica, sha);
    total += bytes.length;
    if (total > MAX_PACKAGE_BYTES) throw new AppError('too-large');
    files.push({ sha, bytes });
  }
  const contents: PackageContents = {
    operations: [...operations],
    files: files.map(({ sha, bytes }) => ({ sha, groesse: bytes.length })),
  };
  return concatBytes(encoder.encode(`${JSON.stringify(contents)}\n`), ...files.map(({ bytes }) => bytes));
}

async function readUnsent(replica: Replica, sha: string): Promise<Uint8Array> {
  const first = await replica.main.call('blob.read', { sha, offset: 0, length: READ_BYTES });
  if (first.sizeBytes > MAX_PACKAGE_BYTES) throw new AppError('too-large');
  const parts = [first.bytes];
  for (let at = first.bytes.length; at < first.sizeBytes; at += parts.at(-1)!.length) {
    const { bytes } = await replica.main.call('blob.read', { sha, offset: at, length: READ_BYTES });
    if (bytes.length === 0) throw new AppError('journal-damaged');
    parts.push(bytes);
  }
  return concatBytes(...parts);
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
