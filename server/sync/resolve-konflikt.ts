import type { DatensatzArt, Feldwert } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, mergeOperation, sameValue } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { lockRecord, nextRev, storeRecord } from '../store-record.ts';
import { editOfDecision } from './edit-of-decision.ts';
import { moveDokument } from './move-dokument.ts';
import { moveVorgang } from './move-vorgang.ts';
import type { Outcome } from './outcome.ts';
import { storeKonflikte } from './store-konflikte.ts';

/**
 * Closes a Konflikt with the chosen value and writes that value into the record in the same transaction. A second decision
 * for the same value is fine; a different one, or a record that has moved on meanwhile, opens a new Konflikt (S19).
 */
export async function resolveKonflikt(db: Db, konflikt: FuehrenderDatensatz, operation: Operation): Promise<Outcome> {
  if (operation.set.entscheidung === undefined) return { kind: 'rejected', code: 'operation-invalid' };
  const chosen: Feldwert = operation.set.entscheidung;
  const feld = String(konflikt.felder.feld);
  const bezug = await lockRecord(db, konflikt.felder.bezugArt as DatensatzArt, String(konflikt.felder.bezug));
  if (!bezug) throw new AppError('not-found');
  const current = bezug.felder[feld] ?? null;
  const by = { dev: operation.dev, n: operation.n };

  const decidesFirst = konflikt.felder.status === 'offen';
  if (!decidesFirst && sameValue(konflikt.felder.entscheidung, chosen)) return { kind: 'ok', rev: konflikt.rev };
  const isDone = sameValue(current, chosen);
  const writes = decidesFirst && !isDone && sameValue(current, konflikt.felder.ihr);
  const edit = writes ? await editOfDecision(db, operation, { konflikt, bezug }) : undefined;
  if (writes && !edit) throw new AppError('operation-invalid');
  const akte = edit ? edit.akte : bezug.akte;

  // Closed and moved in one: every record that an operation changes is announced once (I3).
  const closed = decidesFirst ? closeKonflikt(konflikt, operation, await nextRev(db)) : null;
  if (closed) await storeRecord(db, { ...closed, akte: edit ? akte : closed.akte }, { by, vonAkte: konflikt.akte });
  const rev = closed?.rev ?? konflikt.rev;
  if (edit) {
    const { record } = mergeOperation(bezug, edit, await nextRev(db));
    if (akte === bezug.akte) await storeRecord(db, record, { by });
    else
      await (bezug.art === 'vorgang' ? moveVorgang : moveDokument)(
        db,
        { ...record, akte },
        { by, vonAkte: bezug.akte },
      );
  }
  if (isDone || edit) return { kind: 'ok', rev };
  const conflicts = [{ feld, mein: chosen, ihr: current }];
  const konflikte = await storeKonflikte(db, { operation, record: bezug, conflicts });
  return { kind: 'conflict', rev, fields: [feld], konflikt: konflikte };
}

function closeKonflikt(konflikt: FuehrenderDatensatz, operation: Operation, rev: number): FuehrenderDatensatz {
  const set = {
    status: 'entschieden',
    entscheidung: operation.set.entscheidung ?? null,
    entschiedenVon: operation.actor,
    entschiedenZeit: operation.t,
  };
  return mergeOperation(konflikt, { ...operation, base: konflikt.feldrev, set }, rev).record;
}
