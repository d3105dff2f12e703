import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Db } from '../database.ts';
import { readMeta } from '../read-meta.ts';
import { importTrust, readCertificates } from '../trust/import-trust.ts';
import { issueSnapshot } from '../trust/issue-snapshot.ts';
import { readSnapshotKey } from '../trust/snapshot-key.ts';
import { newestDocument, type OwnAnchor, readAnchors, readLists, removeTrust } from '../trust/trust-store.ts';

/** What `trust import` was told besides the files. */
export interface TrustOptions {
  /** PEM file with the certificates of the signers of the list of lists. */
  readonly signersFile: string | undefined;
  readonly service: OwnAnchor['service'];
}

/** Reads downloaded lists and certificates and hands out the result to every device. */
export async function trustImport(db: Db, files: readonly string[], options: TrustOptions): Promise<string> {
  const signers = options.signersFile ? readCertificates(await read(options.signersFile)) : [];
  const inputs = await Promise.all(files.map(async (file) => ({ name: path.basename(file), bytes: await read(file) })));
  const now = new Date();
  const lines = await importTrust(db, inputs, { signers, service: options.service, now });
  return [...lines, await issue(db, now)].join('\n');
}

/** Every list and every own certificate. */
export async function trustList(db: Db): Promise<string> {
  const lists = (await readLists(db)).map(({ territory, sequence, issued, nextUpdate, readAt, content }) =>
    [territory, `Nr. ${sequence}`, day(issued), day(nextUpdate), day(readAt), content.entries.length].join('\t'),
  );
  const anchors = (await readAnchors(db)).map(({ sha, service, name, added }) =>
    [service, name, day(added), sha].join('\t'),
  );
  return [...lists, ...anchors].join('\n');
}

/** Ends the trust in a list (by its country) or an own certificate (by its SHA-256). Throws AppError 'not-found'. */
export async function trustRemove(db: Db, subject: string): Promise<string> {
  await removeTrust(db, subject);
  return issue(db, new Date());
}

/** The newest signed list, for the command line. Throws AppError 'not-found'. */
export async function trustExport(db: Db): Promise<string> {
  const document = await newestDocument(db);
  if (document === null) throw new AppError('not-found');
  return document.document;
}

/** The public key that checks the signed lists, PEM. */
export async function trustKey(db: Db): Promise<string> {
  return (await readSnapshotKey(db)).publicPem.trim();
}

async function issue(db: Db, now: Date): Promise<string> {
  const authority = await readMeta(db, 'authority', () => 'Behörde');
  const number = await issueSnapshot(db, { key: await readSnapshotKey(db), authority, now });
  return `Vertrauensliste ${number} steht den Arbeitsplätzen bereit`;
}

async function read(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new AppError('file-not-found', { cause });
  });
}

const day = (time: Date | null) => time?.toISOString().slice(0, 10) ?? '–';
