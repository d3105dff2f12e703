import type pg from 'pg';
import type { BlobStore } from './blobs/blob-store.ts';
import { transaction } from './database.ts';
import { demoAkten } from './demo/demo-akten.ts';
import { demoAuthority } from './demo/demo-authority.ts';
import type { DemoBlob } from './demo/demo-dokument.ts';
import { largeAkten } from './demo/large-akten.ts';
import { insertRecords, type Neu } from './insert-records.ts';
import { hashPassword } from './sign-in/password.ts';

/** What to fill an empty database with. All demo accounts share one password. */
export type Seed =
  | { readonly kind: 'demo'; readonly password: string }
  | { readonly kind: 'large'; readonly password: string; readonly vorgaenge: number }
  | { readonly kind: 'practice'; readonly password: string; readonly content: SeedContent };

/** What is put into an empty database besides the authority itself. */
export interface SeedContent {
  readonly records: readonly Neu[];
  readonly blobs: readonly DemoBlob[];
}

/** Fills an empty database; on one that is filled already only the demo accounts' password is set again. */
export async function seedDatabase(pool: pg.Pool, store: BlobStore, seed: Seed): Promise<void> {
  const passwort = await hashPassword(seed.password);
  const { rows } = await pool.query<{ filled: boolean }>('select exists (select from datensatz) as filled');
  if (rows[0]?.filled) {
    await pool.query('update konto set passwort = $1 where person = any($2)', [
      passwort,
      demoAuthority.konten.map(({ person }) => person),
    ]);
    return;
  }
  const { records, blobs } = contentOf(seed);
  await Promise.all(blobs.map(({ sha, bytes }) => store.keep(sha, bytes)));
  await transaction(pool, async (db) => {
    await db.query(`insert into meta values ('authority', $1)`, [demoAuthority.name]);
    for (const konto of demoAuthority.konten) {
      await db.query('insert into konto (person, anmeldename, passwort, rollen) values ($1, $2, $3, $4)', [
        konto.person,
        konto.anmeldename,
        passwort,
        konto.rollen,
      ]);
    }
    await db.query(
      `insert into blob select b ->> 0, (b ->> 1)::bigint, now() from jsonb_array_elements($1) as b on conflict do nothing`,
      [JSON.stringify(blobs.map(({ sha, bytes }) => [sha, bytes.byteLength]))],
    );
    await insertRecords(db, [...demoAuthority.records, ...records]);
  });
}

function contentOf(seed: Seed): SeedContent {
  switch (seed.kind) {
    case 'demo':
      return demoAkten();
    case 'large':
      return { records: largeAkten(seed.vorgaenge), blobs: [] };
    case 'practice':
      return seed.content;
  }
}
