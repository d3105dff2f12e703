import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../renderer/replica/database.ts';

test('R122: an opening that the browser never answers is given up, and the next question asks anew', async () => {
  const factory = new IDBFactory();
  let isSilent = false;
  // A request that nobody ever answers, as Chromium makes them on a full disk.
  const open = (name: string, version?: number) => (isSilent ? new EventTarget() : factory.open(name, version));
  const indexedDB = new Proxy(factory, {
    get: (target, word) => (word === 'open' ? open : Reflect.get(target, word).bind?.(target)),
  }) as unknown as globalThis.IDBFactory;
  const engine = { indexedDB, IDBKeyRange } as unknown as Parameters<typeof openDatabase>[1];
  let unanswered = 0;
  const onUnanswered = () => {
    unanswered += 1;
  };
  const database = await openDatabase('aktentasche', engine, { openMs: 200, onUnanswered });
  const row = { id: 1, g: 1, b: new Uint8Array([1, 2, 3]) };
  await database.hot.put(row);

  isSilent = true;
  database.close({ disableAutoOpen: false });
  const asked = [database.hot.get(1), database.hot.put({ ...row, id: 2 }), database.open()];
  const results = await Promise.allSettled(asked);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);

  expect(unanswered).toBeGreaterThan(0);
  isSilent = false;
  expect(await database.hot.get(1)).toEqual(row);
  expect(await database.hot.count()).toBe(1);
  database.close();
});
