import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { revokeDevice } from '../../../server/admin/administer.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import type { BridgeCall, BridgeInput } from '../../../shared/bridge.ts';
import type { WorkerCall, WorkerInput } from '../../../shared/worker-port.ts';
import { type MainSide, startMainSide } from '../../workstation/main-side.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const DAY_MS = 86_400_000;
const passphrase = 'elf Schubladen voller Stempelkissen';
const origin = 'app://aktentasche';
let server: RunningServer;
let profile: string;
let daysLater = 0;
/** Workstation and server look at the same clock. */
const now = () => new Date(Date.now() + daysLater * DAY_MS);

beforeAll(async () => {
  server = await startTestServer({ now });
});
beforeEach(async () => {
  daysLater = 0;
  profile = await mkdtemp(path.join(os.tmpdir(), 'aktentasche-lease-'));
});
afterEach(async () => {
  for (const main of started.splice(0)) await main.end();
  await rm(profile, { recursive: true, force: true });
});
afterAll(() => server.stop());

const started: MainSide[] = [];
const start = async () => {
  const main = await startMainSide(profile, {
    origin,
    now,
    tellWindow: () => undefined,
    connectWorker: () => undefined,
  });
  started.push(main);
  return main;
};
const call = <C extends BridgeCall>(main: MainSide, name: C, input: BridgeInput<C>) =>
  main.bridge({ origin, isTopFrame: true }, name, input);
const tell = <C extends WorkerCall>(main: MainSide, name: C, input: WorkerInput<C>) =>
  main.workerPort({ id: 1, call: name, input });

/** First run, and the lease that the server's greeting brought; answers the device's id. */
async function setUpWithLease(until: Date): Promise<string> {
  const main = await start();
  await call(main, 'setup.signIn', { server: server.url, name: 'brandt', password: demoPassword });
  await call(main, 'setup.finish', { passphrase });
  await call(main, 'worker.connect', {});
  expect(await tell(main, 'lease.renew', { until: until.toISOString(), epoch: 'e' })).toMatchObject({ ok: true });
  return main.state.workplace().vault.secrets.enrolment.device;
}

test('a lease that has not ended opens without the agency', async () => {
  await setUpWithLease(new Date(Date.now() + 14 * DAY_MS));
  daysLater = 13;
  const main = await start();
  main.offline = true;
  expect(await call(main, 'vault.unlock', { passphrase })).toMatchObject({ ok: true });
  expect(main.state.status().phase).toBe('open');
});

test('after the lease has ended nothing opens offline; with the agency in reach it does', async () => {
  await setUpWithLease(new Date(Date.now() + 14 * DAY_MS));
  daysLater = 15;
  const main = await start();
  main.offline = true;
  for (let i = 0; i < 2; i++) {
    expect(await call(main, 'vault.unlock', { passphrase })).toEqual({ ok: false, error: { code: 'lease-expired' } });
    expect(main.state.status()).toMatchObject({ phase: 'locked', enrolment: null });
    expect(await call(main, 'worker.connect', {})).toEqual({ ok: false, error: { code: 'locked' } });
  }
  main.offline = false;
  expect(await call(main, 'vault.unlock', { passphrase })).toMatchObject({ ok: true });
  expect(main.state.status().phase).toBe('open');
});

test('after the lease has ended a revoked device stays shut and hears why', async () => {
  const device = await setUpWithLease(new Date(Date.now() + 14 * DAY_MS));
  await transaction(server.pool, (db) => revokeDevice(db, device, now()));
  daysLater = 15;
  const main = await start();
  expect(await call(main, 'vault.unlock', { passphrase })).toEqual({ ok: false, error: { code: 'device-revoked' } });
  expect(main.state.status().phase).toBe('locked');
});
