import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackRecords } from '../../../renderer/replica/pack-records.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../../server/store-record.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-bauamt-900';
let server: RunningServer;
let brandt: Desk;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  await brandt.sync();
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await server?.stop();
});

/** The Vorgaenge of the Akte are put into somebody's hand. */
async function giveTo(person: string): Promise<void> {
  await transaction(server.pool, async (db) => {
    const { rows } = await db.query<{ id: string }>(`select id from datensatz where art = 'vorgang' and akte = $1`, [
      akte,
    ]);
    for (const { id } of rows) {
      const record = (await readRecord(db, 'vorgang', id))!;
      const rev = await nextRev(db);
      const felder = { ...record.felder, bearbeitung: person };
      await storeRecord(db, { ...record, felder, rev, feldrev: { ...record.feldrev, bearbeitung: rev } }, { by: null });
    }
  });
}

const inAkte = () => {
  const { vorgang } = brandt.replica.tables;
  return vorgang.ids.filter((id, row): id is string => id !== null && vorgang.akte(row) === akte);
};

test('S82: a right that ends takes records, bytes and packing along, and parks what was not sent yet', async () => {
  await brandt.commands.pack({ scopes: [{ art: 'akte', id: akte }] });
  await brandt.sync();
  const [vorgang = ''] = inAkte();
  const bytes = brandt.replica.blobs.heldShas.length;
  expect(bytes).toBeGreaterThan(0);
  // An old copy of the records lies in the segments, none in the hot store.
  await brandt.commands.flush({});

  brandt.offline = true;
  const detail = await brandt.queries.vorgang({ id: vorgang });
  const base = { bemerkung: detail?.vorgang.rev ?? 0 };
  await brandt.commands.editVorgang({ id: vorgang, set: { bemerkung: 'unterwegs notiert' }, base });
  await giveTo('p-nowak');
  brandt.offline = false;
  await brandt.syncUntil(() => inAkte().length === 0);

  expect(brandt.replica.tables.akte.row(akte)).toBe(-1);
  expect(brandt.replica.packList.scopes).toEqual([]);
  expect(brandt.replica.blobs.heldShas.length).toBeLessThan(bytes);
  expect([...brandt.replica.store.hot.values()].filter(({ record }) => record === null)).toEqual([]);
  for await (const { packed } of brandt.replica.store.segments.all())
    expect((packed ? unpackRecords(packed) : []).filter((record) => record.akte === akte)).toEqual([]);
  const [row] = await brandt.queries.ausgang({});
  expect(row).toMatchObject({ state: 'rejected', code: 'no-right', werte: { bemerkung: 'unterwegs notiert' } });
});

test('S82: what was cleaned up only in part is cleaned up after the next start', async () => {
  await giveTo('p-brandt');
  await brandt.syncUntil(() => inAkte().length > 0);
  await brandt.commands.pack({ scopes: [{ art: 'akte', id: akte }] });
  await brandt.sync();
  await giveTo('p-nowak');
  brandt.replica.blobs.remove = () => Promise.reject(new Error('end of the program'));
  await expect(brandt.syncUntil(() => inAkte().length === 0)).rejects.toThrow('end of the program');
  const before = brandt.replica.blobs.heldShas.length;
  await brandt.start();
  await brandt.sync();
  expect(brandt.replica.blobs.heldShas.length).toBeLessThan(before);
});
