// Builds both packages, installs, starts and purges them: what an administrator and a user will meet.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { _electron } from 'playwright-core';
import { blankPdf } from './blank-pdf.mjs';
import { buildDebs } from './dist-linux.mjs';
import {
  installDeb,
  installedExecutable,
  isInstalled,
  listLeftovers,
  listSystemFiles,
  prepareOrdinaryUser,
  purgeDeb,
} from './installed-app.mjs';
import { inRoot, isDebian, isRoot } from './repository.mjs';

const pictures = inRoot('test-results/packages');
/** A busy machine starts slowly. */
const startMs = 120_000;
const policyFile = '/etc/aktentasche/policy.json';
const policyServer = 'https://eakte.musterstadt.example';
const pollMs = 2_000;
const [off, on] = [0x30, 0x31];
const releaseFuses = {
  RunAsNode: off,
  EnableCookieEncryption: on,
  EnableNodeOptionsEnvironmentVariable: off,
  EnableNodeCliInspectArguments: off,
  EnableEmbeddedAsarIntegrityValidation: on,
  OnlyLoadAppFromAsar: on,
  LoadBrowserProcessSpecificV8Snapshot: off,
  GrantFileProtocolExtraPrivileges: off,
};

/** Runs every step; prints one line each; returns `{ passed, failed, skipped }`. Needs root on Debian. */
export async function checkDebs({ runtime }) {
  if (!isRoot || !isDebian) {
    console.log('packages: NOT CHECKED, installing a .deb needs root on Debian');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  mkdirSync(pictures, { recursive: true });
  const count = { passed: 0, failed: 0 };
  const step = async (name, work) => {
    const startedAt = performance.now();
    const tell = (verdict) =>
      console.log(`package ${name}: ${verdict} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    try {
      const value = await work();
      count.passed++;
      tell('ok');
      return value;
    } catch (error) {
      console.log(error.stack ?? error);
      count.failed++;
      tell('FAILED');
      return null;
    }
  };

  if (isInstalled()) purgeDeb();
  const before = listSystemFiles();
  const debs = await step('build', () => buildDebs({ runtime, allowTestRuntime: true, compression: 'gz' }));
  if (!debs) return count;
  for (const [variant, checks] of [
    [
      'e2e',
      {
        'shows its first screen to an ordinary user, sandboxed': drivesFirstScreen,
        "takes the server from the machine's policy": obeysPolicy,
      },
    ],
    [
      'release',
      {
        'has the release fuses': readsReleaseFuses,
        'has no way around sandbox and unlock': readsShippedCode,
        'runs a command on a file without a display': runsCommand,
        'loads the native package for cards': loadsCardPackage,
        'starts without an inspector and shows a window': startsRelease,
      },
    ],
  ]) {
    await step(`${variant} installs`, () => installDeb(debs[variant]));
    for (const [name, check] of Object.entries(checks)) await step(`${variant} ${name}`, check);
    await step(`${variant} purges and leaves nothing`, () => {
      purgeDeb();
      assert.deepEqual(listLeftovers(before), []);
    });
  }
  return count;
}

async function drivesFirstScreen() {
  await withFirstScreen('e2e', async (page, app) => {
    await page.getByRole('textbox').first().waitFor();
    await page.screenshot({ path: path.join(pictures, 'e2e-first-screen.png') });
    assertSandboxed(app.process().pid);
  });
}

/** The administrator names the server: nobody is asked for it. The purge takes the policy along. */
async function obeysPolicy() {
  mkdirSync(path.dirname(policyFile), { recursive: true });
  writeFileSync(policyFile, JSON.stringify({ server: policyServer }));
  await withFirstScreen('policy', async (page) => {
    await page.getByText(policyServer).waitFor();
    // Nobody listens there: the person sees why and can try again, and is asked for no server.
    await page.getByRole('alert').filter({ hasText: 'server-not-there' }).waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
    assert.equal(await page.getByRole('button', { name: /^(Erneut versuchen|Try again)$/ }).isVisible(), true);
    await page.screenshot({ path: path.join(pictures, 'e2e-policy.png') });
  });
}

/** Starts the installed app as an ordinary user with a fresh profile, shows its window to `look`, ends and removes it. */
async function withFirstScreen(profile, look) {
  const user = prepareOrdinaryUser();
  const app = await _electron.launch({
    executablePath: user.launcher,
    args: [`--user-data-dir=${path.join(user.profiles, profile)}`],
    chromiumSandbox: true,
    timeout: startMs,
  });
  try {
    const page = await app.firstWindow({ timeout: startMs });
    page.setDefaultTimeout(startMs);
    await look(page, app);
  } finally {
    await app.close();
    user.remove();
  }
}

/** Every process of the installed app. */
function ownProcesses() {
  return (
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      // Chromium's children write their words into one string, with spaces between them.
      .map((pid) => ({ pid, line: readProc(pid, 'cmdline').replaceAll('\0', ' '), status: readProc(pid, 'status') }))
      .filter(({ line }) => line.startsWith(installedExecutable))
  );
}

const windowsOf = (processes) => processes.filter(({ line }) => line.includes('--type=renderer'));

/** Every window process runs under a seccomp filter, and no process was told to go without the sandbox. */
function assertSandboxed(mainPid) {
  const processes = ownProcesses();
  assert.ok(processes.some(({ pid }) => Number(pid) === mainPid));
  for (const { line } of processes) assert.doesNotMatch(line, /--no-sandbox/);
  const windows = windowsOf(processes);
  assert.ok(windows.length > 0);
  for (const { status } of windows) assert.match(status, /^Seccomp:\s+2$/m);
}

async function readsReleaseFuses() {
  const wire = await getCurrentFuseWire(installedExecutable);
  for (const [name, state] of Object.entries(releaseFuses)) assert.equal(wire[FuseV1Options[name]], state, name);
}

/** No switch or variable may lead around the sandbox or the unlock screen: the shipped code does not know one. */
function readsShippedCode() {
  const archive = path.join(path.dirname(installedExecutable), 'resources/app.asar');
  const own = listPackage(archive).filter((file) => /^\/dist\/(electron|preload)\/.*\.c?js$/.test(file));
  assert.ok(own.length > 2);
  const code = own.map((file) => extractFile(archive, file.slice(1)).toString('utf8')).join('\n');
  assert.doesNotMatch(code, /no-sandbox|skip-?unlock|unlock-?skip|--passphrase/i);
  // Variables are written large; channels of the database in practice are not.
  assert.doesNotMatch(code, /AKTENTASCHE_[A-Z]+/);
}

async function runsCommand() {
  const user = prepareOrdinaryUser();
  const file = path.join(user.profiles, 'blank.pdf');
  writeFileSync(file, blankPdf());
  try {
    const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env;
    const result = spawnSync(user.launcher, ['inspect', '--json', file], { encoding: 'utf8', env, timeout: 60_000 });
    // A command that had to be stopped has not ended well, whatever code the app then gives.
    assert.ifError(result.error);
    assert.equal(result.status, 0, result.stderr);
    assert.equal(typeof JSON.parse(result.stdout.trim()), 'object');
  } finally {
    user.remove();
  }
}

/** A library that is no card module is refused as such only by the native package, in the process of its own. */
async function loadsCardPackage() {
  const user = prepareOrdinaryUser();
  const file = path.join(user.profiles, 'blank.pdf');
  writeFileSync(file, blankPdf());
  try {
    const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env;
    const library = path.join(path.dirname(installedExecutable), 'libffmpeg.so');
    const words = ['sign', '--json', file, `${file}.signed`, '--pkcs11', library, '--slot', '0', '--pin-env', 'PIN'];
    const result = spawnSync(user.launcher, words, { encoding: 'utf8', env, timeout: 60_000 });
    assert.ifError(result.error);
    assert.equal(JSON.parse(result.stdout.trim()).code, 'card-module-unfit', result.stderr);
  } finally {
    user.remove();
  }
}

async function startsRelease() {
  const user = prepareOrdinaryUser();
  const words = ['--inspect=0', `--user-data-dir=${path.join(user.profiles, 'release')}`];
  const app = spawn(user.launcher, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  app.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  try {
    const picture = path.join(pictures, 'release-screen.png');
    // What another program left on the screen is no window of this one.
    const isShown = () => windowsOf(ownProcesses()).length > 0 && countColoursOnScreen(picture) > 100;
    for (let waitedMs = 0; !isShown(); waitedMs += pollMs) {
      assert.ok(waitedMs < startMs, `No window on the screen:\n${errors}`);
      assert.equal(app.exitCode, null, `The app ended early:\n${errors}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    assert.doesNotMatch(errors, /Debugger listening/);
    assertSandboxed(app.pid);
  } finally {
    if (app.exitCode === null) {
      app.kill('SIGTERM');
      await once(app, 'exit');
    }
    user.remove();
  }
}

/** Takes a picture of the whole display; an empty one has a single colour. */
function countColoursOnScreen(file) {
  const taken = spawnSync('import', ['-window', 'root', file]);
  assert.equal(taken.status, 0, 'ImageMagick (import) is needed for the picture of the screen');
  const { stdout } = spawnSync('identify', ['-format', '%k', file], { encoding: 'utf8' });
  return Number(stdout);
}

function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
