import type { QueryName } from '../replica-api/live-queries.ts';
import { type QueryAnswers, queryTopics } from './queries.ts';
import type { Topic } from './replica.ts';

/** Changes within this time are answered together, milliseconds. */
const GATHER_MS = 15;
/** A question that failed is asked again after this time, milliseconds. */
const ASK_AGAIN_MS = 3_000;

interface Subscription {
  readonly id: number;
  readonly name: QueryName;
  readonly input: unknown;
  last: string | undefined;
  running: boolean;
  stale: boolean;
}

/** Live questions: each is answered at once and again after changes it depends on, but only when the answer differs. */
export function createSubscriptions(queries: QueryAnswers, post: (id: number, value: unknown) => void) {
  const open = new Map<number, Subscription>();
  const gathered = new Set<Topic>();
  let isGathering = false;

  const answer = async (subscription: Subscription): Promise<void> => {
    if (subscription.running) {
      subscription.stale = true;
      return;
    }
    subscription.running = true;
    do {
      subscription.stale = false;
      const query = queries[subscription.name] as (input: unknown) => unknown;
      try {
        const value = await query(subscription.input);
        const text = JSON.stringify(value);
        if (text !== subscription.last && open.has(subscription.id)) post(subscription.id, value);
        subscription.last = text;
      } catch (error) {
        // A question that fails leaves the last answer standing. No change need come of a database that was closed for a while.
        setTimeout(() => open.has(subscription.id) && void answer(subscription), ASK_AGAIN_MS);
        console.error('query failed', subscription.name, error instanceof Error ? error.name : '');
      }
    } while (subscription.stale);
    subscription.running = false;
  };

  return {
    add(id: number, name: QueryName, input: unknown): void {
      if (!Object.hasOwn(queries, name)) return;
      const subscription = { id, name, input, last: undefined, running: false, stale: false };
      open.set(id, subscription);
      void answer(subscription);
    },
    remove(id: number): void {
      open.delete(id);
    },
    changed(topics: ReadonlySet<Topic>): void {
      for (const topic of topics) gathered.add(topic);
      if (isGathering) return;
      isGathering = true;
      setTimeout(() => {
        isGathering = false;
        const changed = new Set(gathered);
        gathered.clear();
        for (const subscription of open.values()) {
          if ([...queryTopics[subscription.name]].some((topic) => changed.has(topic))) void answer(subscription);
        }
      }, GATHER_MS);
    },
  };
}
