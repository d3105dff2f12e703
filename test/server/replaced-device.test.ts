import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import type { Operation } from '../../shared/change.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
const akte = 'akte-jugendamt-001';
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const enrol = (account = 'brandt') => TestDevice.enrol(server.url, account, demoPassword);

/** A new Vorgang and two edits of one field in a row, the second made before the first was pulled. */
async function threeOperations(device: TestDevice): Promise<readonly [Operation, Operation, Operation]> {
  const ent = { art: 'vorgang', id: `v-replaced-${++count}` } as const;
  const edit = (telefon: string) =>
    device.operation({ intent: 'edit-vorgang', ent, akte, base: { telefon: 0 }, set: { telefon } });
  const set = { titel: 'Unterhaltsvorschuss', telefon: '', status: 'offen' };
  return [
    await device.operation({ intent: 'create-vorgang', ent, akte, set }),
    await edit('0123 1'),
    await edit('0123 2'),
  ];
}

const reissueAll = async (device: TestDevice, operations: readonly Operation[]) => {
  const reissued: Operation[] = [];
  for (const operation of operations) reissued.push(await device.reissue(operation));
  return reissued;
};

/** How many changes of the record everybody gets to see, sequenced or about to be. */
async function changesOf({ ent }: Operation): Promise<number> {
  const { rows } = await server.pool.query<{ count: number }>(
    `select count(*)::int as count from (
       select rid from log where art = $1 and rid = $2 union all
       select rid from pending where art = $1 and rid = $2) as announced`,
    [ent.art, ent.id],
  );
  return rows[0]!.count;
}

async function telefonOf({ ent }: Operation): Promise<unknown> {
  const sql = `select d -> 'felder' ->> 'telefon' as telefon from datensatz where art = $1 and id = $2`;
  const { rows } = await server.pool.query<{ telefon: string }>(sql, [ent.art, ent.id]);
  return rows[0]?.telefon;
}

test('S31: what the replaced device had sent is answered with its result under the new number, and applied once', async () => {
  const [lost, found] = [await enrol(), await enrol()];
  const operations = await threeOperations(lost);
  const results = await lost.push(...operations);
  const again = await reissueAll(found, operations);
  expect(await found.push(...again)).toEqual(results);
  expect(await found.push(...again)).toEqual(results);
  expect(await changesOf(operations[0])).toBe(3);
});

test('S31: what the replaced device had not sent is applied once, also when that device sends it later', async () => {
  const [lost, found] = [await enrol(), await enrol()];
  const operations = await threeOperations(lost);
  const results = await found.push(...(await reissueAll(found, operations)));
  expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  expect(await lost.push(...operations)).toEqual(results);
  expect(await changesOf(operations[0])).toBe(3);
});

test('S31: both sending at once apply each operation once', async () => {
  const [lost, found, third] = [await enrol(), await enrol(), await enrol()];
  const operations = await threeOperations(lost);
  const [a, b, c] = await Promise.all([
    lost.push(...operations),
    found.push(...(await reissueAll(found, operations))),
    third.push(...(await reissueAll(third, operations))),
  ]);
  expect(b).toEqual(a);
  expect(c).toEqual(a);
  expect(await changesOf(operations[0])).toBe(3);
});

test('S31: one copy restored twice, and a copy of the restored device, are still the same operations', async () => {
  const [lost, second, third] = [await enrol(), await enrol(), await enrol()];
  const operations = await threeOperations(lost);
  const once = await reissueAll(second, operations);
  const twice = await reissueAll(third, once);
  expect(twice.map(({ origin }) => origin)).toEqual(operations.map(({ dev, n, h }) => ({ dev, n, h })));
  const results = await third.push(...twice);
  expect(await second.push(...once)).toEqual(results);
  expect(await changesOf(operations[0])).toBe(3);
});

test('S31: what the person wrote before counts as her own: a later edit of the copy is no Konflikt with it', async () => {
  const [lost, found] = [await enrol(), await enrol()];
  const [create, first, second] = await threeOperations(lost);
  await lost.push(create, first);
  const results = await found.push(...(await reissueAll(found, [create, first, second])));
  expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  expect(await telefonOf(create)).toBe('0123 2');
});

test('S31: what the lost device changed after the copy stays, and the copy of the same field becomes a Konflikt', async () => {
  const [lost, found] = [await enrol(), await enrol()];
  const [create, inCopy] = await threeOperations(lost);
  await lost.push(create);
  const rolledBack = { n: lost.n, prev: lost.prev };
  Object.assign(lost, { n: 1, prev: create.h });
  const { intent, ent } = inCopy;
  const later = await lost.do({ intent, ent, akte, base: { telefon: 0 }, set: { telefon: 'nach der Kopie' } });
  expect(later.status).toBe('ok');
  Object.assign(lost, rolledBack);
  await expect(lost.push(inCopy)).rejects.toThrow('device-fork');

  const results = await found.push(...(await reissueAll(found, [create, inCopy])));
  expect(results).toMatchObject([{ status: 'ok' }, { status: 'conflict', fields: ['telefon'] }]);
  expect(await telefonOf(create)).toBe('nach der Kopie');
});

test('S31: another person’s operation is no origin', async () => {
  const [hers, his] = [await enrol('brandt'), await enrol('yildiz')];
  const [create] = await threeOperations(hers);
  await hers.push(create);
  const stolen = await his.reissue({ ...create, actor: his.person });
  expect(await his.push(stolen)).toMatchObject([{ status: 'rejected', code: 'operation-invalid' }]);
});

test('S12: the hash covers the origin', async () => {
  const [lost, found] = [await enrol(), await enrol()];
  const [create] = await threeOperations(lost);
  const again = await found.reissue(create);
  const forged = { ...again, origin: { dev: lost.id, n: 1, h: 'f'.repeat(64) } };
  await expect(found.push(forged)).rejects.toThrow('operation-invalid');
});

test('S32: a device that was replaced is revoked; nobody else’s is', async () => {
  const [lost, found, others] = [await enrol(), await enrol(), await enrol('yildiz')];
  await found.hello(undefined, [lost.id, others.id, found.id, 'dev-nobody']);
  await expect(lost.hello()).rejects.toThrow('device-revoked');
  await others.hello();
  await found.hello();
});
