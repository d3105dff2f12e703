import { createHash, randomBytes } from 'node:crypto';
import { readdir, truncate } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { pullChanges } from '../../../renderer/sync/pull-changes.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk, type Wire } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let desk: Desk;
const akte = 'akte-jugendamt-001';
const plain: Wire = (url, init) => fetch(url, init);

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
});
afterEach(() => desk.close());
afterAll(() => server.stop());

/** Changes the text of every pull answer, as a bad line or a liar in the middle would. */
function tamperPull(change: (lines: string[]) => string[]): Wire {
  return async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.includes('/sync/pull')) return answer;
    const lines = (await answer.text()).split('\n');
    return new Response(change(lines).join('\n'), { headers: { 'content-type': 'application/x-ndjson' } });
  };
}

const pull = () =>
  pullChanges(desk.server, desk.replica, { onRows: () => undefined, signal: new AbortController().signal });
// The key of a new device comes to everybody whenever it comes.
const ids = (on: Desk) =>
  Object.values({ ...on.replica.tables, geraeteschluessel: null }).flatMap(
    (table) => table?.ids.filter(Boolean).map((id) => `${table.art}/${id}`) ?? [],
  );

async function complete(): Promise<Desk> {
  const other = await Desk.open(server.url, 'brandt', demoPassword);
  await other.sync();
  return other;
}

async function newVorgang(titel: string): Promise<string> {
  return (await desk.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' })).id;
}

test('I11: of a truncated pull the complete lines stay and the rest comes with the next one', async () => {
  desk.wire = tamperPull((lines) => [...lines.slice(0, 20), (lines[20] ?? '').slice(0, 30)]);
  expect(await pull()).toEqual({ kind: 'truncated' });
  expect(ids(desk)).toHaveLength(20);
  const { cursor } = desk.replica.state;
  desk.wire = plain;
  await desk.sync();
  expect(desk.replica.state.cursor).toBeGreaterThan(cursor);
  const other = await complete();
  expect(ids(desk).sort()).toEqual(ids(other).sort());
  await other.close();
});

test('I11: lines that come twice change nothing', async () => {
  desk.wire = tamperPull((lines) => [...lines.slice(0, 30), ...lines.slice(0, 30), ...lines.slice(30)]);
  await expect(pull()).rejects.toMatchObject({ code: 'server-answer-invalid' });
  desk.wire = plain;
  await desk.sync();
  const other = await complete();
  expect(ids(desk).sort()).toEqual(ids(other).sort());
  await other.close();
});

test('I4: after a missing line nothing is accepted, and the next pull brings it', async () => {
  desk.wire = tamperPull((lines) => [...lines.slice(0, 10), ...lines.slice(11)]);
  await expect(pull()).rejects.toMatchObject({ code: 'resync-needed' });
  expect(ids(desk)).toHaveLength(10);
  desk.wire = plain;
  await desk.sync();
  const other = await complete();
  expect(ids(desk).sort()).toEqual(ids(other).sort());
  await other.close();
});

test('S4: a batch whose end does not fit its lines does not move the cursor behind them', async () => {
  desk.wire = tamperPull((lines) => lines.map((line) => line.replace(/"mac":"../, '"mac":"zz')));
  await expect(pull()).rejects.toMatchObject({ code: 'server-answer-invalid' });
});

test('I3: an answer lost on the way is asked for again and nothing happens twice', async () => {
  await desk.sync();
  const id = await newVorgang('Verlorene Antwort');
  let lost = 0;
  desk.wire = async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.includes('/sync/push') || lost++ > 0) return answer;
    await answer.text();
    throw new TypeError('connection reset');
  };
  await expect(desk.sync()).rejects.toMatchObject({ code: 'server-unreachable' });
  expect((await desk.queries.ausgang({})).map(({ state }) => state)).toEqual(['waiting']);
  desk.wire = plain;
  await desk.syncUntil(() => !desk.replica.isUnsent('vorgang', id));
  const { rows } = await server.pool.query<{ count: number }>(
    `select count(*)::int as count from operation where dev = $1`,
    [desk.replica.identity.device],
  );
  expect(rows[0]?.count).toBe(1);
});

test('I8: killed between journal and database, the change is there after the start', async () => {
  await desk.sync();
  const { database } = desk.replica.store;
  const changes = desk.commands.createVorgang({ akte, titel: 'Überlebt', vorgangstyp: 'Antrag' });
  database.close();
  const { id } = await changes;
  await desk.start();
  expect((await desk.queries.vorgang({ id }))?.vorgang.felder.titel).toBe('Überlebt');
  await desk.syncUntil(() => !desk.replica.isUnsent('vorgang', id));
});

test('I8: killed before the server’s word is journalled, the operation is sent again', async () => {
  await desk.sync();
  const id = await newVorgang('Zweimal gesandt');
  desk.beforeCall = (call) => {
    if (call === 'journal.decide') throw new Error('killed');
  };
  await expect(desk.sync()).rejects.toThrow('killed');
  desk.beforeCall = () => undefined;
  await desk.start();
  await desk.syncUntil(() => !desk.replica.isUnsent('vorgang', id));
  expect((await desk.queries.vorgang({ id }))?.vorgang.rev).toBeGreaterThan(0);
});

test('R31: IndexedDB and OPFS wiped with unsent work: everything is rebuilt and the bytes still arrive', async () => {
  await desk.sync();
  const vorgang = await newVorgang('Vor dem Verlust');
  const bytes = new Uint8Array(randomBytes(1_500_000));
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang, eingang });
  desk.wipe();
  await desk.start();
  expect(desk.rebuilt).toBe(true);
  const read = await desk.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  expect(Buffer.from(read.bytes).equals(bytes)).toBe(true);
  await desk.syncUntil(() => !desk.replica.isUnsent('version', version));
  const other = await complete();
  expect(ids(desk).sort()).toEqual(ids(other).sort());
  const there = await other.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  expect(Buffer.from(there.bytes).equals(bytes)).toBe(true);
  await other.close();
});

