import type { Suchstand } from '../replica-api/search-rows.ts';
import { createIndexQueue, type IndexQueue, type TextReader } from './indexing/index-queue.ts';
import { KeptTexts } from './indexing/kept-texts.ts';
import type { Replica } from './replica.ts';
import { openSearchIndex } from './search/search-index.ts';
import { createSearch } from './search-dokumente.ts';

/** The search of an opened replica. */
export interface Search {
  readonly search: ReturnType<typeof createSearch>;
  readonly progress: () => Suchstand;
  /** Something changed: the index follows soon. */
  readonly wake: () => void;
  /** Resolves when the index is at what is on this device. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const unknown: Suchstand = { done: 0, total: 0, unread: 0, removals: 0, caughtUp: 0 };

/**
 * Opens the index of this device beside the work of the person, and what feeds it; `pause` lets others work
 * (createIndexQueue).
 */
export function startSearch(
  replica: Replica,
  parts: { readonly reader: TextReader; readonly pause: () => Promise<void> },
): Search {
  let queue: IndexQueue | null = null;
  const open = async () => {
    const { database, sealer } = replica.store;
    const texts = new KeptTexts(database, sealer);
    await texts.load();
    const index = await openSearchIndex({ table: database.search, sealer, onDamage: () => queue?.wake() });
    const indexing = createIndexQueue({ replica, index, texts, ...parts });
    queue = indexing;
    const behind = () => (indexing.isBehind() ? indexing.progress().caughtUp : null);
    return { queue: indexing, search: createSearch({ replica, index, texts, behind }) };
  };
  const opened = open();
  // Whoever searches is told; nobody else needs the index.
  opened.catch(() => undefined);
  return {
    search: async (frage, onFirst) => (await opened).search(frage, onFirst),
    progress: () => queue?.progress() ?? unknown,
    wake: () => void opened.then((parts) => parts.queue.wake()).catch(() => undefined),
    settle: async () => (await opened).queue.run(),
    stop: async () => (await opened.catch(() => null))?.queue.stop(),
  };
}
