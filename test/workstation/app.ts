import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, chromium, type ElectronApplication, type Page } from '@playwright/test';

/** What `npm test` laid out for the end-to-end tests: see build/stage.mjs. */
export interface Stage {
  readonly folder: string;
  readonly app: string;
  readonly launcher: string;
  readonly profiles: string;
}

/** The staged app; throws when the tests were not started by `npm run test:e2e`. */
export function stage(): Stage {
  const described = process.env.AKTENTASCHE_STAGE;
  if (!described) throw new Error('no staged app: run the end-to-end tests by `npm run test:e2e`');
  return JSON.parse(described) as Stage;
}

/** One person's computer: a profile folder and, while it runs, the real app on it. */
export interface Workstation {
  readonly profile: string;
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** How a workstation differs from the usual one. */
export interface WorkstationOptions {
  readonly language?: 'de' | 'en';
  readonly env?: Readonly<Record<string, string>>;
  /** Another build of the app than the staged one. */
  readonly appFolder?: string;
  /** Another program than the stage's launcher. */
  readonly launcher?: string;
  /** More words for Electron. */
  readonly args?: readonly string[];
}

const started: ChildProcess[] = [];

/** Starts the real app on a profile below the stage, with the real sandbox. */
export async function startWorkstation(name: string, options: WorkstationOptions = {}): Promise<Workstation> {
  const { profiles } = stage();
  const profile = path.join(profiles, name);
  const language = options.language ?? 'de';
  const app = await _electron.launch({
    executablePath: options.launcher ?? stage().launcher,
    args: [
      options.appFolder ?? stage().app,
      `--user-data-dir=${profile}`,
      `--lang=${language}`,
      ...(options.args ?? []),
    ],
    env: { ...process.env, LANG: language === 'de' ? 'de_DE.UTF-8' : 'en_US.UTF-8', ...options.env } as Record<
      string,
      string
    >,
    chromiumSandbox: true,
    timeout: 60_000,
  });
  started.push(app.process());
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { profile, app, page };
}

/** Ends the app as a person would. */
export async function quitWorkstation(workstation: Workstation): Promise<void> {
  await workstation.app.close();
}

/** Ends what a failed test left running. */
export function endLeftWorkstations(): void {
  for (const child of started.splice(0)) if (child.exitCode === null && child.signalCode === null) killTree(child.pid);
}

/** Ends the app as a power cut would. */
export async function killWorkstation({ app }: Workstation): Promise<void> {
  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
  killTree(app.process().pid);
  await ended;
}

/** After a lock the app relaunches itself: attaches to the new process through its debugging port. */
export function attachAfterRelaunch(profile: string, timeoutMs = 20_000): Promise<Page> {
  const portFile = path.join(profile, 'DevToolsActivePort');
  return attachAt(() => (existsSync(portFile) ? (readFileSync(portFile, 'utf8').split('\n')[0] ?? '') : ''), timeoutMs);
}

/** Attaches to the app that listens on this port, as soon as it does; empty: not known yet. */
export async function attachAt(portOf: () => string, timeoutMs: number): Promise<Page> {
  const until = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < until) {
    try {
      const port = portOf();
      if (port !== '') {
        const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 2_000 });
        const page = browser.contexts().flatMap((context) => context.pages())[0];
        if (page) return page;
        await browser.close();
      }
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the relaunched app did not answer', { cause: last });
}

/** Kills a process and everything below it, by pid. */
export function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
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
