import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../../server/database.ts';
import { readHead } from '../../server/move-pending.ts';
import { nothingWorkedOut, refreshSicht } from '../../server/sicht.ts';
import type { RunningServer } from '../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../server/store-record.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const enrol = (name: string) => TestDevice.enrol(server.url, name, demoPassword);
const akten = (device: TestDevice) =>
  new Set([...device.records.values()].flatMap(({ akte }) => (akte === null ? [] : [akte])));

async function settle(): Promise<void> {
  for (;;) {
    const { rows } = await server.pool.query<{ left: number }>('select count(*) as left from pending');
    if (rows[0]!.left === 0) return;
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** What an administrator or another application does: set fields of a record. */
async function change(
  art: 'akte' | 'vorgang' | 'person',
  id: string,
  felder: FuehrenderDatensatz['felder'],
): Promise<void> {
  await transaction(server.pool, async (db) => {
    const record = (await readRecord(db, art, id))!;
    const rev = await nextRev(db);
    const feldrev = { ...record.feldrev, ...Object.fromEntries(Object.keys(felder).map((feld) => [feld, rev])) };
    await storeRecord(db, { ...record, felder: { ...record.felder, ...felder }, feldrev, rev }, { by: null });
  });
  await settle();
}

test('S20: no row of an Akte that the person may not see is in her pull', async () => {
  const brandt = await enrol('brandt');
  await brandt.pull();
  expect(akten(brandt).size).toBeGreaterThan(10);
  // Of other offices only the Akte of which she has a Vorgang in hand.
  expect([...akten(brandt)].filter((akte) => !/jugendamt/.test(akte))).toEqual(['akte-bauamt-900']);
  expect(brandt.records.get('person/p-nowak')?.felder.name).toBe('Tomasz Nowak');
});

test('S4: a pull in small pieces gives the same records as one in one piece', async () => {
  const [small, large] = [await enrol('weiss'), await enrol('weiss')];
  await small.pull(37);
  await large.pull();
  expect(small.records).toEqual(large.records);
  expect(small.cursor).toBe(large.cursor);
});

test('S5: the answer is compressed for who accepts it and says the same', async () => {
  const device = await enrol('nowak');
  const plain = await device.fetch('/v1/sync/pull?after=0', { headers: { 'accept-encoding': 'identity' } });
  const packed = await device.fetch('/v1/sync/pull?after=0', { headers: { 'accept-encoding': 'br' } });
  expect(packed.headers.get('content-encoding')).toBe('br');
  expect(await packed.text()).toBe(await plain.text());
});

test('S6: a cursor that the server never gave out means that the server was restored', async () => {
  const device = await enrol('nowak');
  const answer = await device.fetch('/v1/sync/pull?after=999999999');
  expect(answer.status).toBe(410);
  expect(((await answer.json()) as { code: string }).code).toBe('resync-needed');
});

test('S21, S22: a grant brings the whole Akte, a revoke takes every record of it away, a new grant brings it back', async () => {
  const akte = 'akte-bauamt-001';
  const [brandt, nowak] = [await enrol('brandt'), await enrol('nowak')];
  await nowak.pull();
  await brandt.pull();
  const whole = [...nowak.records.values()].filter((record) => record.akte === akte).length;
  expect(akten(brandt).has(akte)).toBe(false);
  const ofAkte = () => [...brandt.records.values()].filter((record) => record.akte === akte);

  await change('vorgang', 'vorgang-bauamt-001-1', { bearbeitung: 'p-brandt' });
  await brandt.pull();
  expect(ofAkte()).toHaveLength(whole);

  await change('vorgang', 'vorgang-bauamt-001-1', { bearbeitung: 'p-nowak' });
  await brandt.pull();
  expect(ofAkte()).toEqual([]);

  const late = await enrol('brandt');
  await late.pull();
  expect(akten(late).has(akte)).toBe(false);

  await change('akte', akte, { federfuehrung: 'jugendamt' });
  await brandt.pull();
  expect(ofAkte()).toHaveLength(whole);
});

test('S18: a Dokument moved into another Akte takes its Versionen along and is gone for who sees only the old one', async () => {
  const [hoffmann, yildiz, brandt] = [await enrol('hoffmann'), await enrol('yildiz'), await enrol('brandt')];
  await change('vorgang', 'vorgang-ordnungsamt-001-1', { bearbeitung: 'p-yildiz', status: 'offen' });
  for (const device of [hoffmann, yildiz, brandt]) await device.pull();
  const id = 'dokument-posteingang-jugendamt-1';
  expect(brandt.records.has(`version/${id}-1`)).toBe(true);
  expect(hoffmann.records.has(`dokument/${id}`)).toBe(false);
  // Brandt stands in for Yıldız and sees what he has in hand: that has to end first.
  await change('person', 'p-brandt', { vertritt: [] });
  const result = await yildiz.do({
    intent: 'file-dokument',
    ent: { art: 'dokument', id },
    akte: 'akte-ordnungsamt-001',
    base: { vorgang: yildiz.records.get(`dokument/${id}`)!.rev },
    set: { vorgang: 'vorgang-ordnungsamt-001-1' },
  });
  expect(result.status).toBe('ok');
  await settle();
  for (const device of [hoffmann, yildiz, brandt]) await device.pull();
  for (const device of [hoffmann, yildiz]) {
    expect(device.records.get(`dokument/${id}`)?.akte).toBe('akte-ordnungsamt-001');
    expect(device.records.get(`version/${id}-1`)?.akte).toBe('akte-ordnungsamt-001');
  }
  expect(brandt.records.has(`dokument/${id}`)).toBe(false);
  expect(brandt.records.has(`version/${id}-1`)).toBe(false);
});

test('S22, I6: a right that ends also takes away what was moved out of the Akte while the person was away', async () => {
  const [yildiz, brandt] = [await enrol('yildiz'), await enrol('brandt')];
  await change('vorgang', 'vorgang-ordnungsamt-001-1', { bearbeitung: 'p-yildiz', status: 'offen' });
  await change('person', 'p-brandt', { vertritt: [], einheit: 'jugendamt' });
  for (const device of [yildiz, brandt]) await device.pull();
  const id = 'dokument-posteingang-jugendamt-2';
  const belonging = [`dokument/${id}`, `version/${id}-1`];
  expect(belonging.filter((key) => brandt.records.has(key))).toEqual(belonging);
  const result = await yildiz.do({
    intent: 'file-dokument',
    ent: { art: 'dokument', id },
    akte: 'akte-ordnungsamt-001',
    base: { vorgang: yildiz.records.get(`dokument/${id}`)!.rev },
    set: { vorgang: 'vorgang-ordnungsamt-001-1' },
  });
  expect(result.status).toBe('ok');
  await settle();
  await change('person', 'p-brandt', { einheit: 'bauamt' });
  await brandt.pull();
  expect(akten(brandt).has('posteingang-jugendamt')).toBe(false);
  expect(belonging.filter((key) => brandt.records.has(key))).toEqual([]);
});

test('S22, I6: nor does what is on its way into the feed stay behind', async () => {
  await change('person', 'p-brandt', { vertritt: [], einheit: 'jugendamt' });
  const id = 'dokument-posteingang-jugendamt-3';
  const undone = new Error('nothing of this is kept');
  const work = transaction(server.pool, async (db) => {
    const dokument = (await readRecord(db, 'dokument', id))!;
    const moved = { ...dokument, akte: 'akte-ordnungsamt-001', rev: await nextRev(db) };
    await storeRecord(db, moved, { by: null, vonAkte: dokument.akte });
    const person = (await readRecord(db, 'person', 'p-brandt'))!;
    const felder = { ...person.felder, einheit: 'bauamt' };
    await storeRecord(db, { ...person, felder, rev: await nextRev(db) }, { by: null });
    const head = await readHead(db);
    const changed = [{ art: 'person', rid: 'p-brandt', akte: null, von_akte: null }];
    await refreshSicht(db, changed, { head, workedOut: nothingWorkedOut() });
    const { rows } = await db.query('select k, fuer, akte from log where s > $1 and rid = $2', [head, id]);
    expect(rows).toEqual([{ k: 'gone', fuer: 'p-brandt', akte: 'posteingang-jugendamt' }]);
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
});

test('I4: with eight writers at once the log has no hole and a reader misses no row', async () => {
  const reader = await enrol('krueger');
  await reader.pull();
  const writers = Array.from({ length: 8 }, (_, w) =>
    (async () => {
      for (let i = 0; i < 25; i++) {
        await transaction(server.pool, async (db) => {
          const id = `w-${w}-${i}`;
          const rev = await nextRev(db);
          const record = { art: 'vorgang', id, akte: 'posteingang-ordnungsamt', rev, felder: { titel: id } } as const;
          await storeRecord(db, { ...record, feldrev: { titel: rev }, feldvon: {} }, { by: null });
          await db.query('select pg_sleep($1)', [Math.random() * 0.01]);
        });
      }
    })(),
  );
  let isWriting = true;
  const writing = Promise.all(writers).finally(() => {
    isWriting = false;
  });
  while (isWriting) await reader.pull(50);
  await writing;
  await settle();
  await reader.pull();
  expect([...reader.records.keys()].filter((key) => key.startsWith('vorgang/w-'))).toHaveLength(200);
  const { rows } = await server.pool.query<{ rows: number; head: number }>(
    'select count(*) as rows, max(s) as head from log',
  );
  expect(rows[0]!.rows).toBe(rows[0]!.head);
});

test('S25: a line that stays open is poked at every change', async () => {
  const device = await enrol('krueger');
  const answer = await device.fetch('/v1/sync/live');
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value: first } = await reader.read();
  expect(first).toMatch(/^event: head\ndata: \{"head":\d+\}\n\n$/);
  const before = Number(/\d+/.exec(first!)![0]);
  await change('vorgang', 'w-0-0', { titel: 'poke' });
  // What was changed just before may poke once more with the head that is known already.
  let head = before;
  while (head === before) head = Number(/\d+/.exec((await reader.read()).value!)![0]);
  expect(head).toBeGreaterThan(before);
  await reader.cancel();
});
