import type { DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, type Merge, mergeOperation } from '../../shared/merge.ts';
import { usableBlobs } from '../blobs/blob-rights.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Db } from '../database.ts';
import { loadAkten } from '../load-facts.ts';
import { assignZeichen } from '../numbers/assign-zeichen.ts';
import { type Action, type AkteFacts, type Decision, decide, mayActFor, type PersonFacts } from '../rights.ts';
import { lockRecord, nextRev, readRecord, storeRecord } from '../store-record.ts';
import { akteRefusal, decisionRefusal, isReopening } from './akte-refusal.ts';
import { closingRefusal } from './closing-refusal.ts';
import { findPlace, type Place } from './find-place.ts';
import { ascribeKnown } from './find-reissued.ts';
import { isAppended } from './is-appended.ts';
import { leadsOf, refusalInGang, touchesFrozen } from './may-act-in-gang.ts';
import { mayHandOver, maySettle } from './may-hand-over.ts';
import { mayLink } from './may-link.ts';
import { maySetFrist, maySettleFrist } from './may-settle-frist.ts';
import { moveDokument } from './move-dokument.ts';
import { moveVorgang } from './move-vorgang.ts';
import { intentRules, isWellFormed } from './operation-rules.ts';
import type { Outcome } from './outcome.ts';
import { refusalOfAssigning } from './refusal-of-assigning.ts';
import { refusalOfTakingBack, takesBack } from './refusal-of-taking-back.ts';
import { refusalOfVersand } from './refusal-of-versand.ts';
import { resolveKonflikt } from './resolve-konflikt.ts';
import { storeAenderung } from './store-aenderung.ts';
import { storeKonflikte } from './store-konflikte.ts';

/**
 * Rights and status, then the merge, then its effects (S14-S19). Throws AppError 'blob-incomplete' when bytes it needs are
 * not here yet: then nothing is stored and the device sends it again after the upload. `lostBlobs` are bytes that the device
 * can no longer produce: who needs them is rejected, so that it blocks nothing (I9).
 */
export async function applyOperation(
  db: Db,
  operation: Operation,
  facts: {
    readonly person: PersonFacts;
    readonly lostBlobs: ReadonlySet<string>;
    readonly blobs: BlobStore;
    readonly now: Date;
  },
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
  const numbered = record ? operation : await assignZeichen(db, operation, facts.now);
  const base = baseOf(operation, record);
  const merge = mergeOperation(known, { ...numbered, base, akte: place.akte }, rev);
  // What somebody else noted of a receipt meanwhile is not weighed against this: she looks again (O5).
  if (operation.ent.art === 'postausgang' && merge.conflicts.length > 0) return rejected('postausgang-changed');
  // What somebody else handed out meanwhile is not handed out twice (A65).
  if (operation.intent === 'assign-dokument' && merge.conflicts.length > 0) return rejected('eingang-settled');
  // What somebody else filed elsewhere meanwhile is not taken back (A27).
  if (takesBack(operation) && merge.conflicts.length > 0) return rejected('undo-too-late');
  // An order that somebody else changed meanwhile is none to be merged (G24).
  if (operation.ent.art === 'beteiligungsschritt' && merge.conflicts.length > 0) return rejected('schritt-not-current');
  return storeMerge(db, { operation, merge, place, before: record });
}

/** What is done once, with a record that was asked under its lock whether it still runs: that contradicts nothing (F43, S107). */
const settlesOnce: ReadonlySet<string> = new Set(['settle-frist', 'settle-handover'] satisfies Operation['intent'][]);

/** What the person saw; when the Aufbewahrung begins is the closing's own, whatever was entered meanwhile (A64). */
function baseOf({ intent, base, set }: Operation, record: FuehrenderDatensatz | null): Operation['base'] {
  if (!record) return base;
  if (settlesOnce.has(intent)) return record.feldrev;
  const isClosing = record.art === 'vorgang' && set.status === 'zdA';
  return isClosing ? { ...base, laufzeitBeginn: record.feldrev.laufzeitBeginn ?? 0 } : base;
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
  const isContested = merge.conflicts.some(({ feld }) => feld === 'vorgang' || feld === 'ablage');
  const moved = before !== null && before.akte !== place.akte && !isContested;
  if (moved) {
    const move = before.art === 'vorgang' ? moveVorgang : moveDokument;
    await move(db, { ...merge.record, akte: place.akte }, { by, vonAkte: before.akte });
  } else if (merge.changed) {
    await storeRecord(db, merge.record, { by });
  }
  if (before && merge.changed && withHistory.has(before.art)) {
    await storeAenderung(db, operation, { before, after: { ...merge.record, akte: moved ? place.akte : before.akte } });
  }
  const { rev } = merge.record;
  if (merge.conflicts.length === 0) return { kind: merge.merged ? 'merged' : 'ok', rev };
  const konflikt = await storeKonflikte(db, { operation, record: merge.record, conflicts: merge.conflicts });
  return { kind: 'conflict', rev, fields: merge.conflicts.map(({ feld }) => feld), konflikt };
}

