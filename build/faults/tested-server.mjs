import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { awaitJsonLine } from '../child-groups.mjs';

/**
 * The agency server with its embedded PostgreSQL on a data folder. `script` is the built server; `groups` ends it with the
 * command.
 */
export async function startTestedServer({ groups, script, dataFolder }) {
  let child;
  async function start(...more) {
    child = groups.start(process.execPath, [script, '--data', dataFolder, '--port', '0', ...more]);
    return awaitJsonLine(child, 'listening');
  }
  async function killServer() {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  const { listening, demoPassword } = await start('--seed', 'demo');
  return {
    origin: listening,
    demoPassword,
    dataFolder,
    killServer,
    /** kill -9 of PostgreSQL, as when the power of the server's room fails. */
    async killDatabase() {
      const pid = Number(readFileSync(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      // Its children notice and end; until then the data folder is in use.
      await sleep(1_000);
    },
    /** Whether the server's process runs. */
    isUp: () => child.exitCode === null && child.signalCode === null,
    /** Starts it again on the same folder; answers where it listens now. */
    restart: async () => (await start()).listening,
  };
}
