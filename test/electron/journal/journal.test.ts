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
