import Dexie from 'dexie';
import MiniSearch from 'minisearch';
import { termsOf } from '../../../renderer/replica/search/analyse.ts';

const options = { fields: ['text'], tokenize: termsOf, processTerm: (term) => term };

/** MiniSearch with our folding, so that it finds umlauts too; unencrypted JSON in IndexedDB, all of it in memory in use. */
export async function minisearchSearch() {
  const database = new Dexie('bench-minisearch');
  database.version(1).stores({ saved: 'id' });
  const saved = await database.saved.get(1);
  const index = saved ? MiniSearch.loadJSON(saved.json, options) : new MiniSearch(options);
  let sealedBytes = saved?.json.length ?? 0;
  return {
    put: async (batch) => index.addAll(batch.map(({ id, text }) => ({ id, text }))),
    async save() {
      const json = JSON.stringify(index);
      sealedBytes = json.length;
      await database.saved.put({ id: 1, json });
    },
    held: () => ({ documents: index.documentCount, sealedBytes }),
    async search(query, kind) {
      if (kind === 'infix' || kind === 'phrase') return null;
      const startedAt = performance.now();
      const found = index.search(query, { combineWith: 'AND', prefix: true, fuzzy: kind === 'typo' ? 0.2 : false });
      const ms = performance.now() - startedAt;
      return { total: found.length, ms, firstMs: ms };
    },
  };
}
