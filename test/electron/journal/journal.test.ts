import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { operationPayload } from '../../../shared/change.ts';
import { sampleChange } from '../sample-change.ts';
import { tempFolder } from '../temp-folder.ts';

const deviceKey = makeDeviceKey();
const key = randomBytes(32);
const day = 24 * 3600_000;

async function journalIn(folder: string, now = () => new Date('2026-11-22T08:00:00Z')) {
  return openJournal({ path: path.join(folder, 'journal'), key, device: 'dev-1', deviceKey, now });
}

test('R6: operations are numbered without gaps, chained by hash and signed by the device', async () => {
  const journal = await journalIn(await tempFolder());
  const operations = [
    ...(await journal.append([sampleChange('a'), sampleChange('b')])),
    ...(await journal.append([sampleChange('c')])),
  ];
  expect(operations.map(({ n }) => n)).toEqual([1, 2, 3]);
  const { x, y } = deviceKey.publicJwk;
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  let prev = '0'.repeat(64);
  for (const operation of operations) {
    expect(operation.prev).toBe(prev);
    expect(operation.h).toBe(createHash('sha256').update(operationPayload(operation)).digest('hex'));
    const signature = Buffer.from(operation.sig, 'base64url');
    expect(p256.verify(signature, Buffer.from(operation.h, 'hex'), point, { lowS: false })).toBe(true);
    prev = operation.h;
  }
});

test('R6: after a restart numbering continues and decisions are remembered', async () => {
  const folder = await tempFolder();
  const journal = await journalIn(folder);
  await journal.append(['a', 'b', 'c'].map((titel) => sampleChange(titel)));
  await journal.decide([
    { n: 1, status: 'ok', rev: 7 },
    { n: 2, status: 'rejected', code: 'akte-closed' },
    { n: 3, status: 'gap', expected: 2 },
  ]);
  await journal.close(2, 'discarded');
  await journal.end();
  const again = await journalIn(folder);
  expect(again.load().map(({ operation, result, closed }) => [operation.n, result?.status, closed])).toEqual([
    [1, 'ok', undefined],
    [2, 'rejected', 'discarded'],
    [3, undefined, undefined],
  ]);
  const [next] = await again.append([sampleChange('d')]);
  expect(next).toMatchObject({ n: 4, prev: again.load()[2]!.operation.h });
});

test('only a rejected operation can be closed, and unknown decisions are ignored', async () => {
  const journal = await journalIn(await tempFolder());
  await journal.append([sampleChange('a')]);
  await expect(journal.close(1, 'discarded')).rejects.toMatchObject({ code: 'input-invalid' });
  await journal.decide([{ n: 99, status: 'ok', rev: 1 }]);
  expect(journal.load()).toHaveLength(1);
});

test('R7: what was acknowledged 30 days ago goes, what is undecided or rejected stays, numbering goes on', async () => {
  const folder = await tempFolder();
  const start = Date.parse('2026-01-01T00:00:00Z');
  const journal = await journalIn(folder, () => new Date(start));
  const operations = await journal.append(Array.from({ length: 300 }, (_, index) => sampleChange(`t${index}`)));
  await journal.decide(operations.slice(0, 250).map(({ n }) => ({ n, status: 'ok', rev: n })));
  await journal.decide([{ n: 251, status: 'rejected', code: 'no-right' }]);
  await journal.end();

  const kept = await journalIn(folder, () => new Date(start + 29 * day));
  expect(kept.load()).toHaveLength(300);
  await kept.end();
  const compacted = await journalIn(folder, () => new Date(start + 31 * day));
  expect(compacted.load().map(({ operation }) => operation.n)).toEqual(Array.from({ length: 50 }, (_, i) => 251 + i));
  expect(compacted.load()[0]!.result).toMatchObject({ status: 'rejected' });
  const [next] = await compacted.append([sampleChange('neu')]);
  expect(next).toMatchObject({ n: 301, prev: operations[299]!.h });
  await compacted.end();
  const again = await journalIn(folder, () => new Date(start + 32 * day));
  expect(again.load().at(-1)!.operation.n).toBe(301);
});

