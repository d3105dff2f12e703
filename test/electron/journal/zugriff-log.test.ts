import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLogHead } from '../../../electron/journal/log-head.ts';
import { isChain, openZugriffLog } from '../../../electron/journal/zugriff-log.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { createVault } from '../../../electron/vault/key-vault.ts';
import { workerHandlers } from '../../../electron/worker-port-handlers.ts';
import { openWorkplace, type Workplace } from '../../../electron/workplace.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from '../sample-vault.ts';
import { tempFolder } from '../temp-folder.ts';

const key = randomBytes(32);
const deviceKey = makeDeviceKey();
const now = () => new Date('2026-11-22T08:00:00Z');
const logIn = (folder: string) =>
  openZugriffLog({
    path: path.join(folder, 'zugriffe'),
    head: openLogHead(path.join(folder, 'zugriffe-ende'), key),
    wasHeadKept: false,
    key,
    device: 'dev-1',
    actor: 'p-1',
    deviceKey,
    now,
  });
const sha = 'ab'.repeat(32);
const opening = { action: 'open' as const, objects: [{ akte: 'a-1', dokument: 'd-1', sha }], purpose: 'bearbeiten' };

test('Z2: records form a chain over restarts', async () => {
  const folder = await tempFolder();
  const log = await logIn(folder);
  await Promise.all([log.record(opening), log.record({ ...opening, action: 'print' })]);
  await log.end();
  const again = await logIn(folder);
  await again.record({ action: 'lock', objects: [], purpose: 'lock' });
  expect(again.records().map(({ seq, action }) => [seq, action])).toEqual([
    [1, 'open'],
    [2, 'print'],
    [3, 'lock'],
  ]);
  expect(isChain(again.records())).toBe(true);
});

test('Z2: an edited, dropped, swapped or added record breaks the chain', async () => {
  const log = await logIn(await tempFolder());
  for (let round = 0; round < 4; round++) await log.record(opening);
  const [a, b, c, d] = log.records();
  const broken = [
    [a!, { ...b!, action: 'view' as const }, c!, d!],
    [a!, c!, d!],
    [b!, a!, c!, d!],
    [a!, b!, b!, c!, d!],
    [b!, c!, d!],
  ];
  for (const records of broken) expect(isChain(records)).toBe(false);
});

test('D3: the level that was told stands in the record and in its hash', async () => {
  const log = await logIn(await tempFolder());
  const record = await log.record({ ...opening, action: 'print', vertraulichkeit: '002' });
  expect(record.vertraulichkeit).toBe('002');
  expect(isChain([record])).toBe(true);
  const { vertraulichkeit: _told, ...without } = record;
  expect(isChain([{ ...record, vertraulichkeit: '003' }])).toBe(false);
  expect(isChain([without])).toBe(false);
});

test('Z1: no key leaves before its access record is on disk, and none at all when the record fails', async () => {
  const folder = await tempFolder();
  const { vault } = await createVault(vaultPlace(folder), PASSPHRASE, sampleSecrets());
  const workplace = await openWorkplace(folder, vault, now);
  let onDisk = false;
  const slow: Workplace = {
    ...workplace,
    zugriffe: {
      ...workplace.zugriffe,
      record: async (request) => {
        const record = await workplace.zugriffe.record(request);
        onDisk = true;
        return record;
      },
    },
  };
  const { keys } = await workerHandlers(slow)['keys.release'](opening);
  expect(onDisk).toBe(true);
  expect(Buffer.from(keys[0]!)).toEqual(vault.key(`blob|${sha}`));
  expect(workplace.zugriffe.records()).toHaveLength(1);

  const full: Workplace = {
    ...workplace,
    zugriffe: { ...workplace.zugriffe, record: () => Promise.reject(new Error('disk full')) },
  };
  await expect(workerHandlers(full)['keys.release'](opening)).rejects.toThrow('disk full');
});
