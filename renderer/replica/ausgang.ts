import type { DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { AusgangZeile } from '../replica-api/open-work.ts';
import { changedFields } from './changed-fields.ts';
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
      was: isEreignis ? String(set.ereignistyp) : set.stufe === 'signatur' ? 'signaturdatei' : intent,
      art: ent.art,
      ...subjectOf(replica, operation),
      text: isEreignis ? String(set.text ?? '') : '',
      felder: isEreignis ? [] : changedFields(operation),
      werte: intent === 'edit-vorgang' ? set : {},
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

/** The Leitung of who is in charge, as far as that is known here; of an Akte that was withdrawn it is not. */
function helpersFor(replica: Replica, { ent, set, akte }: Operation): string[] {
  const isEreignis = ent.art === 'ereignis';
  const art = isEreignis ? (set.bezugArt as DatensatzArt) : ent.art;
  const leads = federfuehrungenOf(replica, art, isEreignis ? String(set.bezug) : ent.id);
  const ofAkte = leads.length > 0 || akte === null ? leads : federfuehrungenOf(replica, 'akte', akte);
  return leitungenOf(replica, ofAkte.length > 0 ? ofAkte : [replica.identity.einheit]);
}

/** What an operation is about, in words. A rejected creation is not in the columns: its own fields tell the title. */
export function subjectOf(replica: Replica, { ent, set, intent }: Operation): { titel: string; zeichen: string } {
  if (ent.art === 'ereignis') return titleOf(replica, set.bezugArt as DatensatzArt, String(set.bezug));
  if (intent === 'hand-over') return { titel: nameOf(replica, String(set.an)), zeichen: '' };
  const known = titleOf(replica, ent.art, ent.id);
  if (known.titel !== '') return known;
  const own = typeof set.titel === 'string' ? set.titel : typeof set.dateiname === 'string' ? set.dateiname : '';
  return { titel: own, zeichen: known.zeichen };
}
