import { type DatensatzArt, isPosteingang } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { type FuehrenderDatensatz, movesRecord } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { lockRecord, readRecord } from '../store-record.ts';
import { editOfDecision } from './edit-of-decision.ts';
import { isBound } from './is-bound.ts';
import { isWellFormed } from './operation-rules.ts';

/** Where an operation takes place: the Akte it ends up in (null: the authority's), and whether the Vorgang concerned is closed. */
export type Place =
  | { readonly kind: 'found'; readonly akte: string | null; readonly closed: boolean }
  | { readonly kind: 'missing'; readonly code: 'not-found' | 'version-unknown' | 'operation-invalid' };

/**
 * Follows what the operation refers to. A Dokument may have been moved since the person saw it: its Versionen and
 * Ereignisse go where it is now; only what moves a record names a new Akte.
 */
export async function findPlace(db: Db, operation: Operation, record: FuehrenderDatensatz | null): Promise<Place> {
  const { set, intent } = operation;
  switch (operation.ent.art) {
    case 'akte':
      // An Akte is its own shard.
      return operation.akte === operation.ent.id ? found(operation.akte, false) : missing('operation-invalid');
    case 'vorgang':
      return placeOfVorgang(db, operation, record);
    case 'dokument':
      return placeOfDokument(db, operation, record);
    case 'version': {
      const dokument = await lockRecord(db, 'dokument', String(set.dokument));
      if (!dokument) return missing('not-found');
      if (typeof set.vorgaenger === 'string' && !(await isVersionOf(db, set.vorgaenger, dokument.id))) {
        return missing('version-unknown');
      }
      return found(dokument.akte, await isVorgangClosed(db, dokument.felder.vorgang));
    }
    case 'ereignis': {
      const bezug = await lockInPlace(db, set.bezugArt as DatensatzArt, String(set.bezug));
      if (!bezug) return missing('not-found');
      if (typeof set.versionSha === 'string' && !(await isShaKnown(db, set.versionSha, bezug))) {
        return missing('version-unknown');
      }
      return found(bezug.akte, await isBezugClosed(db, bezug));
    }
    case 'primaerdokument': {
      const version = await lockInPlace(db, 'version', String(set.version));
      return version ? found(version.akte, await isBezugClosed(db, version)) : missing('version-unknown');
    }
    case 'postausgang':
    case 'beteiligungsschritt':
    case 'zeichnung': {
      const dokument = await lockRecord(db, 'dokument', String((record?.felder ?? set).dokument));
      if (!dokument) return missing('not-found');
      if (typeof dokument.felder.vorgang !== 'string') return missing('operation-invalid');
      return found(dokument.akte, await isVorgangClosed(db, dokument.felder.vorgang));
    }
    case 'konflikt': {
      if (intent !== 'resolve-konflikt' || !record) return missing('operation-invalid');
      const bezug = await lockInPlace(db, record.felder.bezugArt as DatensatzArt, String(record.felder.bezug));
      if (!bezug) return missing('not-found');
      // The decided value goes through the same checks as if the person had typed it into the record.
      const edit = await editOfDecision(db, operation, { konflikt: record, bezug });
      // To file it somewhere else is to name a Vorgang that is not there for this Konflikt.
      if (!edit && record.felder.feld === 'vorgang') return missing('not-found');
      return edit && isWellFormed(edit) ? findPlace(db, edit, bezug) : missing('operation-invalid');
    }
    case 'frist': {
      // A new one waits while its Vorgang is moved; one that is there is moved under its own lock (A21).
      const vorgang = record
        ? await readRecord(db, 'vorgang', String(record.felder.vorgang))
        : await lockRecord(db, 'vorgang', String(set.vorgang));
      return vorgang ? found(vorgang.akte, isClosed(vorgang)) : missing('not-found');
    }
    case 'uebergabe':
      return found(record?.akte ?? operation.akte, false);
    case 'stempelart':
      return operation.akte === null ? { kind: 'found', akte: null, closed: false } : missing('operation-invalid');
    default:
      return missing('operation-invalid');
  }
}

