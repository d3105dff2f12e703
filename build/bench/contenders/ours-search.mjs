import { openDatabase } from '../../../renderer/replica/database.ts';
import { createSealer } from '../../../renderer/replica/seal.ts';
import { openSearchIndex } from '../../../renderer/replica/search/search-index.ts';

/** The product's index: sealed rows in IndexedDB, dictionaries in memory. */
export async function oursSearch() {
  const database = await openDatabase('bench-search');
  const sealer = await createSealer(new Uint8Array(32).fill(7));
  const index = await openSearchIndex({ table: database.search, sealer });
  // Two pages, so that positions are read to say on which of them a hit stands.
  const body = (text) => {
    const middle = text.indexOf(' ', text.length / 2);
    return [text.slice(0, middle), text.slice(middle)].map((page) => ({ text: page, isScan: false }));
  };
  return {
    put: (batch) =>
      index.put(
        batch.map(({ id, akte, text }) => ({
          ...{ id, akte, stamp: 1, title: '', aktenzeichen: '', people: '', body: body(text) },
        })),
      ),
    save: async () => undefined,
    held: () => index.size(),
    async search(query) {
      let firstMs = null;
      const startedAt = performance.now();
      const since = () => performance.now() - startedAt;
      const { total } = await index.search(query, {
        limit: 20,
        onFirst: () => {
          firstMs = since();
        },
      });
      const ms = since();
      return { total, ms, firstMs: firstMs ?? ms };
    },
  };
}
