import type { Suchstand } from '../replica-api/search-rows.ts';
import { createIndexQueue, type IndexQueue, type TextReader } from './indexing/index-queue.ts';
import { KeptLayers } from './indexing/kept-layers.ts';
import { KeptTexts } from './indexing/kept-texts.ts';
import { createRecognition, type Recognition } from './indexing/recognition.ts';
import { createRecognitionQueue, type Recogniser } from './indexing/recognition-queue.ts';
import type { Replica } from './replica.ts';
import { openSearchIndex } from './search/search-index.ts';
import { createSearch } from './search-dokumente.ts';

/** The search of an opened replica. */
export interface Search {
  readonly search: ReturnType<typeof createSearch>;
  readonly progress: () => Suchstand;
  /** The words in scans. */
  readonly recognition: Recognition;
  /** Something changed: the index follows soon. */
  readonly wake: () => void;
  /** Resolves when the index is at what is on this device; scans that are to be read are. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const unknown: Suchstand = { done: 0, total: 0, unread: 0, removals: 0, caughtUp: 0 };

/**
 * Opens the index of this device beside the work of the person, and what feeds it; `pause` lets others work
 * (createIndexQueue), `calm` lasts until nobody works (createRecognitionQueue).
 */
export function startSearch(
  replica: Replica,
  parts: {
    readonly reader: TextReader;
    readonly recogniser: Recogniser;
    readonly pause: () => Promise<void>;
    readonly calm: () => Promise<void>;
  },
): Search {
  let queue: IndexQueue | null = null;
  const open = async () => {
    const { database, sealer } = replica.store;
    const texts = new KeptTexts(database, sealer);
    const layers = new KeptLayers(database, sealer);
    await Promise.all([texts.load(), layers.load()]);
    const index = await openSearchIndex({ table: database.search, sealer, onDamage: () => queue?.wake() });
    const { reader, pause, recogniser, calm } = parts;
    const kept = { replica, texts, layers };
    const recognising = createRecognitionQueue({ ...kept, recogniser, pause, calm, onRead: () => queue?.wake() });
    const indexing = createIndexQueue({ ...kept, index, reader, pause, onCaughtUp: recognising.wake });
    queue = indexing;
    const behind = () => (indexing.isBehind() ? indexing.progress().caughtUp : null);
    const search = createSearch({ replica, index, texts, behind });
    return { queue: indexing, recognising, search, texts, layers };
  };
  const opened = open();
  // Whoever searches is told; nobody else needs the index.
  opened.catch(() => undefined);
  return {
    search: async (frage, onFirst) => (await opened).search(frage, onFirst),
    progress: () => queue?.progress() ?? unknown,
    recognition: createRecognition(replica, opened),
    wake: () => void opened.then((parts) => parts.queue.wake()).catch(() => undefined),
    settle: async () => {
      const { queue, recognising } = await opened;
      await queue.run();
      await recognising.run();
      await queue.run();
    },
    stop: async () => {
      const parts = await opened.catch(() => null);
      await Promise.all([parts?.recognising.stop(), parts?.queue.stop()]);
    },
  };
}
