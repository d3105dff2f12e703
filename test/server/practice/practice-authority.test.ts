import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectPractice, type PracticeChild, type PracticeNet } from '../../../electron/practice/practice-net.ts';
import { registerByPassword } from '../../../electron/server/register-device.ts';
import { answerPractice } from '../../../server/practice/answer-practice.ts';
import { type PracticeAuthority, startPracticeAuthority } from '../../../server/practice/practice-authority.ts';
import { PRACTICE_ORIGIN, type ToPractice } from '../../../shared/practice-messages.ts';

let authority: PracticeAuthority;
let net: PracticeNet;
const channel = new MessageChannel();
beforeAll(async () => {
  authority = await startPracticeAuthority({}, () => new Date());
  const answer = answerPractice(authority.app, (message) => channel.port1.postMessage(message));
  channel.port1.on('message', (message: ToPractice) => answer(message));
  net = connectPractice(channel.port2 as unknown as PracticeChild);
}, 60_000);
afterAll(async () => {
  channel.port1.close();
  await authority?.stop();
});

test('U4: the practice authority answers as a server does, and has no port', async () => {
  const info = await net.fetch(`${PRACTICE_ORIGIN}/v1/info`, {});
  expect(await info.json()).toMatchObject({ name: 'ÜBUNG – Stadt Musterstadt' });
  expect(authority.app.server.listening).toBe(false);
  expect((await net.fetch(`${PRACTICE_ORIGIN}/v1/sync/pull`, {})).status).toBe(401);
});

test('U4: a device is registered there by the same steps as at a real one', async () => {
  const registry = { netFetch: net.fetch, server: PRACTICE_ORIGIN, hostName: 'Übung' };
  await expect(registerByPassword(registry, { name: 'brandt', password: 'falsch' })).rejects.toMatchObject({
    code: 'sign-in-failed',
  });
  const device = await registerByPassword(registry, { name: 'brandt', password: authority.password });
  expect(device.enrolment).toMatchObject({ authority: 'ÜBUNG – Stadt Musterstadt', person: { id: 'p-brandt' } });
});

test('U5: nothing but the practice authority can be asked', async () => {
  for (const url of [
    'https://eakte.musterstadt.example/v1/info',
    'http://127.0.0.1:8300/v1/info',
    'http://uebung.invalid/v1/info',
  ])
    await expect(net.fetch(url, {})).rejects.toThrow('does not answer');
});
