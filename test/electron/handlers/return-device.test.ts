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
const json = { 'content-type': 'application/json' };
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
    headers: json,
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

type Wire = (url: string, init: RequestInit) => Promise<Response>;
const cut = () => Promise.reject(new TypeError('net::ERR_CONNECTION_RESET'));
/** Lets the first question to this path through as `send` says, everything else as it is. */
const cutOnce = (send: Wire): Wire => {
  let isCut = false;
  return (url, init) => {
    if (isCut || !url.endsWith('/v1/device/return')) return fetch(url, init);
    isCut = true;
    return send(url, init);
  };
};
const halfOf = async (answer: Response) => new Response((await answer.text()).slice(0, 40), { status: answer.status });

test.each<{ at: string; send: Wire; code: string; restarts: boolean }>([
  { at: 'before it is sent', send: cut, code: 'server-unreachable', restarts: false },
  { at: 'before it is sent, then a restart', send: cut, code: 'server-unreachable', restarts: true },
  {
    at: 'after the server committed',
    send: (url, init) => fetch(url, init).then(cut),
    code: 'server-unreachable',
    restarts: false,
  },
  {
    at: 'after the server committed, then a restart',
    send: (url, init) => fetch(url, init).then(cut),
    code: 'server-unreachable',
    restarts: true,
  },
  {
    at: 'in the middle of the answer',
    send: (url, init) => fetch(url, init).then(halfOf),
    code: 'server-answer-invalid',
    restarts: true,
  },
  { at: 'before everything is removed', send: fetch, code: '', restarts: true },
])('S125: a cut at any point comes to the same end: $at', async ({ send, code, restarts }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aktentasche-return-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const edge = { origin, tellWindow: () => undefined, connectWorker: () => undefined };
  let side = await startMainSide(folder, { ...edge, wire: cutOnce(send) });
  const ask = <C extends BridgeCall>(name: C, input: BridgeInput<C>) =>
    side.bridge({ origin, isTopFrame: true }, name, input);
  const passphrase = 'elf Schubladen voller Stempelkissen';
  await ask('setup.signIn', { server: server.url, name: 'weiss', password: demoPassword });
  await ask('setup.finish', { passphrase });
  const { device } = side.state.workplace().vault.secrets.enrolment;
  const first = await ask('device.return', {});
  expect(first).toMatchObject(code === '' ? { ok: true } : { ok: false, error: { code } });
  if (code !== '') expect(await ask('device.wipe', {})).toMatchObject({ ok: false, error: { code: 'no-right' } });
  if (restarts) {
    await side.end();
    side = await startMainSide(folder, edge);
    expect(await ask('vault.unlock', { passphrase })).toMatchObject({ ok: true });
  }
  const again = await ask('device.return', {});
  const { rows } = await server.pool.query<{ gesperrt: Date; quittung: unknown }>(
    'select gesperrt, quittung from geraet where id = $1',
    [device],
  );
  const { gesperrt, quittung } = rows[0]!;
  // One receipt, whenever and however often it is asked for.
  expect(again).toMatchObject({ ok: true, value: { signed: quittung, receipt: { returned: gesperrt.toISOString() } } });
  expect(await ask('device.return', {})).toEqual(again);
  if (code === '') expect(again).toEqual(first);
  expect(await ask('device.wipe', {})).toMatchObject({ ok: true });
  expect(await readdir(folder)).toEqual([]);
});

test('S125: two questions at the same time get the same receipt', async () => {
  const device = await TestDevice.enrol(server.url, 'weiss', demoPassword);
  const init = { method: 'POST', headers: json, body: JSON.stringify({ device: device.id, lastN: 0 }) };
  const answers = await Promise.all(
    [1, 2].map(() => device.fetch('/v1/device/return', init).then((one) => one.json())),
  );
  const receipts = answers.filter((one) => 'receipt' in (one as object));
  expect(receipts.length).toBeGreaterThan(0);
  expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1);
});

test('S125: the receipt is told to the device that was handed back, by its key, and to nobody else', async () => {
  const [mine, other, revoked] = await Promise.all(
    ['weiss', 'yildiz', 'brandt'].map((name) => TestDevice.enrol(server.url, name, demoPassword)),
  );
  const receipt = async (assertion: string) => {
    const init = { method: 'POST', headers: json, body: JSON.stringify({ assertion }) };
    return (await fetch(`${server.url}/v1/device/receipt`, init)).json() as Promise<{
      code?: string;
      receipt?: string;
    }>;
  };
  expect((await receipt(await mine!.makeAssertion())).code).toBe('not-found');
  await mine!.fetch('/v1/device/return', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ device: mine!.id, lastN: 0 }),
  });
  await server.pool.query('update geraet set gesperrt = now() where id = $1', [revoked!.id]);
  expect((await receipt(await other!.makeAssertion())).code).toBe('not-found');
  expect((await receipt(await revoked!.makeAssertion())).code).toBe('device-revoked');
  const forged = await TestDevice.make(server.url, mine!.id);
  expect((await receipt(await forged.makeAssertion())).code).toBe('token-invalid');
  const assertion = await mine!.makeAssertion();
  expect(JSON.parse((await receipt(assertion)).receipt!)).toMatchObject({ device: mine!.id, operations: 0 });
  expect((await receipt(assertion)).code).toBe('token-invalid');
  // It is worth nothing but its receipt.
  expect(((await (await mine!.fetchToken()).json()) as { code: string }).code).toBe('device-returned');
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
