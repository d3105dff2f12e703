import type { DatensatzArt } from '../../shared/akte.ts';
import type { Change } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { changedFields } from './changed-fields.ts';
import type { RecordTables } from './record-store.ts';

/** What the replica knows of the person who acts. */
interface Acting {
  readonly tables: RecordTables;
  readonly identity: { readonly person: string };
  readonly newId: () => string;
  vertretung: string | null;
  tell(topic: 'person'): void;
}

/** Ids of the persons whom the present person stands in for, by the role data of the authority. */
export function vertreteneOf({ tables: { person }, identity }: Pick<Acting, 'tables' | 'identity'>): readonly string[] {
  return person.text('vertritt', person.row(identity.person)).split('\n').filter(Boolean);
}

/** For whom the present person acts at this moment; null = in her own matter, or her Vertretung ended meanwhile (V11). */
export function actingFor(replica: Acting): string | null {
  const { vertretung } = replica;
  return vertretung !== null && vertreteneOf(replica).includes(vertretung) ? vertretung : null;
}

/** From now on until the lock the person acts for somebody, or again for herself. Throws AppError 'not-deputy'. */
export async function standIn(replica: Acting, { person }: { readonly person: string | null }): Promise<null> {
  if (person !== null && !vertreteneOf(replica).includes(person)) throw new AppError('not-deputy');
  replica.vertretung = person;
  replica.tell('person');
  return null;
}

/** What an access record of a Dokument says besides: for whom the person acts in its Vorgang (V13). */
export function deputyFacts(replica: Acting, dokument: string): { readonly fuer?: string } {
  const fuer = actingFor(replica);
  return fuer !== null && handOf(replica, [], 'dokument', dokument) === fuer ? { fuer } : {};
}

/**
 * The changes as they are journalled while the person acts for somebody: those about his Vorgaenge say so, and what leaves no
 * line in the history by itself gets one with both names (V12). Changes elsewhere stay as they are.
 */
export function inVertretung(replica: Acting, changes: readonly Change[]): readonly Change[] {
  const fuer = actingFor(replica);
  if (fuer === null) return changes;
  const { zeichnung } = replica.tables;
  const isHis = ({ ent, set }: Change): boolean => {
    if (ent.art !== 'ereignis') return handOf(replica, changes, ent.art, ent.id) === fuer;
    const bezug = String(set.bezug);
    // What is written about an act of a Geschaeftsgang is about its Dokument; an act itself names whom it is signed for.
    return set.bezugArt === 'zeichnung'
      ? handOf(replica, changes, 'dokument', zeichnung.code('dokument', zeichnung.row(bezug)) ?? '') === fuer
      : handOf(replica, changes, set.bezugArt as DatensatzArt, bezug) === fuer;
  };
  const marked = changes.map((change) => {
    if (!isHis(change)) return change;
    return change.ent.art === 'ereignis' ? { ...change, fuer, set: { ...change.set, fuer } } : { ...change, fuer };
  });
  const isTold = marked.some(({ ent, fuer }) => fuer !== undefined && ent.art === 'ereignis');
  const silent = isTold ? [] : marked.filter(({ fuer }) => fuer !== undefined);
  const told = new Map(silent.filter(isLasting).map((change) => [change.ent.id, change]));
  return [...marked, ...[...told.values()].map((change) => noteOf(replica, change, fuer))];
}

/** What has a history of its own, or is told in that of its Vorgang; a Version is told in that of its Dokument. */
function isLasting({ ent: { art } }: Change): boolean {
  return art === 'vorgang' || art === 'dokument' || art === 'konflikt' || inVorgang.has(art);
}

/** What the history of its Vorgang or Dokument tells. */
const inVorgang: ReadonlySet<DatensatzArt> = new Set(['frist', 'postausgang']);

function noteOf(replica: Acting, change: Change, fuer: string): Change {
  const { akte, v, t, actor } = change;
  const { bezugArt, bezug, felder } = noted(replica, change);
  const text = felder.join(', ');
  const set = { ereignistyp: 'vertretung', bezugArt, bezug, versionSha: null, text, von: actor, fuer, zeit: t };
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, 0]));
  const about = { art: 'ereignis', id: replica.newId() } as const;
  return { v, t, actor, akte, intent: 'add-ereignis', ent: about, base, set, need: [], fuer };
}

/** In whose history a change is told, and which fields it names. */
function noted({ tables }: Acting, change: Change) {
  const { ent, set } = change;
  const { konflikt, frist, vorgang, postausgang } = tables;
  if (ent.art === 'frist') {
    const bezug = String(set.vorgang ?? frist.code('vorgang', frist.row(ent.id)));
    return { bezugArt: 'vorgang', bezug, felder: ['frist'] };
  }
  if (ent.art === 'postausgang') {
    const bezug = String(set.dokument ?? postausgang.code('dokument', postausgang.row(ent.id)));
    return { bezugArt: 'dokument', bezug, felder: set.dokument ? ['postausgang'] : changedFields(change) };
  }
  if (ent.art !== 'konflikt') return { bezugArt: ent.art, bezug: ent.id, felder: changedFields(change) };
  const row = konflikt.row(ent.id);
  const bezug = konflikt.code('bezug', row) ?? ent.id;
  return {
    bezugArt: vorgang.row(bezug) >= 0 ? 'vorgang' : 'dokument',
    bezug,
    felder: [konflikt.code('feld', row) ?? ''],
  };
}

/** In whose hand the Vorgang is that a record is or belongs to; records that the same changes make are known too. */
function handOf(replica: Acting, changes: readonly Change[], art: DatensatzArt, id: string): string | null {
  const { vorgang, dokument, version, primaerdokument, konflikt, frist, postausgang } = replica.tables;
  const made = changes.find(({ ent }) => ent.art === art && ent.id === id)?.set ?? {};
  const up = (feld: string, known: string | null) => (typeof made[feld] === 'string' ? made[feld] : known);
  const hand = (next: DatensatzArt, of: string | null) => (of === null ? null : handOf(replica, changes, next, of));
  switch (art) {
    case 'vorgang': {
      // Handing on is his act as long as it is in his hand.
      const known = vorgang.code('bearbeitung', vorgang.row(id));
      return known ?? up('bearbeitung', null);
    }
    case 'dokument':
      return hand('vorgang', up('vorgang', dokument.code('vorgang', dokument.row(id))));
    case 'frist':
      return hand('vorgang', up('vorgang', frist.code('vorgang', frist.row(id))));
    case 'postausgang':
      return hand('dokument', up('dokument', postausgang.code('dokument', postausgang.row(id))));
    case 'version':
      return hand('dokument', up('dokument', version.code('dokument', version.row(id))));
    case 'primaerdokument':
      return hand('version', up('version', primaerdokument.code('version', primaerdokument.row(id))));
    case 'konflikt': {
      const bezug = konflikt.code('bezug', konflikt.row(id));
      return hand(vorgang.row(bezug) >= 0 ? 'vorgang' : 'dokument', bezug);
    }
    default:
      return null;
  }
}
