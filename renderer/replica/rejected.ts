import type { DatensatzArt } from '../../shared/akte.ts';
import type { Change, Operation } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { makeEreignis } from './edit-records.ts';
import { makeChange, presentBase } from './make-change.ts';
import { NOT_STORED } from './record-table.ts';
import type { Replica } from './replica.ts';

/** A person gives a rejected change up; the record it was about keeps a note of it. */
export async function discardRejected(replica: Replica, n: number): Promise<null> {
  const { intent, ent, set } = mustBeRejected(replica, n);
  const about =
    ent.art === 'ereignis'
      ? { art: set.bezugArt as DatensatzArt, id: String(set.bezug) }
      : { art: ent.art, id: ent.id };
  const table = replica.tables[about.art];
  const row = table.row(about.id);
  await replica.close(n, 'discarded');
  // What belongs to no Akte, such as a kind of stamp, has no history.
  if (row >= 0 && table.place(row) !== NOT_STORED && table.akte(row) !== null) {
    const text = `${intent}: ${Object.keys(set).join(', ')}`;
    await replica.append([
      makeEreignis(replica, {
        akte: table.akte(row),
        bezugArt: about.art,
        bezug: about.id,
        ereignistyp: 'verworfen',
        versionSha: null,
        text,
      }),
    ]);
  }
  return null;
}

/** A rejected change is made once more, on top of what the person sees now. */
export async function retryRejected(replica: Replica, n: number): Promise<null> {
  const { akte, intent, ent, set, add, remove, need } = mustBeRejected(replica, n);
  const record = await replica.store.read(ent.art, ent.id);
  const change: Change = {
    ...makeChange(replica, { akte, intent, ent, set, need, base: presentBase(record ?? { rev: 0 }, set) }),
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
