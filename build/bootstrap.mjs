// Set-up that `npm start` and `npm test` do by themselves from a fresh clone. Plain Node: no package exists yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasDisplay, startDisplay } from './display.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { inRoot, root } from './repository.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const stamp = inRoot('node_modules/.aktentasche-lock');

/**
 * Prepares packages, the Electron runtime, its system libraries and a display. Returns `{ runtime, display }`;
 * `display` is the process of a virtual display that the caller ends, or null where a real one exists.
 */
export async function bootstrap({ log = console.error } = {}) {
  installDependencies(log);
  const runtime = await resolveElectron({ log });
  const needsDisplay = !hasDisplay();
  ensureSystemLibraries(runtime.executable, { needsDisplay, log });
  const display = needsDisplay ? await startDisplay() : null;
  return { runtime, display };
}

/** Runs `npm ci` when node_modules is missing or belongs to another lock file. */
export function installDependencies(log = console.error) {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (lockMatchesInstalled()) return writeFileSync(stamp, lock);
  log('Installing packages (npm ci) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    env: { ...process.env, ...nodeHeaders() },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) throw new Error(`npm ci failed (${result.status ?? result.error})`);
  writeFileSync(stamp, lock);
}

// Native packages compile against the headers of the running Node, where it carries them, instead of downloading them.
function nodeHeaders() {
  const folder = path.resolve(path.dirname(process.execPath), '..');
  return existsSync(path.join(folder, 'include/node/node.h')) ? { npm_config_nodedir: folder } : {};
}

// npm records what it installed; someone who ran `npm ci` by hand need not wait again.
function lockMatchesInstalled() {
  const installed = inRoot('node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || present[name]?.version === entry.version,
  );
}

if (process.argv[1] === import.meta.filename) {
  const { runtime, display } = await bootstrap();
  console.log(`Electron ${runtime.version}${runtime.isFallback ? ' (from the npm registry)' : ''}`);
  if (display) process.kill(display.pid);
}
