import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startServer } from '../../server/start-server.ts';

/** Password of every demo account in tests. */
export const demoPassword = 'musterstadt-1';

const WAIT_MS = 150_000;

/** A folder that the database's OS user can reach. */
export async function makeDataFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'aktentasche-server-'));
}

/**
 * A server's data folder with the demo authority in it, as `startServer` with the demo seed leaves it. The first test file
 * that asks makes it below AKTENTASCHE_SEEDED (see test/seeded-once.ts), all get copies: initdb and seed run once.
 */
export async function seededDataFolder(): Promise<string> {
  const shared = process.env.AKTENTASCHE_SEEDED;
  const folder = await makeDataFolder();
  if (shared) await copyFolder(await seededOnce(shared), folder);
  else await seed(folder);
  return folder;
}

/** Test files run in processes of their own: whoever makes the folder `making` seeds, the others wait. */
async function seededOnce(shared: string): Promise<string> {
  const ready = path.join(shared, 'ready');
  const making = path.join(shared, 'making');
  const until = Date.now() + WAIT_MS;
  while (!(await exists(ready))) {
    if (await isFirst(making)) {
      try {
        await seed(making);
        await rename(making, ready);
      } catch (error) {
        await rm(making, { recursive: true, force: true });
        throw error;
      }
    } else if (Date.now() > until) throw new Error('the seeded data folder did not become ready');
    else await sleep(50);
  }
  return ready;
}

async function isFirst(making: string): Promise<boolean> {
  return mkdir(making).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function seed(dataFolder: string): Promise<void> {
  const server = await startServer({ seed: { kind: 'demo', password: demoPassword }, port: 0, dataFolder });
  await server.stop();
}

/** `cp -a` keeps the owner, which is PostgreSQL's user when the tests run as root. */
async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
