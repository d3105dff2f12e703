import pg from 'pg';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Db } from '../database.ts';
import { loadPerson } from '../load-facts.ts';
import type { Caller } from '../route.ts';
import { admitOperation } from './admit-operation.ts';
import { applyOperation } from './apply-operation.ts';
import { findReissued } from './find-reissued.ts';
import type { Outcome } from './outcome.ts';
import type { SignedLine } from './parse-operation.ts';

/**
 * Decides one operation inside one transaction: known already, also under the number it had on a device that this one replaces
 * -> the stored result; a gap -> say so; else decide, store the decision beside its effects. Throws AppError 'device-fork' when the device's history is not the one we know (S11).
 */
export async function receiveOperation(
  db: Db,
  on: {
    readonly context: ServerContext;
    readonly caller: Caller;
    readonly signed: SignedLine;
    readonly lostBlobs: ReadonlySet<string>;
  },
): Promise<PushResult> {
  const { context, caller, signed, lostBlobs } = on;
  const { n, h, prev } = signed.envelope;
  const { last_n: lastN, last_h: lastH } = await lockDevices(db, signed, caller);
  const stored = n <= lastN ? await readStored(db, caller.device, n) : null;
  const admission = admitOperation({ n, h, prev }, { lastN, lastH, storedH: stored?.h ?? null });
  if (admission.kind === 'fork') throw new AppError('device-fork');
  if (admission.kind === 'gap') return { n, status: 'gap', expected: admission.expected };
  if (admission.kind === 'repeat') return stored!.ergebnis;

  const known = await findReissued(db, signed, caller);
  const result = known ?? (await decideResult(db, signed, { context, caller, lostBlobs }));
  await db.query('insert into operation (dev, n, h, op, ergebnis, zeit) values ($1, $2, $3, $4, $5, $6)', [
    caller.device,
    n,
    h,
    storableJson(signed),
    JSON.stringify(result),
    context.now(),
  ]);
  await db.query('update geraet set last_n = $2, last_h = $3 where id = $1', [caller.device, n, h]);
  return result;
}

/** Locks the sender and, in order of id, the device it made the operation on: the same operation of both waits for its turn. */
async function lockDevices(db: Db, { operation }: SignedLine, caller: Caller) {
  const { rows } = await db.query<{ id: string; last_n: number; last_h: string }>(
    'select id, last_n, last_h from geraet where id = any($1) and person = $2 order by id for update',
    [[caller.device, operation?.origin?.dev ?? caller.device], caller.person],
  );
  return rows.find(({ id }) => id === caller.device)!;
}

async function readStored(db: Db, device: string, n: number): Promise<{ h: string; ergebnis: PushResult } | null> {
  const { rows } = await db.query<{ h: string; ergebnis: PushResult }>(
    'select h, ergebnis from operation where dev = $1 and n = $2',
    [device, n],
  );
  return rows[0] ?? null;
}

/** What did not parse may hold what jsonb refuses (U+0000, lone surrogates): its JSON is kept as base64 of the UTF-8. */
function storableJson({ raw, operation }: SignedLine): string {
  const json = JSON.stringify(raw);
  return operation ? json : JSON.stringify({ base64: Buffer.from(json).toString('base64') });
}

/** A value that the database refuses (SQLSTATE class 22, data exception) is the operation's fault and blocks nothing (I9). */
async function applyGuarded(db: Db, apply: () => Promise<Outcome>): Promise<Outcome> {
  await db.query('savepoint deciding');
  try {
    return await apply();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !error.code?.startsWith('22')) throw error;
    await db.query('rollback to savepoint deciding');
    return { kind: 'rejected', code: 'operation-invalid' };
  }
}

async function decideResult(
  db: Db,
  { envelope, operation, refusal }: SignedLine,
  on: { readonly context: ServerContext; readonly caller: Caller; readonly lostBlobs: ReadonlySet<string> },
): Promise<PushResult> {
  const rejected = (code: ErrorCode): PushResult => ({ n: envelope.n, status: 'rejected', code });
  if (!operation) return rejected(refusal);
  const { context, caller, lostBlobs } = on;
  const person = await loadPerson(db, caller.person);
  if (!person || operation.actor !== caller.person) return rejected('no-right');
  const outcome = await applyGuarded(db, () =>
    applyOperation(db, operation, { person, lostBlobs, blobFiles: context.blobFiles }),
  );
  switch (outcome.kind) {
    case 'rejected':
      return rejected(outcome.code);
    case 'conflict': {
      const { rev, fields, konflikt } = outcome;
      return { n: envelope.n, status: 'conflict', rev, fields: [...fields], konflikt: [...konflikt] };
    }
    default:
      return { n: envelope.n, status: outcome.kind, rev: outcome.rev };
  }
}
