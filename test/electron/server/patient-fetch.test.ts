import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { NetFetch } from '../../../electron/server/keep-session.ts';
import { patientFetch } from '../../../electron/server/patient-fetch.ts';
import { fetchServer } from '../../../electron/server/server-client.ts';
import { httpServer } from './http-server.ts';

const patience = { answerMs: 80, silenceMs: 80 };
/** What a session of Electron may do when its process ends: nothing, whatever its signal says. */
const neverAnswers: NetFetch = () => new Promise(() => undefined);

test('R150: a request that is never answered ends, also when the network does not heed its signal', async () => {
  await expect(patientFetch(neverAnswers, patience)('http://x', {})).rejects.toThrow('no answer in time');
});

test('R150: no request of the app to its server waits without an end', async () => {
  vi.useFakeTimers();
  try {
    const asked = fetchServer(neverAnswers, 'http://x', {}).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(await Promise.race([asked, Promise.resolve('waits')])).toMatchObject({ code: 'server-unreachable' });
  } finally {
    vi.useRealTimers();
  }
});

test('R150: an answer that falls silent breaks; one that goes on slowly does not', async () => {
  let ended = 0;
  const origin = await httpServer((request, response) => {
    response.on('close', () => {
      ended += 1;
    });
    response.write('one');
    if (request.url === '/silent') return;
    const pieces = setInterval(() => response.write('more'), 30);
    setTimeout(() => {
      clearInterval(pieces);
      response.end();
    }, 300);
  });
  const ask = patientFetch(fetch, { answerMs: 5_000, silenceMs: 150 });
  await expect((await ask(`${origin}/silent`, {})).text()).rejects.toThrow('no answer in time');
  for (let waited = 0; ended === 0 && waited < 3_000; waited += 20) await sleep(20);
  expect(ended).toBe(1);
  expect(await (await ask(`${origin}/slow`, {})).text()).toMatch(/^one(more)+$/);
});

test('R150: time in which nobody reads is not silence of the server', async () => {
  const pieces = Array.from({ length: 40 }, () => new Uint8Array(1));
  const answer = new Response(
    new ReadableStream({ pull: (to) => (pieces.length > 0 ? to.enqueue(pieces.pop()!) : to.close()) }),
  );
  const { body } = await patientFetch(async () => answer, patience)('http://x', {});
  await sleep(200);
  expect((await new Response(body).arrayBuffer()).byteLength).toBe(40);
});

test('R150: a large body has the time that a slow line takes to send it', async () => {
  const slow: NetFetch = () => sleep(200).then(() => new Response('ok'));
  await expect(patientFetch(slow, patience)('http://x', {})).rejects.toThrow('no answer in time');
  const body = new Uint8Array(8 * 1024);
  expect(await (await patientFetch(slow, patience)('http://x', { method: 'PATCH', body })).text()).toBe('ok');
});
