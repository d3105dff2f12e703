import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/embedded-postgres.ts';
import { seededDataFolder } from './seeded-folder.ts';
import { type ServerProcess, spawnServer } from './start-server.ts';

/** Two server processes on one database and one blob folder, behind a proxy that gives each request to the next node. */
export interface TwoNodes {
  /** Origin of the proxy. */
  readonly url: string;
  readonly nodes: readonly ServerProcess[];
  readonly pool: pg.Pool;
  /** Index of the node that moves the rows, -1 while none does. */
  leader(): Promise<number>;
  /** Kills a node by kill -9 and starts another in its place; `killedAt` in milliseconds of `performance.now()`. */
  replace(index: number): Promise<{ readonly killedAt: number; readonly back: Promise<void> }>;
  stop(): Promise<void>;
}

/**
 * Both on a fresh embedded database with the demo authority; `pathOf` answers the address by which a node reaches it, when that
 * is not its own.
 */
export async function startTwoNodes(
  pathOf: (index: number, databaseUrl: string) => Promise<string> = async (_index, url) => url,
): Promise<TwoNodes> {
  const dataFolder = await seededDataFolder();
  const postgres = await startEmbeddedPostgres(dataFolder);
  const start = async (index: number) => {
    const url = await pathOf(index, postgres.url);
    return spawnServer({ dataFolder, args: ['--database-url', url, '--proxies', '127.0.0.1'] });
  };
  const nodes = [await start(0), await start(1)];
  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 });
  const proxy = await startRoundRobin(() => nodes.map(({ url }) => url));
  return {
    url: proxy.url,
    nodes,
    pool,
    async leader() {
      const { rows } = await pool.query<{ pid: number }>(
        `select substring(application_name from '\\d+$')::int as pid from pg_locks join pg_stat_activity using (pid)
          where locktype = 'advisory' and objid = 4711002 and granted`,
      );
      return nodes.findIndex(({ child }) => child.pid === rows[0]?.pid);
    },
    async replace(index) {
      const killedAt = performance.now();
      await nodes[index]!.end('SIGKILL');
      return {
        killedAt,
        back: start(index).then((node) => {
          nodes[index] = node;
        }),
      };
    },
    async stop() {
      await proxy.stop();
      await pool.end();
      for (const node of nodes) await node.end('SIGTERM');
      await postgres.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function startRoundRobin(origins: () => readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  let turn = 0;
  const server: Server = createServer(async (request, response) => {
    const all = origins();
    turn += 1;
    try {
      const body = ['GET', 'HEAD'].includes(request.method!) ? undefined : (Readable.toWeb(request) as BodyInit);
      const headers = Object.entries(request.headers).filter(([name]) => !['connection', 'host'].includes(name));
      const answer = await fetch(`${all[turn % all.length]}${request.url}`, {
        method: request.method!,
        headers: [...(headers as [string, string][]), ['x-forwarded-host', request.headers.host!]],
        redirect: 'manual',
        ...(body && { body, duplex: 'half' }),
      } as RequestInit);
      const kept = [...answer.headers].filter(([name]) => !['content-encoding', 'transfer-encoding'].includes(name));
      response.writeHead(answer.status, Object.fromEntries(kept));
      if (answer.body) await pipeline(Readable.fromWeb(answer.body as never), response);
      else response.end();
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
