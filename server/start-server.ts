import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { openBlobBucket } from './blobs/blob-bucket.ts';
import { openBlobFiles } from './blobs/blob-files.ts';
import type { BucketSettings } from './blobs/bucket-settings.ts';
import type { OidcSettings, ServerContext } from './context.ts';
import { openDatabase } from './database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { makeHttp } from './http.ts';
import { type LevelSettings, noLevels } from './levels/level-settings.ts';
import { serveMetrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { readMeta } from './read-meta.ts';
import { openSeal, type SealSettings } from './seal/open-seal.ts';
import { type Seed, seedDatabase } from './seed.ts';
import { startSequencer } from './sequencer.ts';
import { forgetOldFailures } from './sign-in/failed-attempts.ts';
import { forgetOldJtis } from './sign-in/remember-jti.ts';
import { readSchemaWindow } from './sync/schema-window.ts';
import { type FetchSettings, keepFetching, problemLine } from './trust/fetch-lists.ts';
import { readSnapshotKey } from './trust/snapshot-key.ts';

const MAX_OFFLINE_DAYS = 14;
/** A line to the database that died silently costs a request no more than this. */
const ANSWER_MS = 60_000;
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
  /** An S3-compatible store for the blobs; absent = files below `dataFolder`. */
  readonly bucket?: BucketSettings;
  /** Port of 127.0.0.1 for the figures of this node; absent = none. */
  readonly metricsPort?: number;
  /** Proxies whose X-Forwarded-For names who is asking: addresses or networks. */
  readonly proxies?: readonly string[];
  readonly tls?: { readonly keyFile: string; readonly certFile: string };
  readonly oidc?: OidcSettings;
  readonly levels?: LevelSettings;
  /** Where trusted lists are fetched; absent = an administrator imports them. */
  readonly trustLists?: FetchSettings;
  /** The authority's seal. */
  readonly seal?: SealSettings;
  /** Schema of operations in force; absent = that of this program. */
  readonly operationSchema?: number;
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
  const pool = openDatabase(databaseUrl, ANSWER_MS);
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
  const blobs = options.bucket ? openBlobBucket(options.bucket) : openBlobFiles(options.dataFolder);
  await migrate(pool);
  if (options.seed) await seedDatabase(pool, blobs, options.seed);
  const sequencer = await startSequencer(databaseUrl);
  const context: ServerContext = {
    pool,
    sequencer,
    blobs,
    authority: await readMeta(pool, 'authority', () => 'Behörde'),
    tokenKey: Buffer.from(await readMeta(pool, 'token-key', () => randomBytes(32).toString('hex')), 'hex'),
    snapshotKey: await readSnapshotKey(pool),
    maxOfflineDays: MAX_OFFLINE_DAYS,
    schemas: await readSchemaWindow(pool, options.now ?? (() => new Date()), options.operationSchema),
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
  const { app, metrics } = await makeHttp(context, { tls, proxies: options.proxies ?? [] });
  const url = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  const metricsServer = options.metricsPort === undefined ? null : await serveMetrics(metrics, options.metricsPort);
  const tidy = setInterval(() => void tidyUp(context).catch(() => undefined), TIDY_MS);
  const onProblem = (territory: string, error: unknown) => console.error(problemLine(territory, error));
  const endFetching = options.trustLists && keepFetching({ ...context, fetch, onProblem }, options.trustLists);
  return {
    url,
    databaseUrl,
    pool,
    async stop() {
      clearInterval(tidy);
      endFetching?.();
      metricsServer?.close();
      await app.close();
      await sequencer.stop();
      await pool.end();
      await postgres?.stop();
    },
  };
}

async function tidyUp(context: ServerContext): Promise<void> {
  await forgetOldJtis(context);
  await forgetOldFailures(context);
}
