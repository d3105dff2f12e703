import { createQueries } from '../../../renderer/replica/queries.ts';
import { openAgain } from './ours-replica.mjs';

const QUESTIONS = 400;
const sorts = ['titel', 'geschaeftszeichen', 'vorgangstyp', 'bearbeitung', 'status', 'wiedervorlage'];
/** What somebody types letter by letter, and without a filter. */
const texts = ['', '', 'a', 'an', 'ant', 'mül', 'müller', '51.20.00', 'rückgriff'];

/** Pages of the list of Vorgaenge, every combination of order, direction, text and place; the first of each order sorts. */
export async function measureLists() {
  const replica = await openAgain();
  const queries = createQueries(replica, { status: () => null, sending: () => ({ upTo: 0, bytesSent: new Map() }) });
  const times = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const input = {
      akte: null,
      text: texts[i % texts.length],
      sort: sorts[Math.floor(i / 7) % sorts.length],
      descending: i % 2 === 1,
      offset: (i * 61) % 5_000,
      limit: 60,
    };
    const startedAt = performance.now();
    await queries.vorgaenge(input);
    times.push(performance.now() - startedAt);
  }
  replica.store.database.close();
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(QUESTIONS * 0.5)], p95: times[Math.floor(QUESTIONS * 0.95)], worst: times.at(-1) };
}
