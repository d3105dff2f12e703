import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { makeEreignis } from '../../../renderer/replica/edit-records.ts';
import { renewEpoch } from '../../../server/admin/renew-epoch.ts';
import { type RunningServer, startServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword, makeDataFolder, seededDataFolder } from '../../workstation/seeded-folder.ts';

const akte = 'akte-jugendamt-001';
const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A server whose data folder can be saved and put back; it keeps its address. */
async function restorableServer() {
  const [dataFolder, backup] = [await seededDataFolder(), await makeDataFolder()];
  let server: RunningServer = await startServer({ port: 0, dataFolder });
  const port = Number(new URL(server.url).port);
  const copy = async (from: string, to: string) => {
    await rm(to, { recursive: true });
    // `cp -a` keeps the owner, which is PostgreSQL's user when the tests run as root.
    execFileSync('cp', ['-a', from, to]);
  };
  endings.push(async () => {
    await server.stop();
    await Promise.all([dataFolder, backup].map((folder) => rm(folder, { recursive: true, force: true })));
  });
  return {
    url: server.url,
    pool: () => server.pool,
    async save() {
      await server.stop();
      await copy(dataFolder, backup);
      server = await startServer({ port, dataFolder });
    },
    async putBack({ withNewEpoch }: { readonly withNewEpoch: boolean }) {
      await server.stop();
      await copy(backup, dataFolder);
      server = await startServer({ port, dataFolder });
      if (!withNewEpoch) return;
      await renewEpoch(server.pool);
      await server.stop();
      server = await startServer({ port, dataFolder });
    },
  };
}

async function openDesk(url: string): Promise<Desk> {
  const desk = await Desk.open(url, 'brandt', demoPassword);
  endings.push(() => desk.close());
  await desk.sync();
  return desk;
}

const newVorgang = async (desk: Desk, titel: string) =>
  (await desk.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' })).id;
const allSent = (desk: Desk) => desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
const rows = (desk: Desk) =>
  desk.queries.vorgaenge({ akte, text: '', sort: 'titel', descending: false, offset: 0, limit: 10_000 });

async function setTitel(desk: Desk, id: string, titel: string): Promise<void> {
  const base = { titel: (await desk.queries.vorgang({ id }))!.vorgang.rev };
  await desk.commands.editVorgang({ id, set: { titel }, base });
}

test('R51: a server put back from a backup is fed from the journals and everyone converges', async () => {
  const server = await restorableServer();
  const [desk, colleague] = [await openDesk(server.url), await openDesk(server.url)];
  const old = await newVorgang(desk, 'Vor der Sicherung');
  await allSent(desk);
  await server.save();

  const fresh = await newVorgang(desk, 'Nach der Sicherung');
  await setTitel(desk, old, 'Nach der Sicherung geändert');
  const bytes = new Uint8Array(randomBytes(400_000));
  const sha = createHash('sha256').update(bytes).digest('hex');
  const document = { name: 'x.pdf', titel: 'X', bytes, vorgang: fresh, eingang };
  const { version } = await desk.commands.importDokument(document);
  const theirs = await newVorgang(colleague, 'Von der Kollegin');
  for (const each of [desk, colleague, desk]) await allSent(each);
  await desk.syncUntil(() => desk.replica.tables.vorgang.row(theirs) >= 0);
  expect(await desk.workplace.blobs.list()).toEqual([]);
  const before = { epoch: desk.replica.state.epoch, made: desk.replica.outbox.size };

  await server.putBack({ withNewEpoch: true });
  const stored = async (id: string) => {
    const sql = `select count(*)::int as count from datensatz where id = $1`;
    return (await server.pool().query<{ count: number }>(sql, [id])).rows[0]?.count;
  };
  expect(await Promise.all([old, fresh, version, theirs].map(stored))).toEqual([1, 0, 0, 0]);

  const unsent = await newVorgang(desk, 'Noch nicht gesandt');
  await desk.sync();
  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
  expect(desk.replica.state.epoch).not.toBe(before.epoch);
  expect(desk.workplace.vault.secrets.lease?.epoch).toBe(desk.replica.state.epoch);
  expect(await Promise.all([old, fresh, version, unsent, theirs].map(stored))).toEqual([1, 1, 1, 1, 0]);
  await allSent(colleague);
  await desk.syncUntil(() => desk.replica.tables.vorgang.row(theirs) >= 0);
  await colleague.syncUntil(() => colleague.replica.tables.vorgang.row(unsent) >= 0);

  const { rows: counted } = await server
    .pool()
    .query<{ dev: string; times: number }>(
      'select dev, count(*)::int as times from operation where dev = any($1) group by dev',
      [[desk.replica.identity.device, colleague.replica.identity.device]],
    );
  expect(Object.fromEntries(counted.map(({ dev, times }) => [dev, times]))).toEqual({
    [desk.replica.identity.device]: before.made + 1,
    [colleague.replica.identity.device]: 1,
  });
  const newcomer = await openDesk(server.url);
  const read = await newcomer.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  expect(createHash('sha256').update(read.bytes).digest('hex')).toBe(sha);
  const truth = await rows(newcomer);
  expect(truth.rows.find(({ id }) => id === old)?.titel).toBe('Nach der Sicherung geändert');
  expect(await rows(desk)).toEqual(truth);
  expect(await rows(colleague)).toEqual(truth);
});

test('S6, R51: a head before the cursor is noticed before what is sent next moves it past', async () => {
  const server = await restorableServer();
  const [desk, colleague] = [await openDesk(server.url), await openDesk(server.url)];
  await server.save();
  for (const titel of ['Eins', 'Zwei', 'Drei']) await newVorgang(desk, titel);
  await allSent(desk);
  await server.putBack({ withNewEpoch: false });
  // Takes a place in the feed that the desk believes to have read.
  const theirs = await newVorgang(colleague, 'Von der Kollegin');
  await allSent(colleague);
  await newVorgang(desk, 'Vier');
  await desk.sync();
  await allSent(desk);
  expect(desk.replica.tables.vorgang.row(theirs)).toBeGreaterThanOrEqual(0);
  await colleague.syncUntil(async () => (await rows(colleague)).total === (await rows(desk)).total);
  expect(await rows(desk)).toEqual(await rows(colleague));
});

test('R133: what the journal let go of after 30 days keeps nobody from being asked again, nor new work from being sent', async () => {
  const server = await restorableServer();
  const desk = await openDesk(server.url);
  const [closed, open] = [await newVorgang(desk, 'Abgeschlossen'), await newVorgang(desk, 'Offen')];
  await desk.commands.closeVorgang({ id: closed, grund: '' });
  await allSent(desk);
  await setTitel(desk, closed, 'Zu spät geändert');
  const about = { akte, bezugArt: 'vorgang', bezug: open, ereignistyp: 'vermerk', versionSha: null } as const;
  await desk.replica.append(
    Array.from({ length: 200 }, (_, i) => makeEreignis(desk.replica, { ...about, text: `${i}` })),
  );
  await allSent(desk);
  const parked = (await desk.queries.ausgang({})).map(({ n }) => n);
  expect(parked).toHaveLength(1);
  await server.save();
  await server.putBack({ withNewEpoch: true });

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 24 * 3600_000 });
  await desk.start();
  vi.useRealTimers();
  expect([...desk.replica.outbox.keys()]).toEqual(parked);
  await newVorgang(desk, 'Nach 30 Tagen');
  await desk.sync();
  await allSent(desk);
  expect(desk.replica.state.askAgainFrom).toBeNull();
  expect((await desk.queries.ausgang({})).map(({ n }) => n)).toEqual(parked);
});

