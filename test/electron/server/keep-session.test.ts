import { expect, test } from 'vitest';
import { keepSession, type NetSession } from '../../../electron/server/keep-session.ts';

const PATIENCE_MS = 20;
const alive: NetSession = { fetch: async () => new Response('ok') };
const dead: NetSession = { fetch: () => Promise.reject(new Error('net::ERR_FAILED')) };
const silent = () => new Promise<NetSession>(() => undefined);

/** Opens these, one after the other, and the last one for ever. */
function opening(...sessions: (NetSession | typeof silent)[]) {
  let opened = 0;
  const open = async () => {
    const next = sessions[Math.min(opened++, sessions.length - 1)]!;
    return typeof next === 'function' ? next() : next;
  };
  return { ...keepSession(open, PATIENCE_MS), opened: () => opened };
}
const ask = ({ fetch }: Pick<ReturnType<typeof opening>, 'fetch'>) =>
  fetch('http://x', {}).then(
    (answer) => answer.text(),
    (error: Error) => error.message,
  );

test('R124: the next session takes the place of one whose process ended', async () => {
  const kept = opening(dead, silent, alive);
  await kept.fetch('http://x', {}).catch(() => undefined);
  kept.renew();
  expect(await ask(kept)).toBe('ok');
});

test('R151: a dead session is replaced although nobody said that its process ended, and not again and again', async () => {
  const kept = opening(dead, alive);
  expect(await ask(kept)).toBe('net::ERR_FAILED');
  expect(await ask(kept)).toBe('ok');
  const never = opening(dead);
  for (let i = 0; i < 5; i++) await ask(never);
  expect(never.opened()).toBe(2);
});

test('R151: where no session opens at all a question is answered, and a later one finds the session that does', async () => {
  const kept = opening(silent, silent, silent, silent, silent, alive);
  expect(await ask(kept)).toMatch('no session');
  expect(await ask(kept)).toBe('ok');
});

test('R151: a server that is not there is no reason for another session', async () => {
  const kept = opening({ fetch: () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED')) }, alive);
  expect([await ask(kept), await ask(kept), kept.opened()]).toEqual([
    'net::ERR_CONNECTION_REFUSED',
    'net::ERR_CONNECTION_REFUSED',
    1,
  ]);
});
