import type { DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, type Merge, mergeOperation } from '../../shared/merge.ts';
import { usableBlobs } from '../blobs/blob-rights.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Db } from '../database.ts';
import { loadAkten } from '../load-facts.ts';
import { type Action, type Decision, decide, mayActFor, type PersonFacts } from '../rights.ts';
import { lockRecord, nextRev, readRecord, storeRecord } from '../store-record.ts';
import { findPlace, type Place } from './find-place.ts';
import { ascribeKnown } from './find-reissued.ts';
import { isAppended } from './is-appended.ts';
import { mayHandOver, maySettle } from './may-hand-over.ts';
import { moveDokument } from './move-dokument.ts';
import { intentRules, isWellFormed } from './operation-rules.ts';
import type { Outcome } from './outcome.ts';
import { resolveKonflikt } from './resolve-konflikt.ts';
import { storeKonflikte } from './store-konflikte.ts';

/**
 * Rights and status, then the merge, then its effects (S14-S19). Throws AppError 'blob-incomplete' when bytes it needs are
 * not here yet: then nothing is stored and the device sends it again after the upload. `lostBlobs` are bytes that the device
 * can no longer produce: who needs them is rejected, so that it blocks nothing (I9).
 */
export async function applyOperation(
  db: Db,
  operation: Operation,
  facts: { readonly person: PersonFacts; readonly lostBlobs: ReadonlySet<string>; readonly blobs: BlobStore },
): Promise<Outcome> {
  if (!isWellFormed(operation)) return rejected('operation-invalid');
  const { person, lostBlobs } = facts;
  if (operation.fuer !== undefined && !mayActFor(person, operation.fuer)) return rejected('not-deputy');
  const rule = intentRules[operation.intent];
  const record = await lockRecord(db, operation.ent.art, operation.ent.id);
  if (rule.creates === true && record) return rejected('operation-invalid');
  if (!rule.creates && !record) return rejected('not-found');

  const place = await findPlace(db, operation, record);
  if (place.kind === 'missing') return rejected(place.code);
  const [right, rev] = await Promise.all([refusalOf(db, person, { operation, record, place }), nextRev(db)]);
  if (right) return rejected(right);
  const usable = await usableBlobs(db, person.id, neededBlobs(operation));
  const missing = neededBlobs(operation).filter((sha) => !usable.has(sha));
  if (missing.some((sha) => lostBlobs.has(sha))) return rejected('blob-lost');
  if (missing.length > 0) throw new AppError('blob-incomplete');
  if (isRaised(operation) && !(await isAppended(db, facts.blobs, operation))) {
    return rejected('format-not-appended');
  }

  if (operation.intent === 'resolve-konflikt') return resolveKonflikt(db, record!, operation);
  const known = record && (await ascribeKnown(db, record, operation));
  const merge = mergeOperation(known, { ...operation, akte: place.akte }, rev);
  return storeMerge(db, { operation, merge, place, before: record });
}

/** Writes what a merge decided: the record, the records that move with it, one Konflikt per contradicted field. */
async function storeMerge(
  db: Db,
  options: {
    readonly operation: Operation;
    readonly merge: Merge;
    readonly place: Extract<Place, { kind: 'found' }>;
    readonly before: FuehrenderDatensatz | null;
  },
): Promise<Outcome> {
  const { operation, merge, place, before } = options;
  const by = { dev: operation.dev, n: operation.n };
  // Filed elsewhere by somebody else meanwhile: it stays where its Vorgang is until a person has decided (S96).
  const isContested = merge.conflicts.some(({ feld }) => feld === 'vorgang');
  const moved = before !== null && before.akte !== place.akte && !isContested;
  if (moved) {
    await moveDokument(db, { ...merge.record, akte: place.akte }, { by, vonAkte: before.akte });
  } else if (merge.changed) {
    await storeRecord(db, merge.record, { by });
  }
  const { rev } = merge.record;
  if (merge.conflicts.length === 0) return { kind: merge.merged ? 'merged' : 'ok', rev };
  const konflikt = await storeKonflikte(db, { operation, record: merge.record, conflicts: merge.conflicts });
  return { kind: 'conflict', rev, fields: merge.conflicts.map(({ feld }) => feld), konflikt };
}

/** Null: the person may do it. */
async function refusalOf(db: Db, person: PersonFacts, on: Parameters<typeof mayChange>[2]): Promise<ErrorCode | null> {
  if (on.operation.intent === 'hand-over') return mayHandOver(db, person, on.operation);
  const right = await mayChange(db, person, on);
  if (right !== 'allowed') return right;
  return on.operation.intent === 'settle-handover' ? maySettle(person, on.record!, on.operation) : null;
}

async function mayChange(
  db: Db,
  person: PersonFacts,
  on: {
    readonly operation: Operation;
    readonly record: FuehrenderDatensatz | null;
    readonly place: Extract<Place, { kind: 'found' }>;
  },
): Promise<Decision> {
  const { operation, record, place } = on;
  if (operation.intent === 'set-stempelart') return decide({ person, action: 'catalogue', akte: null });
  const ids = [...new Set([place.akte, record?.akte ?? place.akte])].filter((id) => id !== null);
  const akten = await loadAkten(db, ids);
  const leads = operation.intent === 'resolve-konflikt' ? await leadsOf(db, record) : [];
  for (const id of ids) {
    const akte = akten.get(id);
    // An Akte that does not exist looks like one that is none of the person's business.
    if (!akte) return 'no-right';
    const right = decide({ person, action: actionOf(operation), akte, closed: place.closed, leads });
    if (right !== 'allowed') return right;
  }
  return 'allowed';
}

/** Who is in charge of the Vorgang that a Konflikt is about. */
async function leadsOf(db: Db, konflikt: FuehrenderDatensatz | null): Promise<readonly string[]> {
  const { bezugArt, bezug } = konflikt?.felder ?? {};
  const about = await readRecord(db, bezugArt as DatensatzArt, String(bezug));
  const vorgang = about?.art === 'dokument' ? await readRecord(db, 'vorgang', String(about.felder.vorgang)) : about;
  const lead = vorgang?.felder.federfuehrung;
  return typeof lead === 'string' ? [lead] : [];
}

/**
 * What happened to a closed Vorgang may still be written down, and its signatures be kept provable; setting its status open
 * again is a right of its own.
 */
function actionOf({ intent, set }: Operation): Action {
  if (intent === 'resolve-konflikt') return 'settle';
  if (isRaised({ intent, set })) return 'note';
  if (intent === 'add-ereignis') {
    return noteworthy.has(String(set.ereignistyp)) ? 'note' : 'write';
  }
  const onlyReopens = intent === 'edit-vorgang' && set.status === 'offen' && Object.keys(set).length === 1;
  return onlyReopens ? 'reopen' : 'write';
}

/** What may still be written down about a closed Vorgang. */
const noteworthy: ReadonlySet<string> = new Set(['zdA', 'konfliktentscheidung', 'verworfen', 'wiedereroeffnung']);

/** A format that a signature was raised to, no signature that came beside its document (S45). */
function isRaised({ intent, set }: Pick<Operation, 'intent' | 'set'>): boolean {
  return intent === 'add-primaerdokument' && set.stufe !== 'signatur';
}

function neededBlobs({ intent, need, set }: Operation): readonly string[] {
  const hasBytes = intent === 'add-version' || intent === 'add-primaerdokument' || intent === 'hand-over';
  return hasBytes ? [...new Set([...need, String(set.sha)])] : need;
}

function rejected(code: ErrorCode): Outcome {
  return { kind: 'rejected', code };
}
