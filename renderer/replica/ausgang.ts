import type { DatensatzArt, Felder } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { AusgangZeile } from '../replica-api/open-work.ts';
import { changedFields } from './changed-fields.ts';
import { linkedTitles } from './linked-titles.ts';
import { nameOf } from './personen.ts';
import { titleOf } from './record-title.ts';
import type { Replica } from './replica.ts';
import { handoverOf, withoutRight } from './uebergabe/hand-over.ts';
import { federfuehrungenOf, leitungenOf } from './who-helps.ts';

/** What is on its way at this moment. */
export interface Sending {
  /** Operations up to this n are in a request. */
  readonly upTo: number;
  /** Bytes of each blob that the server has. */
  readonly bytesSent: ReadonlyMap<string, number>;
}

/** What waits for the server, and what it refused, in the order of the person's acts. */
export function listAusgang(replica: Replica, sending: Sending): AusgangZeile[] {
  const rows: AusgangZeile[] = [];
  const lost = withoutRight(replica);
  for (const { operation, state } of replica.outbox.values()) {
    if (state.kind !== 'waiting' && state.kind !== 'rejected') continue;
    const { n, intent, ent, set, t } = operation;
    const isEreignis = ent.art === 'ereignis';
    const bytesTotal = operation.need.length > 0 ? Number(set.groesse ?? 0) : 0;
    const sent = operation.need.reduce((sum, sha) => sum + (sending.bytesSent.get(sha) ?? 0), 0);
    rows.push({
      n,
      was: wasOf(operation),
      art: ent.art,
      ...subjectOf(replica, operation),
      text: textOf(replica, operation),
      felder: isEreignis || inGang.has(ent.art) ? [] : changedFields(operation),
      werte: shownValues(operation),
      zeit: t,
      fuer: operation.fuer === undefined ? null : nameOf(replica, operation.fuer),
      state: state.kind === 'rejected' ? 'rejected' : n <= sending.upTo ? 'sending' : 'waiting',
      code: state.kind === 'rejected' ? state.code : null,
      helfer: state.kind === 'rejected' ? helpersFor(replica, operation) : [],
      mayHandOver: state.kind === 'rejected' && intent !== 'hand-over' && lost.has(operation.akte),
      uebergabe: state.kind === 'rejected' ? handoverOf(replica, operation) : null,
      bytesSent: Math.min(bytesTotal, sent),
      bytesTotal,
    });
  }
  return rows;
}

/** New values that a person reads; of a new Frist what it is and when it ends. */
function shownValues({ intent, set }: Operation): Felder {
  if (intent === 'edit-vorgang') return set;
  if (intent === 'edit-postausgang') return set;
  if (intent === 'create-akte') return { titel: set.titel ?? '', aktenzeichen: set.aktenzeichen ?? '' };
  return intent === 'set-frist' ? { bezeichnung: set.bezeichnung ?? '', ende: set.ende ?? null } : {};
}

const inGang: ReadonlySet<DatensatzArt> = new Set(['beteiligungsschritt', 'zeichnung']);

/** The word for it: of what a person said the kind, otherwise the intent. */
export function wasOf({ intent, ent, set, add }: Operation): string {
  if (ent.art === 'ereignis') return String(set.ereignistyp);
  if (ent.art === 'zeichnung') return String(set.entscheidung);
  if (intent === 'link' && !add?.verweise?.length) return 'unlink';
  if (intent === 'file-dokument' && set.vorgang === null) return 'take-back';
  return set.stufe === 'signatur' ? 'signaturdatei' : intent;
}

/** What the person wrote. */
function textOf(replica: Replica, operation: Operation): string {
  const { intent, ent, set } = operation;
  const { frist } = replica.tables;
  if (intent === 'settle-frist')
    return [frist.text('bezeichnung', frist.row(ent.id)), String(set.grund ?? '')].filter(Boolean).join(': ');
  if (intent === 'assign-dokument') return nameOf(replica, String(set.zugewiesen));
  if (intent === 'link') return linkedTitles(replica, operation);
  if (intent === 'dispatch') return (set.empfaenger as readonly string[]).join(', ');
  if (ent.art === 'ereignis') return String(set.text ?? '');
  if (ent.art === 'zeichnung') return String(set.kommentar ?? '');
  return ent.art === 'beteiligungsschritt' ? String(set.grund || set.text || '') : '';
}

/** The record whose title, Federfuehrung and history tell what it is about. */
export function aboutOf(replica: Replica, { ent, set }: Operation): { art: DatensatzArt; id: string } {
  if (ent.art === 'ereignis') return { art: set.bezugArt as DatensatzArt, id: String(set.bezug) };
  const { frist, postausgang, beteiligungsschritt: table } = replica.tables;
  if (ent.art === 'frist')
    return { art: 'vorgang', id: String(set.vorgang ?? frist.code('vorgang', frist.row(ent.id))) };
  if (ent.art === 'postausgang')
    return { art: 'dokument', id: String(set.dokument ?? postausgang.code('dokument', postausgang.row(ent.id))) };
  if (!inGang.has(ent.art)) return ent;
  // A refused order is in no column: it names its Dokument itself.
  return { art: 'dokument', id: String(set.dokument ?? table.code('dokument', table.row(ent.id))) };
}

/** The Leitung of who is in charge, as far as that is known here; of an Akte that was withdrawn it is not. */
function helpersFor(replica: Replica, operation: Operation): string[] {
  const { akte } = operation;
  const { art, id } = aboutOf(replica, operation);
  const leads = federfuehrungenOf(replica, art, id);
  const ofAkte = leads.length > 0 || akte === null ? leads : federfuehrungenOf(replica, 'akte', akte);
  return leitungenOf(replica, ofAkte.length > 0 ? ofAkte : [replica.identity.einheit]);
}

/** What an operation is about, in words. A rejected creation is not in the columns: its own fields tell the title. */
export function subjectOf(replica: Replica, operation: Operation): { titel: string; zeichen: string } {
  const { set, intent } = operation;
  if (intent === 'hand-over') return { titel: nameOf(replica, String(set.an)), zeichen: '' };
  const { art, id } = aboutOf(replica, operation);
  const known = titleOf(replica, art, id);
  if (known.titel !== '') return known;
  const own = typeof set.titel === 'string' ? set.titel : typeof set.dateiname === 'string' ? set.dateiname : '';
  return { titel: own, zeichen: known.zeichen };
}
