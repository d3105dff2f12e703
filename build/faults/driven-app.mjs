import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { einrichten } from '../drive-demo.mjs';
import { killTree } from './process-tree.mjs';

const startTimeoutMs = 120_000;
const unlockTimeoutMs = 90_000;
/** A refused call need not be the end of the unlocking: the replica may be ready all the same. */
const afterRefusalMs = 3_000;

/** Starts the staged app on one profile and opens it as a person would. Throws when it does not open. */
export async function startApp({ stage, profile, entry, isFirstRun }) {
  const workstation = await launch({ stage, profile });
  const outcome = isFirstRun ? await setUp(workstation, entry) : await workstation.unlock(entry);
  if (outcome === 'open') return workstation;
  await workstation.kill();
  throw new Error(`the app did not open: ${outcome}`);
}

/**
 * Starts the app and tries to open it: `{ workstation, outcome }`, where `outcome` is 'open', the code that the person is
 * told, 'einrichtung' when it takes the profile for a new one, or 'hangs'.
 */
export async function tryApp({ stage, profile, entry }) {
  const workstation = await launch({ stage, profile });
  return { workstation, outcome: await workstation.unlock(entry) };
}

/**
 * Edits go to the very worker that the screens talk to, by the same messages: a command resolves when the screen would say
 * 'gespeichert'.
 */
async function launch({ stage, profile }) {
  const app = await _electron.launch({
    executablePath: stage.launcher,
    args: [stage.app, `--user-data-dir=${path.join(stage.profiles, profile)}`, '--lang=de'],
    env: { ...process.env, LANG: 'de_DE.UTF-8' },
    chromiumSandbox: true,
    timeout: startTimeoutMs,
  });
  const { pid } = app.process();
  const exited = new Promise((resolve) => app.process().once('exit', resolve));
  const { told, words } = listen(app.process().stderr);
  const page = await app.firstWindow({ timeout: startTimeoutMs });
  page.setDefaultTimeout(startTimeoutMs);
  for (const event of ['crash', 'close']) page.once(event, () => words.push(`page: ${event}`));
  app.process().once('exit', (code, signal) => words.push(`app: exit ${code} ${signal}`));
  await page.waitForLoadState('domcontentloaded');
  await page.evaluate(tapWorker);
  return {
    app,
    page,
    pid,
    /** Words of the app's log (electron/log.ts), with the code behind them. */
    told,
    /** The last lines of its error output and how page and app ended, for whoever looks for the cause of a run that broke. */
    lastWords: () => words.slice(-40).join('\n'),
    unlock: (entry) => unlock(page, told, entry),
    /** Whether the replica was found whole; see Started in renderer/replica-api.ts. */
    wasRebuilt: () => page.evaluate(() => globalThis.tappedWorker?.rebuilt ?? null).catch(() => null),
    /** Tells the replica to do something; see Commands in renderer/replica-api.ts. `bytes` are given as base64. */
    tell: (name, input) => page.evaluate(talk, { type: 'command', name, input }),
    /** The first answer to a live question; see Queries there. */
    ask: (name, input) => page.evaluate(talk, { type: 'subscribe', name, input }),
    /** Calls main; see shared/bridge.ts. */
    call: (name, input) => page.evaluate(([word, value]) => globalThis.aktentasche.call(word, value), [name, input]),
    /** kill -9 of the app and everything that it started. */
    async kill() {
      killTree(pid);
      await exited;
    },
    close: () => app.close(),
  };
}

async function setUp(workstation, entry) {
  await einrichten(workstation.page, entry);
  await workstation.page.waitForFunction(() => globalThis.tappedWorker?.isReady);
  return 'open';
}

async function unlock(page, told, { passphrase }) {
  const passphraseField = page.getByLabel('Passphrase', { exact: true });
  await passphraseField.or(page.getByLabel('Server der Behörde')).first().waitFor();
  if (!(await passphraseField.isVisible())) {
    const isTold = await page.getByText('vault-missing').isVisible();
    return isTold ? 'vault-missing' : 'einrichtung';
  }
  await passphraseField.fill(passphrase);
  await page.getByRole('button', { name: 'Entsperren' }).click();
  const startedAt = Date.now();
  let refusedAt = null;
  for (; Date.now() - startedAt < unlockTimeoutMs; await sleep(100)) {
    const { isReady = false, failed = null } = (await page.evaluate(() => globalThis.tappedWorker)) ?? {};
    if (isReady) return 'open';
    if (failed) return failed;
    const refusal = told.find(({ word, code }) => word === 'call-failed' && code);
    if (refusal) refusedAt ??= Date.now();
    if (refusedAt && Date.now() - refusedAt > afterRefusalMs) return refusal.code;
  }
  return 'hangs';
}

function listen(stream) {
  const told = [];
  const words = [];
  let rest = '';
  stream.on('data', (bytes) => {
    const lines = (rest + bytes).split('\n');
    rest = lines.pop();
    words.push(...lines);
    words.splice(0, words.length - 200);
    for (const line of lines) {
      const [, word, code] = /^\d{4}-\S+Z ([a-z-]+)(?: ([a-z-]+))?$/.exec(line.trim()) ?? [];
      if (word) told.push({ word, code });
    }
  });
  return { told, words };
}

// Runs in the page, before the replica worker exists. The app may start another one in its place (R125).
function tapWorker() {
  const original = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    // Other workers are started without main's port.
    if (message?.type === 'start' && rest[0]?.[0] instanceof MessagePort) {
      const before = globalThis.tappedWorker;
      const tapped = { lastId: before?.lastId ?? 1_000_000_000, isReady: false, failed: null };
      // Beside the facts, because neither a worker nor functions can be handed out of the page.
      Object.defineProperty(tapped, 'worker', { value: this, enumerable: false });
      Object.defineProperty(tapped, 'waiting', { value: new Set(), enumerable: false });
      globalThis.tappedWorker = tapped;
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'ready') Object.assign(tapped, data, { isReady: true });
        if (data.type === 'failed') tapped.failed = data.code;
      });
      for (const giveUp of before?.waiting ?? []) giveUp();
    }
    return original.call(this, message, ...rest);
  };
}

// Runs in the page.
function talk({ type, name, input }) {
  const bytes = typeof input.bytes === 'string' ? Uint8Array.from(atob(input.bytes), (c) => c.charCodeAt(0)) : null;
  const talkTo = (tapped) => {
    tapped.lastId += 1;
    const id = tapped.lastId;
    return new Promise((resolve, reject) => {
      // The app asks its questions again when another worker has come, and refuses commands.
      const giveUp = () =>
        type === 'subscribe' ? resolve(talkTo(globalThis.tappedWorker)) : reject(new Error('replica-damaged'));
      const listen = ({ data }) => {
        if (data.id !== id || (data.type !== 'done' && data.type !== 'answer')) return;
        tapped.worker.removeEventListener('message', listen);
        tapped.waiting.delete(giveUp);
        if (type === 'subscribe') tapped.worker.postMessage({ type: 'unsubscribe', id });
        if (data.type === 'done' && !data.ok) reject(new Error(data.code));
        else resolve(data.value);
      };
      tapped.waiting.add(giveUp);
      tapped.worker.addEventListener('message', listen);
      tapped.worker.postMessage({ type, id, name, input: bytes ? { ...input, bytes } : input });
    });
  };
  return talkTo(globalThis.tappedWorker);
}
