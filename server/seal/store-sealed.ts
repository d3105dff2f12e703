import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';
import type { Caller } from '../route.ts';
import { lockRecord, readRecord, storeWhole } from '../store-record.ts';
import { isFrozen } from '../sync/load-gang.ts';
import type { Seal } from './open-seal.ts';

/** The sealed bytes, of which Version, under which ids, and on whose word. */
export interface SealedVersion {
  readonly caller: Caller;
  readonly seal: Seal;
  readonly version: FuehrenderDatensatz;
  readonly sealed: Uint8Array;
  /** Id of the Version to be, chosen by the workstation: asking twice seals once. */
  readonly id: string;
  readonly at: Date;
}

/**
 * Keeps the bytes first, then Version, Ereignis and log entry in one transaction; the change feed tells every workstation.
 * Throws AppError 'version-unknown' when the Dokument got another Version of this id meanwhile, 'dokument-frozen' when it was
 * finally signed.
 */
export async function storeSealed(context: ServerContext, order: SealedVersion): Promise<void> {
  const sha = createHash('sha256').update(order.sealed).digest('hex');
  await context.blobs.keep(sha, order.sealed);
  await transaction(context.pool, (db) => storeRecords(db, order, sha));
}

async function storeRecords(db: Db, order: SealedVersion, sha: string): Promise<void> {
  const { caller, seal, version, sealed, id, at } = order;
  const dokument = await lockRecord(db, 'dokument', String(version.felder.dokument));
  if (!dokument || (await readRecord(db, 'version', id))) throw new AppError('version-unknown');
  if (await isFrozen(db, dokument)) throw new AppError('dokument-frozen');
  const { akte } = dokument;
  const time = at.toISOString();
  await db.query('insert into blob values ($1, $2, $3) on conflict do nothing', [sha, sealed.length, at]);
  const felder = {
    ...version.felder,
    nummer: (await highestNumber(db, dokument.id)) + 1,
    vorgaenger: version.id,
    sha,
    groesse: sealed.length,
    entstehung: 'unterschrift',
    erstelltVon: caller.person,
    erstellt: time,
  };
  await storeWhole(db, { art: 'version', id, akte, felder });
  const act = {
    ereignistyp: 'unterschrift',
    bezugArt: 'dokument',
    bezug: dokument.id,
    versionSha: sha,
    text: `Mit dem Siegel der Behörde versehen: ${seal.subject}`,
    von: caller.person,
    zeit: time,
  };
  await storeWhole(db, { art: 'ereignis', id: `${id}.siegel`, akte, felder: act });
  await db.query('insert into siegelung values ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    version.id,
    caller.person,
    caller.device,
    sha,
    seal.certificateSha,
    at,
  ]);
}

async function highestNumber(db: Db, dokument: string): Promise<number> {
  const { rows } = await db.query<{ nummer: number }>(
    `select coalesce(max((d -> 'felder' ->> 'nummer')::int), 0) as nummer
       from datensatz where art = 'version' and d -> 'felder' ->> 'dokument' = $1`,
    [dokument],
  );
  return rows[0]!.nummer;
}
