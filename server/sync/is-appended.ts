import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Operation } from '../../shared/change.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Db } from '../database.ts';
import { readRecord } from '../store-record.ts';

/** Do the bytes of a Primaerdokument begin with those of its Version, and go on behind them (S43)? */
export async function isAppended(db: Db, blobs: BlobStore, { set }: Operation): Promise<boolean> {
  const version = await readRecord(db, 'version', String(set.version));
  const original = Number(version?.felder.groesse);
  if (!version || original === 0 || !(Number(set.groesse) > original)) return false;
  const hash = createHash('sha256');
  await pipeline(await blobs.read(String(set.sha), { start: 0, end: original - 1 }), hash);
  return hash.digest('hex') === version.felder.sha;
}