test('R32: rows that the browser lost silently are noticed by their count', async () => {
  await desk.sync();
  const { database } = desk.replica.store;
  const first = (await database.hot.toCollection().primaryKeys())[0]!;
  await database.hot.delete(first);
  database.close();
  await desk.start();
  expect(desk.rebuilt).toBe(true);
  await desk.sync();
  const other = await complete();
  expect(ids(desk).sort()).toEqual(ids(other).sort());
  await other.close();
});

test('R47: a download that was cut goes on behind its last whole chunk', async () => {
  await desk.sync();
  const vorgang = await newVorgang('Große Anlage');
  const bytes = new Uint8Array(randomBytes(3_400_000));
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang, eingang });
  await desk.sync();
  const other = await complete();
  await other.syncUntil(() => other.replica.tables.version.row(version) >= 0);
  const ranges: (string | null)[] = [];
  other.wire = async (url, init) => {
    const answer = await fetch(url, init);
    if (!/blobs\/[0-9a-f]{64}$/.test(url)) return answer;
    ranges.push(new Headers(init.headers).get('range'));
    if (ranges.length > 1) return answer;
    const whole = new Uint8Array(await answer.arrayBuffer());
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(whole.subarray(0, 2_500_000));
      },
      pull(controller) {
        controller.error(new TypeError('connection reset'));
      },
    });
    return new Response(cut, { status: answer.status, headers: answer.headers });
  };
  const reading = () => other.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  await expect(reading()).rejects.toMatchObject({ code: 'version-not-here' });
  expect(Buffer.from((await reading()).bytes).equals(bytes)).toBe(true);
  expect(ranges).toEqual(['bytes=0-', `bytes=${2 * 1024 * 1024}-`]);
  await other.close();
});

test('R48: an upload that was cut goes on where the server’s copy ends', async () => {
  await desk.sync();
  const vorgang = await newVorgang('Großer Eingang');
  const bytes = new Uint8Array(randomBytes(3_400_000));
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang, eingang });
  const offsets: (string | null)[] = [];
  desk.wire = (url, init) => {
    if (init.method === 'PATCH') offsets.push(new Headers(init.headers).get('upload-offset'));
    return offsets.length === 3 && init.method === 'PATCH'
      ? Promise.reject(new TypeError('connection reset'))
      : fetch(url, init);
  };
  await expect(desk.sync()).rejects.toMatchObject({ code: 'server-unreachable' });
  await desk.syncUntil(() => !desk.replica.isUnsent('version', version));
  expect(offsets.map(Number)).toEqual([0, 1, 2, 2, 3].map((mib) => mib * 1024 * 1024));
});

