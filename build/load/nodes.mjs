import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { awaitJsonLine } from '../child-groups.mjs';
import { databaseUrlOf } from '../faults/check-server.mjs';
import { inRoot } from '../repository.mjs';

/**
 * Server processes on one database: the embedded one in a fresh folder, or that of `databaseUrl`. `profile` is a folder for
 * processor profiles of the nodes.
 */
export async function startNodes({ count, databaseUrl, profile, groups }) {
  const data = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-load-'));
  const node = profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : [];
  const start = async (words) => {
    const script = [...node, inRoot('dist/server/serve.js'), '--seed', 'demo', '--data', data, '--port', '0', ...words];
    const child = groups.start(process.execPath, script);
    const { listening } = await awaitJsonLine(child, 'listening');
    return { child, origin: listening };
  };
  const nodes = [await start(databaseUrl ? ['--database-url', databaseUrl] : [])];
  const url = databaseUrl ?? databaseUrlOf(data);
  const words = ['--database-url', url];
  while (nodes.length < count) nodes.push(await start(words));
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  return {
    nodes,
    db,
    databaseUrl: url,
    /** Process of the embedded database. */
    postmaster: databaseUrl
      ? null
      : Number(readFileSync(path.join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    /** The node whose session holds the leader's lock, if one does. */
    async leader() {
      const { rows } = await db.query(
        `select substring(application_name from '\\d+$')::int as pid from pg_locks join pg_stat_activity using (pid)
          where locktype = 'advisory' and objid = 4711002 and granted`,
      );
      return nodes.find(({ child }) => child.pid === rows[0]?.pid);
    },
    /** Starts another process in the place of one that ended. */
    async replace(node) {
      Object.assign(node, await start(words));
    },
    async stop() {
      await db.end();
      await groups.end();
      if (!databaseUrl) await endDatabase(path.join(data, 'postgres/postmaster.pid'));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A killed node leaves its database running. */
async function endDatabase(pidFile) {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    if (pid > 1) process.kill(pid, 'SIGINT');
    for (let i = 0; i < 100; i++) {
      process.kill(pid, 0);
      await new Promise((done) => setTimeout(done, 100));
    }
  } catch {
    // It has ended.
  }
}
