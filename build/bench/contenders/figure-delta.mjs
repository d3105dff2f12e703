import { createQueries } from '../../../renderer/replica/queries.ts';
import { createSubscriptions } from '../../../renderer/replica/subscriptions.ts';
import { createServerClient } from '../../../renderer/sync/server-client.ts';
import { syncOnce } from '../../../renderer/sync/sync-once.ts';
import { createProgress } from '../../../renderer/sync/sync-progress.ts';
import { createDownloads } from '../../../renderer/sync/transfer-blob.ts';
import { openReplica, removeReplica } from './ours-replica.mjs';

const CHANGES = 100;
/** Until the server's sequencer has put the changes into its log. */
const REST_MS = 1_500;
const ROUNDS = 5;

/** A colleague changed 100 Vorgaenge: from the start of the exchange until the open list shows every one of them. */
export async function measureDelta(_step, config) {
  const replica = await openReplica({ config });
  const server = createServerClient((input, init) => fetch(input, init), 'app://aktentasche/server');
  const nothing = () => undefined;
  const sync = () => {
    const { progress } = createProgress(nothing, () => performance.now());
    const download = createDownloads({ server, replica });
    return syncOnce({ server, replica, download, progress, signal: new AbortController().signal });
  };
  await sync();
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mark = `Geändert ${round} ${crypto.randomUUID()}`;
    const { vorgang } = replica.tables;
    // Closed ones take no changes.
    const rows = [...vorgang.ids.keys()].filter((row) => vorgang.code('status', row) === 'offen').slice(0, CHANGES);
    const edits = rows.map((row) => {
      const titel = `${mark} ${row}`;
      return { id: vorgang.ids[row], akte: vorgang.akte(row), rev: vorgang.number('$rev', row), titel };
    });
    const answer = await fetch('app://aktentasche/edit', { method: 'POST', body: JSON.stringify(edits) });
    const { taken } = await answer.json();
    if (taken !== CHANGES) throw new Error(`${taken} of ${CHANGES} changes were taken`);
    await new Promise((done) => setTimeout(done, REST_MS));
    const shown = showList(replica, mark);
    await new Promise((done) => setTimeout(done, REST_MS));
    const startedAt = performance.now();
    const [at] = await Promise.all([shown.all, sync()]);
    times.push(at - startedAt);
    shown.end();
  }
  await removeReplica(replica);
  times.sort((a, b) => a - b);
  return { ms: times[Math.floor(ROUNDS / 2)] };
}

/** An open list of what was changed, as a screen asks for it. */
function showList(replica, mark) {
  let tell;
  const all = new Promise((resolve) => {
    tell = resolve;
  });
  const queries = createQueries(replica, { status: () => null, sending: () => ({ upTo: 0, bytesSent: new Map() }) });
  const subscriptions = createSubscriptions(queries, (_id, { total }) => {
    if (total === CHANGES) tell(performance.now());
  });
  replica.onChange = (topics) => subscriptions.changed(topics);
  const input = { akte: null, text: mark, sort: 'titel', descending: false, offset: 0, limit: 60 };
  subscriptions.add(1, 'vorgaenge', input);
  return { all, end: () => subscriptions.remove(1) };
}
