import type pg from 'pg';
import { transaction } from './database.ts';
import { migration0001 } from './migrations/0001-begin.ts';
import { migration0002 } from './migrations/0002-operation-origin.ts';
import { migration0003 } from './migrations/0003-primaerdokumente.ts';
import { migration0004 } from './migrations/0004-trust.ts';
import { migration0005 } from './migrations/0005-roles-of-persons.ts';
import { migration0006 } from './migrations/0006-seal.ts';
import { migration0007 } from './migrations/0007-failures.ts';
import { migration0008 } from './migrations/0008-mitnahme.ts';
import { migration0009 } from './migrations/0009-uebergaben.ts';
import { migration0010 } from './migrations/0010-moved-rows.ts';
import { migration0011 } from './migrations/0011-geschaeftsgaenge.ts';
import { migration0012 } from './migrations/0012-nummern.ts';
import { migration0013 } from './migrations/0013-quittung.ts';

/** In order; the position is the number of the schema. Never edited after a release, only appended to. */
const migrations: readonly string[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
];

/** Key of the advisory lock under which two starting servers take turns. */
const MIGRATION_LOCK = 4_711_001;

/** Brings the schema to the newest version; safe to call by several servers at once. */
export async function migrate(pool: pg.Pool): Promise<void> {
  await transaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await db.query('create table if not exists schema_version (version int primary key, zeit timestamptz not null)');
    const { rows } = await db.query<{ version: number | null }>('select max(version) as version from schema_version');
    const done = rows[0]?.version ?? 0;
    for (const [index, sql] of migrations.entries()) {
      if (index < done) continue;
      await db.query(sql);
      await db.query('insert into schema_version values ($1, now())', [index + 1]);
    }
  });
}
