import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import type { BridgeCall, BridgeInput } from '../../../shared/bridge.ts';
import { TestDevice } from '../../workstation/device.ts';
import { type MainSide, startMainSide } from '../../workstation/main-side.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';
import { sampleChange } from '../sample-change.ts';

const origin = 'app://aktentasche';
let server: RunningServer;
let profile: string;
let main: MainSide;
const call = <C extends BridgeCall>(name: C, input: BridgeInput<C>) =>
  main.bridge({ origin, isTopFrame: true }, name, input);

beforeAll(async () => {
  server = await startTestServer();
  profile = await mkdtemp(path.join(os.tmpdir(), 'aktentasche-return-'));
  main = await startMainSide(profile, { origin, tellWindow: () => undefined, connectWorker: () => undefined });
  await call('setup.signIn', { server: server.url, name: 'brandt', password: demoPassword });
  await call('setup.finish', { passphrase: 'elf Schubladen voller Stempelkissen' });
}, 180_000);
afterAll(async () => {
  await rm(profile, { recursive: true, force: true });
  await server?.stop();
});

test('S87: nothing is wiped before the device was handed back', async () => {
  expect(await call('device.wipe', {})).toMatchObject({ ok: false, error: { code: 'no-right' } });
  expect(await readdir(profile)).toContain('vault');
});

test('S87: a device with unsent or refused work is not handed back, at the server neither', async () => {
  const { journal } = main.state.workplace();
  await journal.append([sampleChange('Anlage')]);
  expect(await call('device.return', {})).toMatchObject({ ok: false, error: { code: 'device-unsent' } });
  await journal.decide([{ n: 1, status: 'rejected', code: 'akte-closed' }]);
  expect(await call('device.return', {})).toMatchObject({ ok: false, error: { code: 'device-unsent' } });
  // Dealt with here, but the server has never seen it.
  await journal.close(1, 'discarded');
  expect(await call('device.return', {})).toMatchObject({ ok: false, error: { code: 'device-unsent' } });
  const other = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  const { device } = main.state.workplace().vault.secrets.enrolment;
  const answer = await other.fetch('/v1/device/return', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ device, lastN: 0 }),
  });
  expect(((await answer.json()) as { code: string }).code).toBe('token-invalid');
});

test('S87: handed back: revoked at the server, a receipt of the pinned key, everything removed here', async () => {
  await server.pool.query('update geraet set last_n = 1 where id = $1', [
    main.state.workplace().vault.secrets.enrolment.device,
  ]);
  const answer = await call('device.return', {});
  expect(answer).toMatchObject({ ok: true, value: { receipt: { operations: 1 } } });
  const { rows } = await server.pool.query<{ gesperrt: Date | null }>('select gesperrt from geraet where id = $1', [
    main.state.workplace().vault.secrets.enrolment.device,
  ]);
  expect(rows[0]?.gesperrt).not.toBeNull();
  // What was made in between would be lost: the server takes it from a new device only.
  const { journal } = main.state.workplace();
  await journal.append([sampleChange('Nachtrag')]);
  expect(await call('device.wipe', {})).toMatchObject({ ok: false, error: { code: 'device-unsent' } });
  expect(await readdir(profile)).toContain('vault');
  await journal.decide([{ n: 2, status: 'rejected', code: 'no-right' }]);
  await journal.close(2, 'discarded');
  expect(await call('device.wipe', {})).toMatchObject({ ok: true });
  await main.relaunching;
  expect(await readdir(profile)).toEqual([]);
});

test('S87: what is being saved while everything is removed is saved, and then nothing is removed', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aktentasche-return-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const other = await startMainSide(folder, { origin, tellWindow: () => undefined, connectWorker: () => undefined });
  const ask = <C extends BridgeCall>(name: C, input: BridgeInput<C>) =>
    other.bridge({ origin, isTopFrame: true }, name, input);
  await ask('setup.signIn', { server: server.url, name: 'yildiz', password: demoPassword });
  await ask('setup.finish', { passphrase: 'elf Schubladen voller Stempelkissen' });
  expect(await ask('device.return', {})).toMatchObject({ ok: true });
  const { journal } = other.state.workplace();
  const saving = journal.append([sampleChange('Nachtrag')]);
  // On its way to the disk by now.
  await new Promise(setImmediate);
  const wiped = await ask('device.wipe', {});
  expect(await saving).toHaveLength(1);
  expect(wiped).toMatchObject({ ok: false, error: { code: 'device-unsent' } });
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['vault', 'journal']));
  await other.relaunching;
});

test('S87: a receipt that somebody else signed is none', async () => {
  const { returnDevice } = await import('../../../electron/server/return-device.ts');
  const receipt = JSON.stringify({ authority: 'x', device: 'd', person: 'p', operations: 0, returned: 'now' });
  const context = {
    ...main.state.gateway(),
    token: { get: async () => 'token', reject: () => undefined },
    netFetch: async () => Response.json({ receipt, signature: 'AAAA' }),
  };
  const key = main.state.workplace().vault.secrets.enrolment.trustKey;
  await expect(returnDevice(context, { device: 'd', lastN: 0, key })).rejects.toMatchObject({
    code: 'server-answer-invalid',
  });
});
