import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import type { PushResult } from '../../../shared/sync-protocol.ts';
import { TestDevice } from '../../workstation/device.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let brandt: TestDevice;
let second: TestDevice;
let third: TestDevice;
const [from, to] = ['posteingang-jugendamt', 'akte-jugendamt-001'];
const bytes = new TextEncoder().encode('%PDF-1.4 competing');
let sha: string;
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  const enrol = () => TestDevice.enrol(server.url, 'brandt', demoPassword);
  [brandt, second, third] = await Promise.all([enrol(), enrol(), enrol()]);
  sha = await second.upload(bytes);
}, 180_000);
afterAll(() => server.stop());

/** A Dokument with one Version in the Posteingang, and an open Vorgang of another Akte to file it to. */
async function prepare(): Promise<{ dokument: string; version: string; vorgang: string; rev: number }> {
  const [dokument, version, vorgang] = [`d-${++count}`, `d-${count}-1`, `v-${count}`];
  const made = [
    await brandt.do({
      intent: 'create-dokument',
      ent: { art: 'dokument', id: dokument },
      akte: from,
      set: { titel: 'X', vorgang: null, fuehrendeVersion: null },
    }),
    await brandt.do(addVersion(version, { dokument, nummer: 1, vorgaenger: null })),
    await brandt.do({
      intent: 'create-vorgang',
      ent: { art: 'vorgang', id: vorgang },
      akte: to,
      set: { titel: 'Ziel', status: 'offen' },
    }),
  ];
  expect(made.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  return { dokument, version, vorgang, rev: (made[0] as { rev: number }).rev };
}

const addVersion = (id: string, of: { dokument: string; nummer: number; vorgaenger: string | null }) => ({
  intent: 'add-version' as const,
  ent: { art: 'version' as const, id },
  akte: from,
  need: [sha],
  set: {
    ...of,
    sha,
    groesse: bytes.byteLength,
    dateiname: 'x.pdf',
    mimetyp: 'application/pdf',
    entstehung: 'eingang',
    erstelltVon: brandt.person,
    erstellt: '2026-11-20T10:00:00+01:00',
  },
});

const addVermerk = (id: string, bezugArt: 'dokument' | 'version' | 'konflikt', bezug: string) => ({
  intent: 'add-ereignis' as const,
  ent: { art: 'ereignis' as const, id },
  akte: from,
  set: {
    ereignistyp: 'vermerk',
    bezugArt,
    bezug,
    versionSha: null,
    text: 'gleichzeitig',
    von: brandt.person,
    zeit: '2026-11-20T10:00:00+01:00',
  },
});

const file = (dokument: string, vorgang: string, rev: number) => ({
  intent: 'file-dokument' as const,
  ent: { art: 'dokument' as const, id: dokument },
  akte: to,
  base: { vorgang: rev },
  set: { vorgang },
});

/** Runs the pushes so that all of them stand before the Dokument's lock at once, in this order, then opens it. */
async function atOnce(
  dokument: string,
  pushes: readonly (() => Promise<PushResult>)[],
): Promise<readonly PushResult[]> {
  const holder = await openSession(server.databaseUrl);
  try {
    await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [`dokument/${dokument}`]);
    const running: Promise<PushResult>[] = [];
    for (const push of pushes) {
      running.push(push());
      await expect.poll(waiting, { timeout: 10_000 }).toBe(running.length);
    }
    await holder.query('select pg_advisory_unlock_all()');
    return await Promise.all(running);
  } finally {
    await holder.end();
  }
}

async function waiting(): Promise<number> {
  const { rows } = await server.pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`,
  );
  return rows[0]!.waiting;
}

/** Where everything that belongs to the Dokument lies now. */
async function akten(dokument: string, version: string): Promise<Record<string, string>> {
  const { rows } = await server.pool.query<{ key: string; akte: string }>(
    `select art || '/' || id as key, akte from datensatz
      where (art = 'dokument' and id = $1) or d #>> '{felder,dokument}' = $1
         or d #>> '{felder,bezug}' in ($1, $2) order by 1`,
    [dokument, version],
  );
  return Object.fromEntries(rows.map(({ key, akte }) => [key, akte]));
}

test.each([
  ['first', [0, 1, 2, 3]],
  ['last', [1, 2, 3, 0]],
  ['in between', [1, 0, 2, 3]],
])('S18: nothing written at the same moment stays behind when the Dokument is moved %s', async (_when, order) => {
  const { dokument, version, vorgang, rev } = await prepare();
  const late = `${dokument}-2`;
  const mover = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const pushes = [
    () => mover.do(file(dokument, vorgang, rev)),
    () => second.do(addVersion(late, { dokument, nummer: 2, vorgaenger: version })),
    () => brandt.do(addVermerk(`e-${dokument}`, 'dokument', dokument)),
    () => third.do(addVermerk(`e-${version}`, 'version', version)),
  ];
  const results = await atOnce(
    dokument,
    order.map((each) => pushes[each]!),
  );
  expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(await akten(dokument, version)).toEqual({
    [`dokument/${dokument}`]: to,
    [`version/${version}`]: to,
    [`version/${late}`]: to,
    [`ereignis/e-${dokument}`]: to,
    [`ereignis/e-${version}`]: to,
    // What the server writes of the filing itself (A32).
    [`ereignis/aenderung-${mover.id}-1`]: to,
  });
  const reader = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  await expect
    .poll(
      async () => {
        await reader.pull();
        return [`version/${late}`, `ereignis/e-${version}`].map((key) => reader.records.get(key)?.akte);
      },
      { timeout: 10_000 },
    )
    .toEqual([to, to]);
});

test('S90: a record that somebody holds keeps nobody from the others', async () => {
  const [busy, free] = [await prepare(), await prepare()];
  const holder = await openSession(server.databaseUrl);
  try {
    await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [`dokument/${busy.dokument}`]);
    const held = second.do(addVermerk(`e-${busy.dokument}`, 'dokument', busy.dokument));
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
    const other = await third.do(addVermerk(`e-${free.dokument}`, 'dokument', free.dokument));
    expect([other.status, await waiting()]).toEqual(['ok', 1]);
    await holder.query('select pg_advisory_unlock_all()');
    expect((await held).status).toBe('ok');
  } finally {
    await holder.end();
  }
});

test('S18: what was written about a Konflikt of a Dokument goes where the Dokument goes', async () => {
  const { dokument, vorgang, rev } = await prepare();
  const contradicting = await second.do({
    intent: 'edit-dokument',
    ent: { art: 'dokument', id: dokument },
    akte: from,
    base: { titel: 0 },
    set: { titel: 'Y' },
  });
  const [konflikt] = (contradicting as Extract<PushResult, { status: 'conflict' }>).konflikt;
  const early = await brandt.do(addVermerk(`e-early-${dokument}`, 'konflikt', konflikt!));
  expect(early.status).toBe('ok');
  const [moved, late] = await atOnce(dokument, [
    () => second.do(file(dokument, vorgang, rev)),
    () => brandt.do(addVermerk(`e-late-${dokument}`, 'konflikt', konflikt!)),
  ]);
  expect([moved!.status, late!.status]).toEqual(['ok', 'ok']);
  const { rows } = await server.pool.query(`select id, akte from datensatz where id in ($1, $2, $3) order by id`, [
    `e-early-${dokument}`,
    `e-late-${dokument}`,
    konflikt,
  ]);
  expect(rows.map(({ akte }) => akte)).toEqual([to, to, to]);
});
