import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Operation, operationPayload } from '../../../shared/change.ts';
import { isSignedBy } from '../../../shared/crypto/es256.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  originHash,
  type PackageContents,
  type PackageName,
  packageAad,
  packageContentsSchema,
  packageHeadSchema,
} from '../../../shared/uebergabe.ts';
import { bytesContent, hashContent } from '../content.ts';
import type { Replica } from '../replica.ts';
import { createSealer } from '../seal.ts';
import { signerOf } from './receivers.ts';

/** A package as its record names it. */
export interface NamedPackage extends PackageName {
  readonly sha: string;
  readonly operationen: readonly string[];
}

/** What came out of a package. */
export interface OpenedPackage {
  readonly operations: readonly Operation[];
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/**
 * Opens a package after main's access record is on disk, and checks every change in it: signed by a device of the author, about
 * this Akte, and one of those that the record names. Throws AppError 'package-not-for-device', 'package-damaged',
 * 'package-forged'.
 */
export async function openPackage(
  replica: Replica,
  name: NamedPackage,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<OpenedPackage> {
  const { head, sealed } = splitPackage(bytes);
  const { publicKey } = await replica.main.call('package.key', {});
  const own = head.keys.find(({ schluessel }) => schluessel === publicKey);
  if (!own) throw new AppError('package-not-for-device');
  const { id, akte, sha } = name;
  const aad = packageAad(name);
  const parts = { enc: fromBase64(own.enc), ciphertext: fromBase64(own.ciphertext) };
  const { key } = await replica.main.call('package.open', { akte, uebergabe: id, sha, aad, ...parts });
  const sealer = await createSealer(key);
  const plain = await sealer.open(aad, sealed).catch((cause: unknown) => {
    throw new AppError('package-damaged', { cause });
  });
  const { line, rest } = firstLine(plain);
  const contents = parsed(packageContentsSchema, line);
  mustBeFrom(replica, name, contents);
  return { operations: contents.operations, files: await splitFiles(contents, rest) };
}

function splitPackage(bytes: Uint8Array<ArrayBuffer>) {
  const { line, rest } = firstLine(bytes);
  return { head: parsed(packageHeadSchema, line), sealed: rest };
}

/** Whatever is wrong here, somebody else than the author had a hand in it. */
function mustBeFrom(replica: Replica, { akte, von, operationen }: NamedPackage, { operations }: PackageContents): void {
  const named = new Set(operationen);
  const hashes = new Set(operations.map(originHash));
  const isWhole = hashes.size === operations.length && hashes.size === named.size;
  const isGenuine = (operation: Operation) =>
    operation.actor === von &&
    operation.akte === akte &&
    named.has(originHash(operation)) &&
    isSigned(operation, signerOf(replica, operation.dev), von);
  if (!isWhole || !operations.every(isGenuine)) throw new AppError('package-forged');
}

function isSigned(operation: Operation, signer: ReturnType<typeof signerOf>, von: string): boolean {
  if (signer?.person !== von) return false;
  const hash = sha256(new TextEncoder().encode(operationPayload(operation)));
  if (bytesToHex(hash) !== operation.h) return false;
  return isSignedBy(signer.publicKey, hash, operation.sig);
}

async function splitFiles({ files }: PackageContents, rest: Uint8Array<ArrayBuffer>): Promise<OpenedPackage['files']> {
  const all = new Map<string, Uint8Array<ArrayBuffer>>();
  let at = 0;
  for (const { sha, groesse } of files) {
    const bytes = rest.slice(at, at + groesse);
    at += groesse;
    if ((await hashContent(bytesContent(bytes))) !== sha) throw new AppError('package-damaged');
    all.set(sha, bytes);
  }
  if (at !== rest.length) throw new AppError('package-damaged');
  return all;
}

function firstLine(bytes: Uint8Array<ArrayBuffer>): { line: string; rest: Uint8Array<ArrayBuffer> } {
  const end = bytes.indexOf(10);
  if (end < 0) throw new AppError('package-damaged');
  return { line: new TextDecoder().decode(bytes.subarray(0, end)), rest: bytes.subarray(end + 1) };
}

function parsed<T>(schema: { parse(value: unknown): T }, line: string): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError('package-damaged', { cause });
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