/** The records whose history keeps old and new values. */
const withHistory: ReadonlySet<DatensatzArt> = new Set([
  'akte',
  'vorgang',
  'dokument',
  'postausgang',
  'beteiligungsschritt',
]);

/** Null: the person may do it. */
async function refusalOf(db: Db, person: PersonFacts, on: Parameters<typeof mayChange>[2]): Promise<ErrorCode | null> {
  if (on.operation.intent === 'hand-over') return mayHandOver(db, person, on.operation);
  const right = await mayChange(db, person, on);
  if (right !== 'allowed') return right;
  const { operation, record } = on;
  if (operation.ent.art === 'akte') return akteRefusal(db, operation, record);
  if (operation.ent.art === 'vorgang' && operation.set.status === 'zdA') return closingRefusal(db, operation, record!);
  if (takesBack(operation)) return refusalOfTakingBack(db, operation, record!);
  switch (operation.intent) {
    case 'settle-handover':
      return maySettle(person, record!, operation);
    case 'link':
      return mayLink(db, person, operation);
    case 'assign-dokument':
      return refusalOfAssigning(db, operation, record!);
    case 'dispatch':
    case 'edit-postausgang':
      return refusalOfVersand(db, on);
    case 'set-frist':
      return maySetFrist(db, operation);
    case 'settle-frist':
      return maySettleFrist(record!, operation);
    default:
      if (await touchesFrozen(db, on)) return 'dokument-frozen';
      if (operation.intent === 'resolve-konflikt') return decisionRefusal(db, operation, record!);
      return refusalInGang(db, person, on);
  }
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
  const leads = operation.intent === 'resolve-konflikt' ? await leadsOfKonflikt(db, record) : [];
  for (const id of ids) {
    const akte = factsFor(operation, akten.get(id));
    // An Akte that does not exist looks like one that is none of the person's business.
    if (!akte) return 'no-right';
    // What came in is handed over the counter of another Einheit, which its sender need not see (A65).
    const isHandedOut = operation.intent === 'assign-dokument' && id !== record?.akte;
    const action = isHandedOut ? 'deliver' : actionOf(operation);
    const right = decide({ person, action, akte, closed: place.closed, leads });
    if (right !== 'allowed') return right;
  }
  return 'allowed';
}

/**
 * An Akte is made by whoever may write in it as it will be. What is written down about a closed one, and setting it open again,
 * is judged as if it were open: for its Vorgaenge it stays closed.
 */
function factsFor({ intent, set }: Operation, akte: AkteFacts | undefined): AkteFacts | undefined {
  if (intent === 'create-akte') {
    const { federfuehrung, vertraulichkeit } = set;
    return {
      federfuehrung: String(federfuehrung),
      vertraulichkeit: String(vertraulichkeit),
      status: 'offen',
      bearbeitung: [],
    };
  }
  const isAboutAkte = isReopening({ intent, set }) || (isNoteworthy({ intent, set }) && set.bezugArt === 'akte');
  return akte && isAboutAkte ? { ...akte, status: 'offen' } : akte;
}

/** Who is in charge of the Vorgang that a Konflikt is about. */
async function leadsOfKonflikt(db: Db, konflikt: FuehrenderDatensatz | null): Promise<readonly string[]> {
  const { bezugArt, bezug } = konflikt?.felder ?? {};
  const about = await readRecord(db, bezugArt as DatensatzArt, String(bezug));
  return leadsOf(about?.art === 'dokument' ? await readRecord(db, 'vorgang', String(about.felder.vorgang)) : about);
}

/**
 * What happened to a closed Vorgang may still be written down, and its signatures be kept provable; setting its status open
 * again is a right of its own.
 */
function actionOf({ intent, set }: Operation): Action {
  if (intent === 'resolve-konflikt') return 'settle';
  if (isRaised({ intent, set }) || intent === 'settle-frist' || intent === 'edit-postausgang') return 'note';
  if (isNoteworthy({ intent, set })) return 'note';
  const onlyReopens = intent === 'edit-vorgang' && set.status === 'offen' && Object.keys(set).length === 1;
  return onlyReopens || isReopening({ intent, set }) ? 'reopen' : 'write';
}

function isNoteworthy({ intent, set }: Pick<Operation, 'intent' | 'set'>): boolean {
  return intent === 'add-ereignis' && noteworthy.has(String(set.ereignistyp));
}

/** What may still be written down about what is closed. */
const noteworthy: ReadonlySet<string> = new Set([
  'zdA',
  'konfliktentscheidung',
  'verworfen',
  'wiedereroeffnung',
  'vertretung',
]);

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