test('R35: no planted word stands readable in IndexedDB, packs, journal or access log', async () => {
  await desk.sync();
  const words = ['Rumpelstilzchen', 'Sterntaler-Antrag', 'geheimbrief.pdf'];
  const vorgang = await newVorgang(words[0]!);
  const bytes = new TextEncoder().encode(words[1]);
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  await desk.commands.importDokument({ name: words[2]!, titel: words[1]!, bytes, vorgang, eingang });
  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
  await desk.commands.flush({});
  const { database } = desk.replica.store;
  const dumps: Buffer[] = [];
  for (const table of database.tables) {
    await table.each((row: { id: unknown; g: unknown; b: Uint8Array }) => {
      expect(Object.keys(row).sort()).toEqual(['b', 'g', 'id']);
      dumps.push(Buffer.from(row.b), Buffer.from(JSON.stringify({ id: row.id, g: row.g })));
    });
  }
  for (const [name, pack] of desk.files.packs) dumps.push(Buffer.from(pack), Buffer.from(name));
  const dump = Buffer.concat(dumps);
  expect(dump.length).toBeGreaterThan(10_000);
  for (const word of words) {
    expect(dump.includes(word)).toBe(false);
    expect(dump.includes(Buffer.from(word, 'utf16le'))).toBe(false);
  }
});

const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };

test('R8: bytes taken in while a push runs are not dropped before their operation is journalled', async () => {
  await desk.sync();
  await newVorgang('Wird gerade gesendet');
  let open = () => {};
  const gate = new Promise<void>((done) => {
    open = done;
  });
  let arrived = () => {};
  const journalling = new Promise<void>((done) => {
    arrived = done;
  });
  desk.beforeCall = (call) => {
    if (call !== 'journal.append') return;
    arrived();
    return gate;
  };
  const bytes = new Uint8Array(randomBytes(5_000));
  const taken = desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang: null, eingang });
  await journalling;
  await desk.sync();
  open();
  await taken;
  expect(await desk.workplace.blobs.list()).toHaveLength(1);
});

test('bytes that are gone are told to the server with the push', async () => {
  await desk.sync();
  const bytes = new Uint8Array(randomBytes(5_000));
  await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang: null, eingang });
  const sha = createHash('sha256').update(bytes).digest('hex');
  const blobs = path.join(desk.folder, 'journal', 'blobs');
  const [name] = await readdir(blobs);
  await truncate(path.join(blobs, name!), 3_000);
  desk.wipe();
  await desk.start();
  const told: (string | null)[] = [];
  desk.wire = (url, init) => {
    if (url.includes('/sync/push')) told.push(new Headers(init.headers).get('at-lost-blobs'));
    return fetch(url, init);
  };
  // What the server makes of it is the server's rule; here: it is asked, and asked for nothing else.
  await desk.sync().catch(() => undefined);
  expect(told[0]).toBe(sha);
});

test('a damaged file of unsent bytes is sent from the replica instead', async () => {
  await desk.sync();
  const bytes = new Uint8Array(randomBytes(5_000));
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang: null, eingang });
  const blobs = path.join(desk.folder, 'journal', 'blobs');
  const [name] = await readdir(blobs);
  await truncate(path.join(blobs, name!), 3_000);
  await desk.syncUntil(() => !desk.replica.isUnsent('version', version));
});

test('a push that fails does not keep colleagues’ changes and withdrawn rights away', async () => {
  await desk.sync();
  await newVorgang('Kommt nicht durch');
  const other = await complete();
  const { id } = await other.commands.createVorgang({ akte, titel: 'Vom Kollegen', vorgangstyp: 'Antrag' });
  await other.syncUntil(() => !other.replica.isUnsent('vorgang', id));
  await other.close();
  desk.wire = async (url, init) =>
    url.includes('/sync/push') ? Response.json({ code: 'operation-gap' }, { status: 409 }) : fetch(url, init);
  await expect(desk.sync()).rejects.toMatchObject({ code: 'operation-gap' });
  expect((await desk.queries.vorgang({ id }))?.vorgang.felder.titel).toBe('Vom Kollegen');
});
