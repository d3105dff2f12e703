import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { openBlobFiles } from './blobs/blob-files.ts';
import type { OidcSettings, ServerContext } from './context.ts';
import { openDatabase } from './database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { makeHttp } from './http.ts';
import { type LevelSettings, noLevels } from './levels/level-settings.ts';
import { migrate } from './migrate.ts';
import { readMeta } from './read-meta.ts';
import { openSeal, type SealSettings } from './seal/open-seal.ts';
import { type Seed, seedDatabase } from './seed.ts';
import { startSequencer } from './sequencer.ts';
import { forgetOldJtis } from './sign-in/remember-jti.ts';
import { type FetchSettings, keepFetching, problemLine } from './trust/fetch-lists.ts';
import { readSnapshotKey } from './trust/snapshot-key.ts';

const MAX_OFFLINE_DAYS = 14;
const TIDY_MS = 60_000;

/** Where the server keeps its things and how it is reached. */
export interface ServerOptions {
  /** Folder for blobs, and for the database when `databaseUrl` is missing. */
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly host?: string;
  readonly seed?: Seed;
  readonly tls?: { readonly keyFile: string; readonly certFile: string };
  readonly oidc?: OidcSettings;
  readonly levels?: LevelSettings;
  /** Where trusted lists are fetched; absent = an administrator imports them. */
  readonly trustLists?: FetchSettings;
  /** The authority's seal. */
  readonly seal?: SealSettings;
  readonly now?: () => Date;
  readonly randomId?: () => string;
}

/** A listening server. */
export interface RunningServer {
  /** Origin, without a slash at the end. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  /** Finishes running requests, then ends the database if it is ours. */
  stop(): Promise<void>;
}

/** Starts database, migrations, seed, change feed and web server, in this order. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  await mkdir(options.dataFolder, { recursive: true, mode: 0o711 });
  const postgres = options.databaseUrl ? undefined : await startEmbeddedPostgres(options.dataFolder);
  const databaseUrl = options.databaseUrl ?? postgres!.url;
  const pool = openDatabase(databaseUrl);
  try {
    return await startOn(options, { pool, databaseUrl, postgres });
  } catch (error) {
    await pool.end();
    await postgres?.stop();
    throw error;
  }
}

async function startOn(
  options: ServerOptions,
  database: { readonly pool: pg.Pool; readonly databaseUrl: string; readonly postgres: EmbeddedPostgres | undefined },
): Promise<RunningServer> {
  const { pool, databaseUrl, postgres } = database;
  const blobFiles = openBlobFiles(options.dataFolder);
  await migrate(pool);
  if (options.seed) await seedDatabase(pool, blobFiles, options.seed);
  const sequencer = await startSequencer(pool, databaseUrl);
  const context: ServerContext = {
    pool,
    sequencer,
    blobFiles,
    authority: await readMeta(pool, 'authority', () => 'Behörde'),
    epoch: await readMeta(pool, 'epoch', randomUUID),
    tokenKey: Buffer.from(await readMeta(pool, 'token-key', () => randomBytes(32).toString('hex')), 'hex'),
    snapshotKey: await readSnapshotKey(pool),
    maxOfflineDays: MAX_OFFLINE_DAYS,
    oidc: options.oidc,
    seal: options.seal ? await openSeal(options.seal, (options.now ?? (() => new Date()))()) : null,
    levels: options.levels ?? noLevels,
    now: options.now ?? (() => new Date()),
    randomId: options.randomId ?? randomUUID,
  };
  const tls = options.tls && {
    key: await readFile(options.tls.keyFile),
    cert: await readFile(options.tls.certFile),
  };
  const app = await makeHttp(context, tls);
  const url = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  const tidy = setInterval(() => void forgetOldJtis(context).catch(() => undefined), TIDY_MS);
  const onProblem = (territory: string, error: unknown) => console.error(problemLine(territory, error));
  const endFetching = options.trustLists && keepFetching({ ...context, fetch, onProblem }, options.trustLists);
  return {
    url,
    databaseUrl,
    pool,
    async stop() {
      clearInterval(tidy);
      endFetching?.();
      await app.close();
      await sequencer.stop();
      await pool.end();
      await postgres?.stop();
    },
  };
}
