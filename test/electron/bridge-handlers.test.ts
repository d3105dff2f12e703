import { expect, test } from 'vitest';
import { type BridgeHandlers, makeBridge, rateLimit, sizeOf } from '../../electron/bridge-handlers.ts';
import { AppError } from '../../shared/errors.ts';

const page = { origin: 'app://aktentasche', isTopFrame: true };

function bridgeWith(handlers: Partial<BridgeHandlers>, now = () => 0) {
  const errors: unknown[] = [];
  const answer = makeBridge({
    handlers: handlers as BridgeHandlers,
    origin: page.origin,
    now,
    onError: (error) => errors.push(error),
  });
  return { answer, errors };
}

const lock: Partial<BridgeHandlers> = { 'vault.lock': async () => ({}) };

test('a call from the page with fitting input reaches its handler', async () => {
  expect(await bridgeWith(lock).answer(page, 'vault.lock', {})).toEqual({ ok: true, value: {} });
});

test.each([
  ['another origin', { origin: 'akten-viewer://viewer', isTopFrame: true }],
  ['an opaque origin', { origin: 'null', isTopFrame: true }],
  ['a frame inside the page', { origin: page.origin, isTopFrame: false }],
])('nobody else is heard: %s', async (_name, sender) => {
  const refused = { ok: false, error: { code: 'no-right' } };
  expect(await bridgeWith(lock).answer(sender, 'vault.lock', {})).toEqual(refused);
});

test.each([
  ['unknown call', 'vault.open', {}],
  ['inherited name', 'toString', {}],
  ['no name', 7, {}],
  ['unknown key', 'vault.lock', { force: true }],
  ['missing input', 'vault.unlock', undefined],
  ['wrong type', 'vault.unlock', { passphrase: 7 }],
  ['path instead of an id', 'office.read', { id: '../../vault', n: 1 }],
  ['state that cannot be', 'office.taken', { id: '0123456789abcdef', n: 0.5, version: 'v-1' }],
  ['state below the first', 'office.read', { id: '0123456789abcdef', n: -1 }],
])('input outside the schema never reaches a handler: %s', async (_name, call, input) => {
  const invalid = { ok: false, error: { code: 'input-invalid' } };
  expect(await bridgeWith(lock).answer(page, call, input)).toEqual(invalid);
});

test('an error keeps its code and tells nothing else', async () => {
  const { answer, errors } = bridgeWith({
    'vault.lock': async () => {
      throw new AppError('disk-full', { cause: new Error('/home/erika/geheim') });
    },
    'app.status': async () => {
      throw new TypeError('Erika Mustermann');
    },
  });
  expect(await answer(page, 'vault.lock', {})).toEqual({ ok: false, error: { code: 'disk-full' } });
  expect(await answer(page, 'app.status', {})).toEqual({ ok: false, error: { code: 'internal' } });
  expect(errors).toHaveLength(2);
});

test.each([
  [
    'a signature that is text',
    'signer.sign',
    { session: 's', sha: 'a'.repeat(64), digest: new Uint8Array(32) },
    { signature: 'MEUC' },
  ],
  ['no signature', 'signer.sign', { session: 's', sha: 'a'.repeat(64), digest: new Uint8Array(32) }, {}],
  ['a number that is none', 'notfallkopie.write', {}, { files: Number.NaN, sizeBytes: 1, time: 'now' }],
  ['nothing where something was promised', 'vault.unlock', { passphrase: 'x' }, undefined],
  ['a receipt without its signature', 'device.return', {}, { receipt: null }],
])('an answer outside the schema never reaches the window: %s', async (_name, call, input, value) => {
  const { answer, errors } = bridgeWith({ [call]: async () => value });
  expect(await answer(page, call, input)).toEqual({ ok: false, error: { code: 'answer-invalid' } });
  expect(errors).toHaveLength(1);
});

test('what an answer holds beyond its schema stays in main', async () => {
  const answered = { signature: new Uint8Array([1]), pin: '123456' };
  const { answer } = bridgeWith({ 'signer.sign': async () => answered });
  const input = { session: 's', sha: 'a'.repeat(64), digest: new Uint8Array(32) };
  expect(await answer(page, 'signer.sign', input)).toEqual({ ok: true, value: { signature: new Uint8Array([1]) } });
});

test('too much input is refused before it is looked at', async () => {
  const fields = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, 'x'.repeat(90_000)]));
  const answer = await bridgeWith({}).answer(page, 'draft.save', { route: '/', scrollTop: 0, fields });
  expect(answer).toEqual({ ok: false, error: { code: 'too-large' } });
});

test('size counts text, bytes and nesting, and ends early on cycles', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(sizeOf(cycle, 10_000)).toBeLessThan(11_000);
  expect(sizeOf({ a: new Uint8Array(500), b: 'xxxx' })).toBeGreaterThan(507);
});

test('a flood of calls is cut and the next second is served again', async () => {
  let at = 0;
  const { answer } = bridgeWith(lock, () => at);
  const codes = [];
  for (let call = 0; call < 210; call++) codes.push((await answer(page, 'vault.lock', {})).ok);
  expect(codes.filter((ok) => ok)).toHaveLength(200);
  at += 1_000;
  expect((await answer(page, 'vault.lock', {})).ok).toBe(true);
  const admit = rateLimit(2, () => at);
  expect([admit(), admit(), admit()]).toEqual([true, true, false]);
});
