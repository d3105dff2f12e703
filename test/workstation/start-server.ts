import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type RunningServer, type ServerOptions, startServer } from '../../server/start-server.ts';
import { demoPassword, seededDataFolder } from './seeded-folder.ts';

/** A real server inside the test's process, on a fresh data folder with the demo authority that `stop` removes. */
export async function startTestServer(
  options: Partial<Omit<ServerOptions, 'dataFolder' | 'seed'>> = {},
): Promise<RunningServer & { readonly dataFolder: string }> {
  const dataFolder = await seededDataFolder();
  const server = await startServer({ port: 0, ...options, dataFolder });
  return {
    ...server,
    dataFolder,
    async stop() {
      await server.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A server as its own process, which a test may kill. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** `SIGKILL` leaves the database running, as a real crash does; `SIGTERM` ends both. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

let bundled: Promise<unknown> | undefined;

/** Bundles the server once per test file, starts it on a data folder and waits for its ready line. */
export async function spawnServer(options: {
  readonly dataFolder: string;
  readonly port?: number;
  readonly seed?: 'demo';
  /** More words for the server, such as its identity provider. */
  readonly args?: readonly string[];
  /** More environment, such as another clock. */
  readonly env?: Readonly<Record<string, string>>;
}): Promise<ServerProcess> {
  const root = join(import.meta.dirname, '../..');
  bundled ??= promisify(execFile)(process.execPath, [join(root, 'build/bundle.mjs'), 'server']);
  await bundled;
  const script = join(root, 'dist/server/serve.js');
  const seed = options.seed ? ['--seed', options.seed, '--demo-password', demoPassword] : [];
  const child = spawn(
    process.execPath,
    [script, '--port', String(options.port ?? 0), '--data', options.dataFolder, ...seed, ...(options.args ?? [])],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...options.env } },
  );
  const url = await new Promise<string>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`server ended with code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"listening"')) done((JSON.parse(line) as { listening: string }).listening);
    });
  });
  return {
    url,
    child,
    end: (signal) =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.once('exit', () => done());
        child.kill(signal);
      }),
  };
}

/** Ends the database that a killed server left behind on this data folder, if one is still there. */
export function endLeftDatabase(dataFolder: string): void {
  try {
    const pid = Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    if (pid > 1) process.kill(pid, 'SIGQUIT');
  } catch {
    // It ended by itself.
  }
}
