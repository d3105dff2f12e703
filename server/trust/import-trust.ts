import { createHash, X509Certificate } from 'node:crypto';
import { AppError, errorCode } from '../../shared/errors.ts';
import { commonName, readCertificate } from '../../shared/pdf/sign/certificate.ts';
import type { Db } from '../database.ts';
import { openSignedXml } from './open-signed-xml.ts';
import { readTrustList } from './read-trust-list.ts';
import { type OwnAnchor, type ReadList, readPointers, readState, storeAnchor, storeList } from './trust-store.ts';

/** What an administrator hands over: the bytes of a downloaded list, or of certificates in PEM or DER. */
export interface TrustFileInput {
  readonly name: string;
  readonly bytes: Buffer;
}

/** How files are taken in. */
export interface ImportOptions {
  /** Certificates of who may sign the list of lists, or a national list that is read without one. */
  readonly signers: readonly X509Certificate[];
  /** What certificates (not lists) are trusted for. */
  readonly service: OwnAnchor['service'];
  readonly now: Date;
}

/**
 * Takes lists and certificates into the database, the list of lists before the lists that it points to; all or none. Answers
 * one line per file. Throws AppError 'trust-list-…' or 'certificate-damaged'.
 */
export async function importTrust(db: Db, files: readonly TrustFileInput[], options: ImportOptions): Promise<string[]> {
  const lines = await importInAnyOrder(db, files.filter(isXml), options);
  for (const file of files.filter((one) => !isXml(one))) {
    for (const anchor of readAnchorFile(file, options)) {
      await storeAnchor(db, anchor);
      lines.push(`${file.name}: ${anchor.name} (${anchor.service}, ${anchor.sha})`);
    }
  }
  return lines;
}

/** A national list can be read only after the list of lists told who signs it: what is unknown now is tried again. */
async function importInAnyOrder(db: Db, files: readonly TrustFileInput[], options: ImportOptions): Promise<string[]> {
  const lines: string[] = [];
  for (let waiting = [...files]; waiting.length > 0; ) {
    const unknown: TrustFileInput[] = [];
    for (const file of waiting) {
      try {
        lines.push(`${file.name}: ${describe(await importList(db, file.bytes.toString('utf8'), options))}`);
      } catch (error) {
        if (errorCode(error) !== 'trust-list-signer-unknown') throw error;
        unknown.push(file);
      }
    }
    if (unknown.length === waiting.length) throw new AppError('trust-list-signer-unknown');
    waiting = unknown;
  }
  return lines;
}

/** Verifies and keeps one list. Throws AppError 'trust-list-rollback' when a newer one was read before. */
export async function importList(
  db: Db,
  text: string,
  { signers, now }: Pick<ImportOptions, 'signers' | 'now'>,
): Promise<ReadList> {
  const known = await knownSigners(db, signers);
  const { root, signer } = openSignedXml(
    text,
    known.map(({ certificate }) => certificate),
  );
  const list = readTrustList(root);
  // Who signs for one country signs for no other.
  const isFor = known.some(
    ({ certificate, territory }) =>
      certificate.raw.equals(signer.raw) && (territory === null || territory === list.territory),
  );
  if (!isFor || !isValidAt(signer, list.issued)) throw new AppError('trust-list-signer-unknown');
  if (list.issued > now) throw new AppError('clock-skew');
  const before = await readState(db, list.territory);
  if (before && before.sequence > list.sequence) throw new AppError('trust-list-rollback');
  await storeList(db, list, now);
  return list;
}

/** Pinned certificates may sign anything (`territory` null); those of the list of lists only what they are named for. */
interface KnownSigner {
  readonly certificate: X509Certificate;
  readonly territory: string | null;
}

async function knownSigners(db: Db, pinned: readonly X509Certificate[]): Promise<readonly KnownSigner[]> {
  const pointers = await readPointers(db);
  return [
    ...pinned.map((certificate) => ({ certificate, territory: null })),
    // The list of lists names its own next signers; those are pinned by a person, not by itself.
    ...pointers
      .filter(({ isListOfLists }) => !isListOfLists)
      .flatMap(({ territory, certificates }) =>
        certificates.map((der) => ({ certificate: new X509Certificate(Buffer.from(der, 'base64')), territory })),
      ),
  ];
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, at: Date) =>
  Date.parse(validFrom) <= at.getTime() && at.getTime() <= Date.parse(validTo);

const isXml = ({ bytes }: TrustFileInput) => /^\s*</.test(bytes.toString('utf8', 0, 200).replace(/^\uFEFF/, ''));

function describe({ territory, sequence, issued, content }: ReadList): string {
  const what = content.isListOfLists ? `${content.pointers.length} Listen` : `${content.entries.length} Dienste`;
  return `${territory} Nr. ${sequence} vom ${issued.toISOString().slice(0, 10)}, ${what}`;
}

function readAnchorFile({ bytes }: TrustFileInput, { service, now }: ImportOptions): OwnAnchor[] {
  return readCertificates(bytes).map(({ raw }) => ({
    sha: createHash('sha256').update(raw).digest('hex'),
    service,
    certificate: raw.toString('base64'),
    name: commonName(readCertificate(raw).subject).slice(0, 500),
    added: now,
  }));
}

/** All certificates of a PEM file, or the one of a DER file. Throws AppError 'certificate-damaged'. */
export function readCertificates(bytes: Buffer): X509Certificate[] {
  try {
    const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new AppError('certificate-damaged', { cause });
  }
}
