import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Db } from '../database.ts';
import { loadPerson } from '../load-facts.ts';
import type { Caller } from '../route.ts';
import { admitOperation } from './admit-operation.ts';
import { applyOperation } from './apply-operation.ts';
import type { Issued } from './find-reissued.ts';
import { nameRecords } from './name-records.ts';
import type { Named, PushDesk } from './open-desk.ts';
import type { SignedLine } from './parse-operation.ts';

/** One operation, who sent it and what is known about it. */
export interface Received {
  readonly context: ServerContext;
  readonly caller: Caller;
  readonly signed: SignedLine;
  readonly lostBlobs: ReadonlySet<string>;
  /** The database refused a value of it before. */
  readonly isRefused: boolean;
}

/**
 * Decides one operation inside one transaction: known already, also under the number it had on a device that this one replaces
 * -> the stored result; a gap -> say so; else decide, keep the decision beside its effects. Throws AppError 'device-fork' when
 * the device's history is not the one we know (S11).
 */
export async function receiveOperation(db: Db, desk: PushDesk, on: Received): Promise<PushResult> {
  const { caller, signed, context } = on;
  const { n, h, prev } = signed.envelope;
  const { lastN, lastH } = desk.device(caller.device)!;
  const stored = n <= lastN ? await readStored(db, caller.device, n) : null;
  const admission = admitOperation({ n, h, prev }, { lastN, lastH, storedH: stored?.h ?? null });
  if (admission.kind === 'fork') throw new AppError('device-fork');
  if (admission.kind === 'gap') return { n, status: 'gap', expected: admission.expected };
  if (admission.kind === 'repeat') return stored!.ergebnis;

  const issued = issuedAs(on);
  const known = desk.reissued(issued);
  const result = known ? { ...known, n } : await decideResult(db, on);
  const decided = { dev: caller.device, n, h, op: storableJson(signed), ergebnis: JSON.stringify(result) };
  desk.keep({ ...decided, zeit: context.now() }, issued, result);
  return result;
}

/** What operations name, to be laid out on one desk. Of what the database refused nothing is named but sender and number. */
export function nameAll(all: readonly Received[]): Named {
  const usable = all.flatMap(({ signed, isRefused }) => (signed.operation && !isRefused ? [signed.operation] : []));
  const names = usable.map(nameRecords);
  const devices = all.flatMap(({ caller: { device, person }, signed }) =>
    [device, signed.operation?.origin?.dev ?? device].map((id) => ({ id, person })),
  );
  return {
    devices,
    issued: all.map(issuedAs),
    persons: [...new Set(all.map(({ caller }) => caller.person))],
    akten: [...new Set(usable.flatMap(({ akte }) => akte ?? []))],
    locks: names.flatMap(({ locks }) => locks),
    reads: names.flatMap(({ reads }) => reads),
    revs: usable.length,
  };
}

function issuedAs({ caller, signed: { operation, envelope } }: Received): Issued {
  return { person: caller.person, h: operation?.origin?.h ?? envelope.h };
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

async function decideResult(db: Db, on: Received): Promise<PushResult> {
  const { context, caller, signed, lostBlobs, isRefused } = on;
  const { envelope, operation, refusal } = signed;
  const rejected = (code: ErrorCode): PushResult => ({ n: envelope.n, status: 'rejected', code });
  if (!operation) return rejected(refusal);
  if (isRefused) return rejected('operation-invalid');
  const person = await loadPerson(db, caller.person);
  if (!person || operation.actor !== caller.person) return rejected('no-right');
  const outcome = await applyOperation(db, operation, {
    person,
    lostBlobs,
    blobs: context.blobs,
    now: context.now(),
  });
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
