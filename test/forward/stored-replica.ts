import type { Page } from '@playwright/test';

/** What the browser keeps of the replica, looked at while the Aktentasche is locked. */
export interface StoredReplica {
  /** Rows by table of IndexedDB; empty when the database is gone. */
  readonly rows: Readonly<Record<string, number>>;
  /** Bytes of each pack in OPFS. */
  readonly packBytes: readonly number[];
}

/** Counts rows and packs. */
export function readStore(page: Page): Promise<StoredReplica> {
  return page.evaluate(async () => {
    const rows: Record<string, number> = {};
    const known = (await indexedDB.databases()).some(({ name }) => name === 'aktentasche');
    if (known) {
      const database = await done(indexedDB.open('aktentasche'));
      for (const table of database.objectStoreNames) {
        rows[table] = await done(database.transaction(table).objectStore(table).count());
      }
      database.close();
    }
    const root = await navigator.storage.getDirectory();
    const packs = await root.getDirectoryHandle('packs', { create: true });
    const packBytes: number[] = [];
    for await (const handle of packs.values()) {
      packBytes.push((await (handle as FileSystemFileHandle).getFile()).size);
    }
    return { rows, packBytes };

    function done<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
  });
}

/** Makes every sealed segment unreadable; their number stays. */
export function damageSegments(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('aktentasche');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const database = opening.result;
    const transaction = database.transaction('segments', 'readwrite');
    const walking = transaction.objectStore('segments').openCursor();
    walking.onsuccess = () => {
      const cursor = walking.result;
      if (!cursor) return;
      cursor.update({ ...cursor.value, b: new Uint8Array(cursor.value.b.length) });
      cursor.continue();
    };
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  });
}

/** The browser lost everything of this origin. */
export function wipeStore(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const deleting = indexedDB.deleteDatabase('aktentasche');
    await new Promise((resolve, reject) => {
      deleting.onsuccess = resolve;
      deleting.onerror = reject;
      deleting.onblocked = reject;
    });
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('packs', { recursive: true });
  });
}