test('R7: when everything was acknowledged, the head still continues the chain', async () => {
  const folder = await tempFolder();
  const start = Date.parse('2026-01-01T00:00:00Z');
  const journal = await journalIn(folder, () => new Date(start));
  const operations = await journal.append(Array.from({ length: 200 }, (_, index) => sampleChange(`t${index}`)));
  await journal.decide(operations.map(({ n }) => ({ n, status: 'ok', rev: n })));
  await journal.end();
  const empty = await journalIn(folder, () => new Date(start + 31 * day));
  expect(empty.load()).toEqual([]);
  const [next] = await empty.append([sampleChange('neu')]);
  expect(next).toMatchObject({ n: 201, prev: operations[199]!.h });
});

test('R20: on a device that replaces another one the operations are numbered, chained and signed anew', async () => {
  const folder = await tempFolder();
  const before = await journalIn(folder);
  const made = await before.append(['sent', 'refused', 'given up', 'waiting'].map((titel) => sampleChange(titel)));
  await before.decide([
    { n: 1, status: 'ok', rev: 7 },
    { n: 2, status: 'rejected', code: 'akte-closed' },
    { n: 3, status: 'rejected', code: 'akte-closed' },
  ]);
  await before.close(3, 'discarded');
  await before.end();

  const path2 = { path: path.join(folder, 'journal'), key, now: () => new Date('2026-11-22T08:00:00Z') };
  const second = { ...path2, device: 'dev-2', deviceKey: makeDeviceKey(), replaces: ['dev-1'] };
  const journal = await openJournal(second);
  const taken = journal.load();
  expect(taken.map(({ operation, result }) => [operation.n, operation.set.titel, result])).toEqual([
    [1, 'sent', { n: 1, status: 'ok', rev: 7 }],
    [2, 'refused', { n: 2, status: 'rejected', code: 'akte-closed' }],
    [3, 'waiting', undefined],
  ]);
  const origins = [made[0]!, made[1]!, made[3]!].map(({ dev, n, h }) => ({ dev, n, h }));
  expect(taken.map(({ operation }) => operation.origin)).toEqual(origins);
  let prev = '0'.repeat(64);
  for (const { operation } of taken) {
    expect(operation).toMatchObject({ dev: 'dev-2', prev, base: { titel: 1 }, actor: 'p-1' });
    expect(operation.h).toBe(createHash('sha256').update(operationPayload(operation)).digest('hex'));
    prev = operation.h;
  }
  const [own] = await journal.append([sampleChange('own')]);
  expect(own).not.toHaveProperty('origin');
  await journal.end();

  const third = { ...path2, device: 'dev-3', deviceKey: makeDeviceKey(), replaces: ['dev-1', 'dev-2'] };
  const again = await openJournal(third);
  const origin = { dev: 'dev-2', n: 4, h: own!.h };
  expect(again.load().map(({ operation }) => operation.origin)).toEqual([...origins, origin]);
  await again.end();
  expect((await openJournal(third)).load()).toEqual(again.load());
});

test('R20: a journal without operations numbers from 1 on the device that replaces its own', async () => {
  const folder = await tempFolder();
  const day31 = () => new Date('2026-12-24T08:00:00Z');
  const before = await journalIn(folder);
  await before.append(Array.from({ length: 250 }, () => sampleChange('a')));
  await before.decide(Array.from({ length: 250 }, (_, index) => ({ n: index + 1, status: 'ok', rev: 7 })));
  await before.end();
  const compacted = await journalIn(folder, day31);
  expect(compacted.load()).toEqual([]);
  await compacted.end();

  const options = {
    path: path.join(folder, 'journal'),
    key,
    device: 'dev-2',
    deviceKey,
    replaces: ['dev-1'],
    now: day31,
  };
  await (await openJournal(options)).end();
  const [first] = await (await openJournal(options)).append([sampleChange('b')]);
  expect(first).toMatchObject({ dev: 'dev-2', n: 1, prev: '0'.repeat(64) });
});