/** A Vorgang lies where it was moved to; who moves it names the Akte twice, as its place and as a value that can be contested. */
async function placeOfVorgang(
  db: Db,
  { set, akte, intent }: Operation,
  record: FuehrenderDatensatz | null,
): Promise<Place> {
  // A Posteingang is no Akte: what lies in one by an older program can be edited and moved out (A68).
  if ((!record || intent === 'move-vorgang') && isPosteingang(akte)) return missing('operation-invalid');
  if (intent !== 'move-vorgang') return found(record?.akte ?? akte, isClosed(record));
  if (akte === null || set.ablage !== akte) return missing('operation-invalid');
  if (!(await lockRecord(db, 'akte', akte))) return missing('not-found');
  return found(akte, isClosed(record));
}

/** Reads a record while the Dokument it belongs to cannot be moved: `file-dokument` locks the Dokument first, too (S18). */
async function lockInPlace(db: Db, art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null> {
  if (art === 'dokument' || art === 'vorgang') return lockRecord(db, art, id);
  const dokument = await dokumentOf(db, art, id);
  if (dokument !== null) await lockRecord(db, 'dokument', dokument);
  return readRecord(db, art, id);
}

/** The Dokument that a record moves with; null for none. */
async function dokumentOf(db: Db, art: DatensatzArt, id: string): Promise<string | null> {
  if (art === 'dokument') return id;
  const felder = (await readRecord(db, art, id))?.felder;
  if (ofDokument.has(art)) return felder ? String(felder.dokument) : null;
  if (art === 'primaerdokument') return felder ? dokumentOf(db, 'version', String(felder.version)) : null;
  if (art === 'konflikt') return felder ? dokumentOf(db, felder.bezugArt as DatensatzArt, String(felder.bezug)) : null;
  return null;
}

/** What names its Dokument and lies where that is. */
const ofDokument: ReadonlySet<DatensatzArt> = new Set(['version', 'postausgang', 'beteiligungsschritt', 'zeichnung']);

async function placeOfDokument(db: Db, operation: Operation, record: FuehrenderDatensatz | null): Promise<Place> {
  const { set, intent } = operation;
  const akte = movesRecord({ intent }) || !record ? operation.akte : record.akte;
  if (typeof set.fuehrendeVersion === 'string' && !(await isVersionOf(db, set.fuehrendeVersion, operation.ent.id))) {
    return missing('version-unknown');
  }
  if (typeof set.vorgang === 'string') {
    const vorgang = await lockRecord(db, 'vorgang', set.vorgang);
    // A Vorgang that was moved takes along what is filed to it meanwhile (A22).
    if (!vorgang || (vorgang.akte !== akte && vorgang.felder.ablage === undefined)) return missing('not-found');
    return found(vorgang.akte, isClosed(vorgang) || (await isVorgangClosed(db, record?.felder.vorgang)));
  }
  return found(akte, await isVorgangClosed(db, record?.felder.vorgang));
}

async function isBezugClosed(db: Db, bezug: FuehrenderDatensatz): Promise<boolean> {
  if (bezug.art === 'vorgang') return isClosed(bezug);
  if (bezug.art === 'dokument') return isVorgangClosed(db, bezug.felder.vorgang);
  if (bezug.art === 'frist') return isVorgangClosed(db, bezug.felder.vorgang);
  if (!ofDokument.has(bezug.art)) return false;
  const dokument = await readRecord(db, 'dokument', String(bezug.felder.dokument));
  return isVorgangClosed(db, dokument?.felder.vorgang);
}

async function isVorgangClosed(db: Db, id: unknown): Promise<boolean> {
  return typeof id === 'string' && isClosed(await readRecord(db, 'vorgang', id));
}

function isClosed(vorgang: FuehrenderDatensatz | null): boolean {
  return vorgang?.felder.status === 'zdA';
}

async function isVersionOf(db: Db, id: string, dokument: string): Promise<boolean> {
  return (await readRecord(db, 'version', id))?.felder.dokument === dokument;
}

async function isShaKnown(db: Db, sha: string, bezug: FuehrenderDatensatz): Promise<boolean> {
  const { rows } = await db.query<{ akte: string | null }>(
    `select distinct akte from datensatz where art = 'version' and d -> 'felder' ->> 'sha' = $1`,
    [sha],
  );
  const holders = rows.map(({ akte }) => akte);
  return isBound(bezug.akte, holders);
}

function found(akte: string | null, closed: boolean): Place {
  return akte === null ? missing('operation-invalid') : { kind: 'found', akte, closed };
}

function missing(code: Extract<Place, { kind: 'missing' }>['code']): Place {
  return { kind: 'missing', code };
}
