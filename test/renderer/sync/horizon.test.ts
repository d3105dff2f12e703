import { afterAll, beforeAll, expect, test } from 'vitest';
import { shardLines } from '../../../renderer/replica/shard-digests.ts';
import { pruneLog } from '../../../server/admin/prune-log.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { TestDevice } from '../../workstation/device.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
let server: RunningServer;
const desks: Desk[] = [];
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await server?.stop();
});

async function openDesk(account: string): Promise<Desk> {
  const desk = await Desk.open(server.url, account, demoPassword);
  desks.push(desk);
  return desk;
}

/** What a desk asked for, in order. */
function watch(desk: Desk): string[] {
  const asked: string[] = [];
  desk.wire = (url, init) => {
    asked.push(new URL(url).pathname + new URL(url).search);
    return fetch(url, init);
  };
  return asked;
}

// The key of a new device comes to everybody whenever it comes.
const linesOf = (desk: Desk) =>
  [...shardLines(desk.replica).values()]
    .flat()
    .filter((line) => !line.startsWith('geraeteschluessel:'))
    .toSorted();
const newVorgang = async (desk: Desk, titel: string) =>
  (await desk.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' })).id;

test('S83: a pull from before the horizon is refused, and hello names the horizon', async () => {
  const desk = await openDesk('yildiz');
  await desk.sync();
  await newVorgang(desk, 'vor dem Horizont');
  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
  await pruneLog(server.pool, 1);
  const device = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  const { horizon, head } = await device.hello();
  expect(horizon).toBe(head - 1);
  const answer = await device.fetch('/v1/sync/pull?after=0');
  expect(answer.status).toBe(410);
  expect(((await answer.json()) as { code: string }).code).toBe('resync-needed');
});

test('S84: who comes for the first time gets everything by shards, and what pulled before is the same', async () => {
  const [early] = desks;
  const late = await openDesk('yildiz');
  await late.sync();
  expect(linesOf(late)).toEqual(linesOf(early!));
});

test('S84: who was away too long fetches only what differs, drops what is gone, and keeps its unsent work', async () => {
  const [here] = desks;
  const away = await openDesk('yildiz');
  await away.sync();
  await newVorgang(here!, 'während der Abwesenheit');
  await newVorgang(here!, 'und noch einer');
  await here!.syncUntil(() => here!.replica.overlaidKeys.length === 0);
  await pruneLog(server.pool, 1);
  const mine = await newVorgang(away, 'offline angelegt');
  // Something that the server does not know, as after a revoke whose rows were pruned.
  const ghost = { art: 'vorgang', id: 'ghost', akte: 'akte-ghost', rev: 1, felder: { titel: 'weg' } } as const;
  await away.replica.applyPulled([{ art: 'vorgang', id: 'ghost', record: ghost }], {});
  const asked = watch(away);
  await away.sync();
  const shards = asked.filter((path) => path.startsWith('/v1/sync/snapshot?shard='));
  expect(shards).toEqual([`/v1/sync/snapshot?shard=${akte}`]);
  expect(away.replica.tables.vorgang.row('ghost')).toBe(-1);
  await away.syncUntil(() => !away.replica.isUnsent('vorgang', mine));
  await here!.syncUntil(() => here!.replica.tables.vorgang.row(mine) >= 0);
  expect(linesOf(away)).toEqual(linesOf(here!));
});

test('S84: a page that is cut changes nothing, and the next exchange brings it', async () => {
  const [here] = desks;
  const away = await openDesk('yildiz');
  let cuts = 0;
  away.wire = async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.includes('snapshot?shard=') || cuts > 0) return answer;
    cuts += 1;
    const text = await answer.text();
    return new Response(text.slice(0, text.length / 2), { status: 200, headers: answer.headers });
  };
  await expect(away.sync()).rejects.toMatchObject({ code: 'server-unreachable' });
  await away.sync();
  expect(linesOf(away)).toEqual(linesOf(here!));
});

test('S84, I6: records of a shard that the person does not see are not answered', async () => {
  const nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  const answer = await nowak.fetch(`/v1/sync/snapshot?shard=${akte}`);
  expect(await answer.text()).toBe(`${JSON.stringify({ end: true, more: false })}\n`);
});
