import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import type { Change } from '../../shared/change.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';
import { newVorgang } from './new-akte.ts';

const akte = 'akte-jugendamt-001';
const eingang = 'posteingang-jugendamt';
let server: RunningServer;
/** Of the Jugendamt. */
let brandt: TestDevice;
let yildiz: TestDevice;
/** Of the Ordnungsamt; sees nothing of the Jugendamt. */
let hoffmann: TestDevice;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  hoffmann = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
}, 180_000);
afterAll(() => server?.stop());

const rejected = (code: string) => ({ status: 'rejected', code });

async function recordOf(id: string): Promise<{ akte: string; rev: number; felder: Record<string, unknown> }> {
  const { rows } = await server.pool.query(`select d from datensatz where art = 'dokument' and id = $1`, [id]);
  return rows[0].d;
}

async function made(vorgang: string | null, of = akte, device = brandt): Promise<string> {
  const id = randomUUID();
  const set = { titel: 'Anhörung', vorgang, fuehrendeVersion: null };
  const answer = await device.do({ intent: 'create-dokument', akte: of, ent: { art: 'dokument', id }, set });
  expect(answer.status).toBe('ok');
  return id;
}

const link = (id: string, lists: Pick<Change, 'add' | 'remove'>, set: Felder = {}) => ({
  ...{ intent: 'link' as const, akte, ent: { art: 'dokument' as const, id }, set },
  ...lists,
});

const file = (id: string, to: string, set: Felder, rev = 0) => ({
  ...{ intent: 'file-dokument' as const, akte: to, ent: { art: 'dokument' as const, id } },
  ...{ base: Object.fromEntries(Object.keys(set).map((feld) => [feld, rev])), set },
});

async function openVorgang(): Promise<string> {
  const vorgang = newVorgang('');
  expect(await brandt.do(vorgang)).toMatchObject({ status: 'ok' });
  return vorgang.ent.id;
}

test('A25: a Dokument is linked element by element, so that two who link at once both count; the history says what came and went', async () => {
  const [from, first, second] = [await made(null), await made(null), await made(null)];
  await brandt.do(link(from, { add: { verweise: [`antwort>dokument:${first}`] } }));
  expect(await yildiz.do(link(from, { add: { verweise: [`dokument:${second}`] } }))).toMatchObject({
    rev: expect.any(Number),
  });
  expect((await recordOf(from)).felder.verweise).toEqual([`antwort>dokument:${first}`, `dokument:${second}`]);
  await brandt.do(link(from, { remove: { verweise: [`antwort>dokument:${first}`] } }));
  expect((await recordOf(from)).felder.verweise).toEqual([`dokument:${second}`]);
  const { rows } = await server.pool.query(
    `select d -> 'felder' ->> 'text' as text from datensatz where art = 'ereignis' and d -> 'felder' ->> 'bezug' = $1 order by (d ->> 'rev')::int`,
    [from],
  );
  expect(rows.map(({ text }) => JSON.parse(text))).toEqual([
    [{ feld: 'verweise', alt: null, neu: `antwort>dokument:${first}` }],
    [{ feld: 'verweise', alt: '', neu: `dokument:${second}` }],
    [{ feld: 'verweise', alt: `antwort>dokument:${first}`, neu: '' }],
  ]);
});

test('A25: nobody links to what she does not see, to itself, or past the check', async () => {
  const [from, to] = [await made(null), await made(null)];
  const hidden = await made(null, 'posteingang-ordnungsamt', hoffmann);
  const add = (verweis: string) => brandt.do(link(from, { add: { verweise: [verweis] } }));
  expect(await add(`antwort>dokument:${hidden}`)).toMatchObject(rejected('not-found'));
  expect(await add('dokument:gibt-es-nicht')).toMatchObject(rejected('not-found'));
  expect(await add(`dokument:${from}`)).toMatchObject(rejected('operation-invalid'));
  expect(await add(`ersetzt>dokument:${from}`)).toMatchObject(rejected('operation-invalid'));
  expect(await add(`vorgang:${await openVorgang()}`)).toMatchObject(rejected('operation-invalid'));
  expect(await add(`liebt>dokument:${to}`)).toMatchObject(rejected('operation-invalid'));
  const verweise = [`dokument:${hidden}`];
  expect(await brandt.do(link(from, {}, { verweise }))).toMatchObject(rejected('operation-invalid'));
  for (const intent of ['edit-dokument', 'file-dokument'] as const) {
    const change = {
      intent,
      akte,
      ent: { art: 'dokument', id: from },
      base: { verweise: 0 },
      set: { verweise },
    } as const;
    expect(await brandt.do(change)).toMatchObject(rejected('operation-invalid'));
    expect(await brandt.do({ ...change, base: {}, set: {}, add: { verweise } })).toMatchObject(
      rejected('operation-invalid'),
    );
  }
  const born = { titel: 'x', vorgang: null, fuehrendeVersion: null, verweise };
  const create = { intent: 'create-dokument', akte, ent: { art: 'dokument', id: randomUUID() }, set: born } as const;
  expect(await brandt.do(create)).toMatchObject(rejected('operation-invalid'));
  expect(await hoffmann.do(link(from, { add: { verweise: [`dokument:${hidden}`] } }))).toMatchObject(
    rejected('no-right'),
  );
  expect((await recordOf(from)).felder.verweise).toBeUndefined();
});

test('A27: a filing is taken back to a Posteingang, and to nowhere else', async () => {
  const vorgang = await openVorgang();
  const id = await made(null, eingang);
  expect(await brandt.do(file(id, akte, { vorgang }))).toMatchObject({ status: 'ok' });
  const { rev } = await recordOf(id);
  expect(await brandt.do(file(id, akte, { vorgang: null }, rev))).toMatchObject(rejected('operation-invalid'));
  expect(await brandt.do(file(id, eingang, { vorgang: null, titel: 'x' }, rev))).toMatchObject(
    rejected('operation-invalid'),
  );
  expect(await hoffmann.do(file(id, eingang, { vorgang: null }, rev))).toMatchObject(rejected('no-right'));
  expect(await brandt.do(file(id, eingang, { vorgang: null }, rev))).toMatchObject({ status: 'ok' });
  expect(await recordOf(id)).toMatchObject({ akte: eingang, felder: { vorgang: null } });
});

test('A27: what somebody filed elsewhere meanwhile, or what was sent, is not taken back (undo-too-late)', async () => {
  const [vorgang, other] = [await openVorgang(), await openVorgang()];
  const id = await made(null, eingang);
  await brandt.do(file(id, akte, { vorgang }));
  const { rev } = await recordOf(id);
  await yildiz.do(file(id, akte, { vorgang: other }, rev));
  expect(await brandt.do(file(id, eingang, { vorgang: null }, rev))).toMatchObject(rejected('undo-too-late'));
  expect(await recordOf(id)).toMatchObject({ akte, felder: { vorgang: other } });
  await server.pool.query(
    `insert into datensatz select 'postausgang', 'sent-1', akte, rev, jsonb_set(d, '{felder}', $2) from datensatz where art = 'dokument' and id = $1`,
    [id, JSON.stringify({ dokument: id })],
  );
  const now = await recordOf(id);
  expect(await brandt.do(file(id, eingang, { vorgang: null }, now.rev))).toMatchObject(rejected('undo-too-late'));
});
