import { randomBytes, randomUUID } from 'node:crypto';
import type { PGliteOptions } from '@electric-sql/pglite';
import type { FastifyInstance } from 'fastify';
import { openPkcs12 } from '../../electron/signer/open-pkcs12.ts';
import { practiceKeyPassword } from '../../shared/practice-messages.ts';
import { openBlobMemory } from '../blobs/blob-memory.ts';
import type { ServerContext } from '../context.ts';
import { openDatabase } from '../database.ts';
import { makeHttp } from '../http.ts';
import { noLevels } from '../levels/level-settings.ts';
import { migrate } from '../migrate.ts';
import { sealPdf } from '../seal/seal-pdf.ts';
import { seedDatabase } from '../seed.ts';
import { startSequencer } from '../sequencer.ts';
import { readSchemaWindow } from '../sync/schema-window.ts';
import { readSnapshotKey } from '../trust/snapshot-key.ts';
import { startMemoryPostgres } from './memory-postgres.ts';
import { practiceAkten } from './practice-akten.ts';
import { makePracticeKey } from './practice-key.ts';

/** An authority in this process: the whole server, without a port, a file or anything that lasts. */
export interface PracticeAuthority {
  /** Its web server, asked by `inject` alone: nobody can connect to it. */
  readonly app: FastifyInstance;
  /** Password of every account. */
  readonly password: string;
  /** The key file (PKCS#12) that signs in practice. */
  readonly keyFile: Uint8Array;
  readonly stop: () => Promise<void>;
}

/** Starts the authority with its Akten. `database`: where PostgreSQL's own files lie in an installed app. */
export async function startPracticeAuthority(database: PGliteOptions, now: () => Date): Promise<PracticeAuthority> {
  const postgres = await startMemoryPostgres(database);
  const pool = openDatabase(postgres.connect);
  const blobs = openBlobMemory();
  const password = randomBytes(18).toString('base64url');
  const keyFile = makePracticeKey(practiceKeyPassword, now());
  const key = openPkcs12(keyFile, practiceKeyPassword, now());
  const sign = (bytes: Uint8Array) => sealPdf({ key }, { bytes, at: now(), reason: 'ÜBUNG', tsa: null });
  await migrate(pool);
  await seedDatabase(pool, blobs, { kind: 'practice', password, content: await practiceAkten(sign) });
  const sequencer = await startSequencer(postgres.connect);
  const context: ServerContext = {
    pool,
    sequencer,
    blobs,
    authority: 'ÜBUNG – Stadt Musterstadt',
    tokenKey: randomBytes(32),
    snapshotKey: await readSnapshotKey(pool),
    maxOfflineDays: 1,
    schemas: await readSchemaWindow(pool, now),
    oidc: undefined,
    seal: null,
    levels: noLevels,
    now,
    randomId: randomUUID,
  };
  const { app } = await makeHttp(context, {});
  await app.ready();
  return {
    app,
    password,
    keyFile,
    stop: async () => {
      await app.close();
      await sequencer.stop();
      await pool.end();
      await postgres.stop();
    },
  };
}
