import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeLeaseWatch } from '../../../electron/lease.ts';
import { revokeDevice } from '../../../server/admin/administer.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import type { BridgeCall, BridgeInput } from '../../../shared/bridge.ts';
import { helloSchema } from '../../../shared/sync-protocol.ts';
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

/** First run, and the lease that the server's greeting brings, for 14 days; answers the device's id. */
async function setUpWithLease(): Promise<string> {
  const main = await start();
  await call(main, 'setup.signIn', { server: server.url, name: 'brandt', password: demoPassword });
  await call(main, 'setup.finish', { passphrase });
  await call(main, 'worker.connect', {});
  await greet(main);
  return main.state.workplace().vault.secrets.enrolment.device;
}

/** What the replica worker does with every exchange. */
async function greet(main: MainSide): Promise<void> {
  const { device } = main.state.workplace().vault.secrets.enrolment;
  const answer = await main.answerApp(
    new Request(`${origin}/server/v1/sync/hello`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ device, epoch: null, cursor: 0, schema: 1, lastAcked: 0, time: now().toISOString() }),
    }),
  );
  const { lease } = helloSchema.parse(await answer.json());
  expect(await tell(main, 'lease.renew', lease.signed!)).toMatchObject({ ok: true });
}

test('a lease that has not ended opens without the agency', async () => {
  await setUpWithLease();
  daysLater = 13;
  const main = await start();
  main.offline = true;
  expect(await call(main, 'vault.unlock', { passphrase })).toMatchObject({ ok: true });
  expect(main.state.status().phase).toBe('open');
});

test('after the lease has ended nothing opens offline; with the agency in reach it does', async () => {
  await setUpWithLease();
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
  const device = await setUpWithLease();
  await transaction(server.pool, (db) => revokeDevice(db, device, now()));
  daysLater = 15;
  const main = await start();
  expect(await call(main, 'vault.unlock', { passphrase })).toEqual({ ok: false, error: { code: 'device-revoked' } });
  expect(main.state.status().phase).toBe('locked');
});

test('S99: an open app without the agency shuts when its lease ends', async () => {
  await setUpWithLease();
  const main = await start();
  main.offline = true;
  await call(main, 'vault.unlock', { passphrase });
  let locked = 0;
  const watch = makeLeaseWatch(main.state, async () => void locked++);
  daysLater = 13;
  watch();
  expect(locked).toBe(0);
  daysLater = 14.1;
  watch();
  expect(locked).toBe(1);
});

test('S99: one that showed itself to the agency after the end stays open, and shuts with the lease that it gets', async () => {
  await setUpWithLease();
  daysLater = 15;
  const main = await start();
  await call(main, 'vault.unlock', { passphrase });
  let locked = 0;
  const watch = makeLeaseWatch(main.state, async () => void locked++);
  watch();
  await call(main, 'worker.connect', {});
  await greet(main);
  watch();
  expect(locked).toBe(0);
  daysLater = 30;
  watch();
  expect(locked).toBe(1);
});

test('S99: a clock set back behind the lease opens nothing', async () => {
  await setUpWithLease();
  daysLater = -1;
  const main = await start();
  main.offline = true;
  expect(await call(main, 'vault.unlock', { passphrase })).toEqual({ ok: false, error: { code: 'lease-expired' } });
});
