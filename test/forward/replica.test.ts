import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundle } from '../../build/bundle.mjs';
import type { VorgangZeile } from '../../renderer/replica-api/akte-rows.ts';
import { TestDevice } from '../workstation/device.ts';
import type { MainSide } from '../workstation/main-side.ts';
import { editField, expectAllSent, goTo, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';
import { chromiumPath } from './chromium.ts';
import { type ServedApp, serveApp } from './serve-app.ts';
import { damageSegments, readStore, wipeStore } from './stored-replica.ts';
import { type StartedApp, startApp } from './window-side.ts';

const passphrase = 'elf Schubladen voller Stempelkissen';
const zeichen = '63.04.900/2026-1';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** One person's day, in order: the shipped window and worker, main's real handlers in this process, a real server. */
describe.skipIf(!chromiumPath)('the replica worker in the newest Chromium (skipped without it)', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let served: ServedApp;
  let main: MainSide;
  let app: StartedApp;
  let imported: { version: string; sha: string };

  const start = async () => {
    app = await startApp({
      origin: served.origin,
      profile: path.join(folder, 'profile'),
      browserFolder: path.join(folder, 'browser'),
      setMain: (started) => {
        main = started;
      },
    });
  };
  /** Locks as a person does, then everything starts anew on what is on disk. */
  const lockAndStart = async () => {
    await app.page.keyboard.press('Control+l');
    await main.relaunching;
    await app.end();
    await start();
  };
  const ready = () => app.page.evaluate(() => window.replicaReady);
  const vorgaenge = async (): Promise<readonly VorgangZeile[]> => {
    const input = { akte: null, text: '', sort: 'geschaeftszeichen', descending: false, offset: 0, limit: 100_000 };
    return (await app.ask('vorgaenge', input as Parameters<typeof app.ask<'vorgaenge'>>[1])).rows;
  };
  const row = async (id: string) => (await vorgaenge()).find((each) => each.id === id);
  const read = async (version: string) => {
    const { bytes } = await app.tell('readVersion', { version, action: 'view', purpose: 'dokument' });
    return sha256(bytes);
  };
  const count = async (sql: string, ...values: unknown[]) => {
    const { rows } = await server.pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`, values);
    return rows[0]?.count;
  };
  const device = () => main.state.workplace().vault.secrets.enrolment.device;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-forward-'));
    mkdirSync(path.join(folder, 'profile'), { mode: 0o700 });
    await bundle({ only: ['renderer'], log: () => undefined });
    server = await startTestServer();
    served = await serveApp((request) => main.answerApp(request));
    await start();
  }, 180_000);
  afterAll(async () => {
    await app?.end();
    await served?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('R34: first run, unlock and the first exchange bring what the server shows this person', async () => {
    await setUp(app.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(app.page);
    const witness = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    await witness.pull();
    const there = [...witness.records.values()].filter(({ art }) => art === 'vorgang').map(({ id }) => id);
    const here = (await vorgaenge()).map(({ id }) => id);
    expect(here.length).toBeGreaterThan(0);
    expect([...here].sort()).toEqual([...there].sort());
    await goTo(app.page, 'Akten');
    const { rows } = await app.ask('akten', {
      aktenplaneinheit: null,
      text: '',
      sort: 'aktenzeichen',
      descending: false,
      offset: 0,
      limit: 1,
    });
    await app.page.getByRole('row').filter({ hasText: rows[0]!.aktenzeichen }).first().waitFor();
    expect(app.troubles).toEqual([]);
  });

  test('S29: an edit is journalled offline, shown, then sent, acknowledged and at the server exactly once', async () => {
    const word = 'Thusnelda Zackenbarsch';
    main.offline = true;
    await jumpTo(app.page, zeichen);
    await editField(app.page, 'Beteiligte', word);
    const { journal } = main.state.workplace();
    const waiting = [...journal.load()].filter(({ result }) => result === undefined);
    expect(waiting.map(({ operation }) => operation.add)).toEqual([{ beteiligte: [word] }]);
    const { n, ent } = waiting[0]!.operation;
    expect(await row(ent.id)).toMatchObject({ unsent: true });
    expect(await count('operation where dev = $1', device())).toBe(0);

    main.offline = false;
    await app.tell('syncNow', {});
    await vi.waitFor(async () => expect(await row(ent.id)).toMatchObject({ unsent: false }), { timeout: 20_000 });
    const decided = [...journal.load()].find(({ operation }) => operation.n === n);
    expect(decided?.result).toMatchObject({ n, status: 'ok' });
    expect(await count('operation where dev = $1', device())).toBe(1);
    expect(await count(`log where dev = $1 and n = $2 and k = 'put'`, device(), n)).toBe(1);
    expect(await count(`datensatz where id = $1 and d #>> '{felder,beteiligte,0}' = $2`, ent.id, word)).toBe(1);
    expect((await app.ask('vorgang', { id: ent.id }))?.vorgang.felder.beteiligte).toEqual([word]);
    await expectAllSent(app.page);
  });

  test('R44, R45: bytes go to main, to the server and into OPFS packs, and come back from there whole', async () => {
    const bytes = new Uint8Array(randomBytes(2_600_000));
    const sha = sha256(bytes);
    const eingang = {
      eingangsdatum: '2026-11-20T09:00:00Z',
      eingangsquelle: 'Fax',
      eingangskanal: 'Fax',
      absender: '',
    };
    main.offline = true;
    const before = (await readStore(app.page)).packBytes.reduce((sum, each) => sum + each, 0);
    const input = { name: 'anlage.pdf', titel: 'Anlage', bytes, vorgang: null, eingang };
    const { version } = await app.tell('importDokument', input);
    expect((await main.state.workplace().blobs.list()).map((blob) => blob.sha)).toEqual([sha]);

    main.offline = false;
    await app.tell('syncNow', {});
    await vi.waitFor(async () => expect(await main.state.workplace().blobs.list()).toEqual([]), { timeout: 20_000 });
    expect(await count('blob where sha = $1 and groesse = $2', sha, bytes.length)).toBe(1);
    const { packBytes } = await readStore(app.page);
    expect(packBytes.reduce((sum, each) => sum + each, 0) - before).toBeGreaterThan(bytes.length);
    main.offline = true;
    expect(await read(version)).toBe(sha);
    main.offline = false;
    imported = { version, sha };
  });

  test('R34: after lock and unlock the same rows come from the column snapshot, and bytes from OPFS', async () => {
    const rows = await vorgaenge();
    await lockAndStart();
    expect((await readStore(app.page)).rows.columns).toBeGreaterThan(0);
    // No segment can be opened any more: only the columns can fill the list now.
    await damageSegments(app.page);
    main.offline = true;
    await unlock(app.page, passphrase);
    expect(await ready()).toEqual({ type: 'ready', rebuilt: false, cutAtTail: false, isLogShortened: false });
    expect(await vorgaenge()).toEqual(rows);
    expect(await read(imported.version)).toBe(imported.sha);
    expect(
      app.troubles.every((trouble) => trouble.startsWith('query failed vorgang')),
      app.troubles.join(),
    ).toBe(true);
  });

  test('R32: what turns out damaged in use is fetched again with the next exchange', async () => {
    const [first] = await vorgaenge();
    main.offline = false;
    await app.tell('syncNow', {});
    const title = async () => (await app.ask('vorgang', { id: first!.id }))?.vorgang.felder.titel;
    await vi.waitFor(async () => expect(await title()).toBe(first!.titel), { timeout: 20_000 });
    await app.page.getByRole('form', { name: 'Angaben' }).waitFor();
  });

  test('R31: IndexedDB and OPFS wiped are noticed, and everything is fetched again', async () => {
    const rows = await vorgaenge();
    await lockAndStart();
    await wipeStore(app.page);
    expect(await readStore(app.page)).toEqual({ rows: {}, packBytes: [] });
    main.offline = true;
    await unlock(app.page, passphrase);
    expect(await ready()).toEqual({ type: 'ready', rebuilt: true, cutAtTail: false, isLogShortened: false });
    // Two of this person's operations are still in the journal, but acknowledged: no record is here to lay them over.
    expect((await vorgaenge()).length).toBeLessThan(rows.length);
    main.offline = false;
    await app.tell('syncNow', {});
    await expectAllSent(app.page);
    expect(await vorgaenge()).toEqual(rows);
    expect(await read(imported.version)).toBe(imported.sha);
    expect(await count('operation where dev = $1', device())).toBe(3);
    expect(app.troubles).toEqual([]);
  });
});
