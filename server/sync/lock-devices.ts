import type { Db } from '../database.ts';

/** Whose device it is, and the last operation of it that was decided. */
export interface KnownDevice {
  readonly person: string;
  readonly lastN: number;
  readonly lastH: string;
}

/** Locks devices of the persons named with them, in order of id, until the transaction ends; others are missing in the answer. */
export async function lockDevices(
  db: Db,
  devices: readonly { readonly id: string; readonly person: string }[],
): Promise<Map<string, KnownDevice>> {
  const { rows } = await db.query<{ id: string; person: string; last_n: number; last_h: string }>(
    `select id, person, last_n, last_h from geraet
      where (id, person) in (select * from unnest($1::text[], $2::text[])) order by id for update`,
    [devices.map(({ id }) => id), devices.map(({ person }) => person)],
  );
  return new Map(rows.map(({ id, person, last_n, last_h }) => [id, { person, lastN: last_n, lastH: last_h }]));
}
