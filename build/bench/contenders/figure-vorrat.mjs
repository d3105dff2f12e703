import { createQueries } from '../../../renderer/replica/queries.ts';
import { openAgain } from './ours-replica.mjs';

const QUESTIONS = 400;
const CHANGES = 40;
const kreise = ['einheit', 'vertretung'];
const gruende = [null, null, 'wiedervorlage', 'frist'];
const texts = ['', '', '', 'm', 'mü', 'müll', 'müller', '51.20.00'];

/** The list of what waits: pages in every Kreis, with and without a text, and the first page after a change. */
export async function measureVorrat() {
  const replica = await openAgain();
  // The seed of the benchmark has no persons: the present one stands in for those who have the Vorgaenge in hand.
  const felder = {
    name: 'B',
    einheit: 'jugendamt',
    funktion: '',
    zeichnung: '',
    rollen: [],
    vertritt: ['p-brandt', 'p-yildiz'],
  };
  replica.tables.person.put({ art: 'person', id: replica.identity.person, akte: null, rev: 1, felder }, 0);
  const queries = createQueries(replica, { status: () => null, sending: () => ({ upTo: 0, bytesSent: new Map() }) });
  const ask = (input) => {
    const startedAt = performance.now();
    const answer = queries.arbeitsvorrat({
      kreis: 'einheit',
      fuer: null,
      grund: null,
      text: '',
      offset: 0,
      limit: 60,
      ...input,
    });
    return { ms: performance.now() - startedAt, total: answer.total };
  };
  const first = ask({});
  if (first.total === 0) throw new Error('nothing waits');
  const times = Array.from({ length: QUESTIONS }, (_, i) =>
    ask({
      kreis: kreise[i % kreise.length],
      grund: gruende[Math.floor(i / 3) % gruende.length],
      text: texts[Math.floor(i / 5) % texts.length],
      offset: (i * 61) % 3_000,
    }),
  );
  const changed = [];
  for (let i = 0; i < CHANGES; i++) {
    const id = `vorgang-l${i * 7 + 1}`;
    const record = await replica.read('vorgang', id);
    replica.tables.vorgang.put({ ...record, felder: { ...record.felder, wiedervorlage: '2026-11-23' } }, 0);
    changed.push(ask({}));
  }
  replica.store.database.close();
  const p95 = (all) => all.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(all.length * 0.95)];
  return { first: first.ms, p95: p95(times), changed: p95(changed), waiting: first.total };
}
