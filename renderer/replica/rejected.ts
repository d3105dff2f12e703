import type { Change, Operation } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { aboutOf } from './ausgang.ts';
import { addVermerk, makeEreignis } from './edit-records.ts';
import { makeChange, presentBase } from './make-change.ts';
import type { Replica } from './replica.ts';
import { actingFor } from './vertretung.ts';

/** A person gives a rejected change up; the record it was about keeps a note of it and of her reason. */
export async function discardRejected(replica: Replica, n: number, reason: string): Promise<null> {
  const operation = mustBeRejected(replica, n);
  const { intent, set } = operation;
  const note = noteAbout(replica, operation, {
    ereignistyp: 'verworfen',
    text: `${intent}: ${Object.keys(set).join(', ')} – ${reason}`,
  });
  // In this order: where the note cannot be kept, the change still waits for a person.
  if (note) await replica.append([note]);
  await replica.close(n, 'discarded');
  return null;
}

/**
 * What a rejected change says becomes a Vermerk at a Vorgang where the person may still write. The Vermerk is on disk before the
 * change is closed, so that a power cut between the two leaves both (R43, S101).
 */
export async function keepAsVermerk(
  replica: Replica,
  { n, vorgang, text }: { readonly n: number; readonly vorgang: string; readonly text: string },
): Promise<null> {
  mustBeRejected(replica, n);
  await addVermerk(replica, { bezugArt: 'vorgang', bezug: vorgang, text });
  await replica.close(n, 'discarded');
  return null;
}

/** Asks the Leitung, in the history of the closed Vorgang, to set it open again; the rejected change goes on waiting. */
export async function askReopening(replica: Replica, n: number, reason: string): Promise<null> {
  const note = noteAbout(replica, mustBeRejected(replica, n), { ereignistyp: 'wiedereroeffnung', text: reason });
  if (!note) throw new AppError('not-found');
  await replica.append([note]);
  return null;
}

/** An Ereignis in the history of what the operation is about; null for what has none here, such as a kind of stamp. */
function noteAbout(
  replica: Replica,
  operation: Operation,
  words: { readonly ereignistyp: string; readonly text: string },
): Change | null {
  const about = aboutOf(replica, operation);
  const table = replica.tables[about.art];
  const row = table.row(about.id);
  // What the server never had has no history.
  if (table.number('$rev', row) === 0 || table.akte(row) === null) return null;
  const place = { akte: table.akte(row), bezugArt: about.art, bezug: about.id };
  return makeEreignis(replica, { ...place, ...words, versionSha: null });
}

/** A rejected change is made once more, on top of what the person sees now. */
export async function retryRejected(replica: Replica, n: number): Promise<null> {
  const { akte: refused, intent, ent, add, remove, need, ...rejected } = mustBeRejected(replica, n);
  // For whom she acts is asked anew: what was refused may have been that. A signed act says it for good.
  const { fuer, ...others } = rejected.set;
  const set = ent.art === 'ereignis' || fuer === undefined ? others : { ...others, fuer };
  if (set.ereignistyp === 'vertretung' && actingFor(replica) === null) {
    await replica.close(n, 'retried');
    return null;
  }
  const table = replica.tables[ent.art];
  const rev = table.number('$rev', table.row(ent.id));
  // Into the Akte where its Vorgang is now: what was refused may have been that it is moved.
  const { vorgang } = replica.tables;
  const at = ent.art === 'dokument' && typeof set.vorgang === 'string' ? vorgang.row(set.vorgang) : -1;
  const akte = at >= 0 ? vorgang.akte(at) : refused;
  const change: Change = {
    ...makeChange(replica, { akte, intent, ent, set, need, base: presentBase({ rev }, set) }),
    ...(add ? { add } : {}),
    ...(remove ? { remove } : {}),
  };
  await replica.append([change]);
  await replica.close(n, 'retried');
  return null;
}

function mustBeRejected(replica: Replica, n: number): Operation {
  const entry = replica.outbox.get(n);
  if (entry?.state.kind !== 'rejected') throw new AppError('not-found');
  return entry.operation;
}