test('R135: an end between throwing away and asking again does not keep a restored server from being asked', async () => {
  const server = await restorableServer();
  const desk = await openDesk(server.url);
  for (const titel of ['Eins', 'Zwei', 'Drei']) await newVorgang(desk, titel);
  await allSent(desk);
  await server.save();
  await server.putBack({ withNewEpoch: true });
  const { store } = desk.replica;
  const clear = store.clear.bind(store);
  store.clear = async (...facts) => {
    await clear(...facts);
    throw new Error('the end');
  };
  await expect(desk.sync()).rejects.toThrow('the end');
  await desk.start();
  const sent: number[] = [];
  desk.wire = (url, init) => {
    const lines = url.endsWith('/v1/sync/push')
      ? Buffer.from(init.body as Uint8Array)
          .toString()
          .split('\n')
      : [];
    for (const line of lines.filter(Boolean)) sent.push(JSON.parse(line).n);
    return fetch(url, init);
  };
  await desk.sync();
  expect(sent).toEqual([...desk.replica.outbox.keys()]);
});

test('R152: the refusal of a restored server is not lost with the answer and the records of the workstation', async () => {
  const server = await restorableServer();
  const desk = await openDesk(server.url);
  const id = await newVorgang(desk, 'Vor der Sicherung');
  await allSent(desk);
  await server.save();
  await setTitel(desk, id, 'Nach der Sicherung');
  await allSent(desk);
  expect((await desk.queries.ausgang({})).length).toBe(0);
  await server.putBack({ withNewEpoch: true });
  await server
    .pool()
    .query(`update datensatz set d = jsonb_set(d, '{felder,status}', '"zdA"') where art = 'vorgang' and id = $1`, [id]);
  // The restored server refuses, its answer is lost, and then everything that the browser keeps.
  desk.wire = async (url, init) => {
    const answer = await fetch(url, init);
    if (url.endsWith('/v1/sync/push')) throw new Error('cut');
    return answer;
  };
  await desk.sync().catch(() => undefined);
  desk.wire = (url, init) => fetch(url, init);
  desk.wipe();
  await desk.start();
  await desk.sync();
  expect(await desk.queries.ausgang({})).toMatchObject([{ state: 'rejected', code: 'akte-closed' }]);
});
