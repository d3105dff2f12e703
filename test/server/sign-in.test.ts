import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerContext } from '../../server/context.ts';
import { localSignInRoute } from '../../server/sign-in/local-sign-in.ts';
import type { RunningServer } from '../../server/start-server.ts';
import { errorCode } from '../../shared/errors.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;

test('S1: a person registers a device with name and password and is told who she is', async () => {
  const device = await TestDevice.make(server.url);
  expect(await device.signIn('Brandt', demoPassword)).toEqual({
    device: device.id,
    person: { id: 'p-brandt', name: 'Sabine Brandt', einheit: 'jugendamt', einheitName: 'Jugendamt' },
    authority: 'Stadt Musterstadt',
    trustKey: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
  });
});

test('S1: a wrong password and an unknown name are refused alike', async () => {
  const device = await TestDevice.make(server.url);
  await expect(device.signIn('brandt', 'falsch')).rejects.toThrow('sign-in-failed');
  await expect(device.signIn('niemand', demoPassword)).rejects.toThrow('sign-in-failed');
});

test('S1: a device id cannot be taken over with another key', async () => {
  const device = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  const thief = await TestDevice.make(server.url, device.id);
  await expect(thief.signIn('nowak', demoPassword)).rejects.toThrow('sign-in-failed');
});

test('S2: hello answers where both sides stand and how far the clock of the device is off', async () => {
  const device = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  const late = await device.hello(new Date(Date.now() - 600_000).toISOString());
  expect(late.lastN).toBe(0);
  expect(late.head).toBeGreaterThan(0);
  expect(late.clockSkewMs).toBeGreaterThan(-605_000);
  expect(late.clockSkewMs).toBeLessThan(-595_000);
});

test('S3: a clock ten minutes off gets no token, and the code says why', async () => {
  const device = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  const answer = await device.fetchToken(Date.now() - 600_000);
  expect(answer.status).toBe(401);
  expect(await code(answer)).toBe('clock-skew');
});

test('S3: an assertion is good once', async () => {
  const device = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  const body = JSON.stringify({ assertion: await device.makeAssertion() });
  const send = () =>
    fetch(`${server.url}/v1/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect((await send()).status).toBe(200);
  expect(await code(await send())).toBe('token-invalid');
});

test('S3: a proof is good for one request only (RFC 9449 replay)', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const proof = await device.makeProof('GET', '/v1/sync/pull');
  expect((await device.fetch('/v1/sync/pull?after=0', { proof })).status).toBe(200);
  const replay = await device.fetch('/v1/sync/pull?after=0', { proof });
  expect(replay.status).toBe(401);
  expect(await code(replay)).toBe('token-invalid');
});

test('S3: a token is useless with the key of another device', async () => {
  const owner = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const thief = await TestDevice.enrol(server.url, 'weiss', demoPassword);
  const proof = await thief.makeProof('GET', '/v1/sync/pull');
  expect(await code(await owner.fetch('/v1/sync/pull?after=0', { proof }))).toBe('token-invalid');
});

test('S3: a revoked device gets neither data nor a token', async () => {
  const device = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
  await server.pool.query('update geraet set gesperrt = now() where id = $1', [device.id]);
  expect(await code(await device.fetch('/v1/sync/pull?after=0'))).toBe('device-revoked');
  expect(await code(await device.fetchToken())).toBe('device-revoked');
  await expect(device.signIn('hoffmann', demoPassword)).rejects.toThrow('device-revoked');
});

test('S1: too many sign-ins in a minute are refused', async () => {
  const device = await TestDevice.make(server.url);
  const answers: string[] = [];
  for (let i = 0; i < 30; i++) {
    const attempt = device.signIn('brandt', 'falsch');
    answers.push(await attempt.then(String, (error: Error) => error.message));
  }
  expect(answers.at(-1)).toBe('too-many-calls');
});

test('S113: passwords that are tried at the same time count one after the other', async () => {
  // A clock that stands still: however slow this computer is, all of it happens within a minute.
  const now = new Date(Date.now() + 3_600_000);
  const route = localSignInRoute({ pool: server.pool, now: () => now } as unknown as ServerContext);
  const { registration } = await TestDevice.make(server.url);
  const request = { body: { name: 'weiss', password: 'falsch', device: registration } } as unknown as FastifyRequest;
  const attempts = Array.from({ length: 12 }, () => route.handle(request, {} as FastifyReply).catch(errorCode));
  const answers = (await Promise.all(attempts)).sort();
  expect(answers).toEqual([...Array(8).fill('sign-in-failed'), ...Array(4).fill('too-many-calls')]);
});
