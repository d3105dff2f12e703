import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { einrichten, entsperren } from '../drive-demo.mjs';

const startTimeoutMs = 120_000;

/**
 * Starts the staged app on one profile and opens it as a person would, through the first-run screens (with `entry`) or the
 * unlock screen. Edits then go to the very worker that the screens talk to, by the same messages: a command resolves when
 * the screen would say 'gespeichert'.
 */
export async function startApp({ stage, profile, entry, isFirstRun }) {
  const app = await _electron.launch({
    executablePath: stage.launcher,
    args: [stage.app, `--user-data-dir=${path.join(stage.profiles, profile)}`, '--lang=de'],
    env: { ...process.env, LANG: 'de_DE.UTF-8' },
    chromiumSandbox: true,
    timeout: startTimeoutMs,
  });
  const exited = new Promise((resolve) => app.process().once('exit', resolve));
  const page = await app.firstWindow({ timeout: startTimeoutMs });
  page.setDefaultTimeout(startTimeoutMs);
  await page.waitForLoadState('domcontentloaded');
  await page.evaluate(tapWorker);
  if (isFirstRun) await einrichten(page, entry);
  else await entsperren(page, entry);
  await page.waitForFunction(() => globalThis.tappedWorker?.isReady);
  return {
    app,
    page,
    /** Tells the replica to do something; see Commands in renderer/replica-api.ts. `bytes` are given as base64. */
    tell: (name, input) => page.evaluate(talk, { type: 'command', name, input }),
    /** The first answer to a live question; see Queries there. */
    ask: (name, input) => page.evaluate(talk, { type: 'subscribe', name, input }),
    /** kill -9 of the app and everything that it started. */
    async kill() {
      killTree(app.process().pid);
      await exited;
    },
    close: () => app.close(),
  };
}

// Runs in the page, before the replica worker exists.
function tapWorker() {
  const original = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type === 'start' && !globalThis.tappedWorker) {
      globalThis.tappedWorker = { worker: this, lastId: 1_000_000_000, isReady: false };
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'ready') globalThis.tappedWorker.isReady = true;
      });
    }
    return original.call(this, message, ...rest);
  };
}

// Runs in the page.
function talk({ type, name, input }) {
  const tapped = globalThis.tappedWorker;
  tapped.lastId += 1;
  const id = tapped.lastId;
  const bytes = typeof input.bytes === 'string' ? Uint8Array.from(atob(input.bytes), (c) => c.charCodeAt(0)) : null;
  return new Promise((resolve, reject) => {
    const listen = ({ data }) => {
      if (data.id !== id || (data.type !== 'done' && data.type !== 'answer')) return;
      tapped.worker.removeEventListener('message', listen);
      if (type === 'subscribe') tapped.worker.postMessage({ type: 'unsubscribe', id });
      if (data.type === 'done' && !data.ok) reject(new Error(data.code));
      else resolve(data.value);
    };
    tapped.worker.addEventListener('message', listen);
    tapped.worker.postMessage({ type, id, name, input: bytes ? { ...input, bytes } : input });
  });
}

function killTree(pid) {
  const table = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (let i = 0; i < tree.length; i++)
    for (const [child, parent] of table) if (parent === tree[i] && child) tree.push(child);
  for (const member of tree) {
    try {
      process.kill(member, 'SIGKILL');
    } catch {
      // It ended in the meantime.
    }
  }
}
