import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';

const WINDOW_MS = 60_000;
const MAX_FAILURES = 8;

type On = Pick<ServerContext, 'pool' | 'now'>;

/**
 * Failed sign-ins are counted per name for all nodes together, so that passwords cannot be tried out; right ones cost nothing
 * (S1, S61). Throws AppError 'too-many-calls' when the name has failed too often within the last minute.
 */
export async function requireFewFailures({ pool, now }: On, name: string): Promise<void> {
  const { rows } = await pool.query<{ failures: number }>(
    'select count(*) as failures from fehlversuch where name = lower($1) and zeit > $2',
    [name, new Date(now().getTime() - WINDOW_MS)],
  );
  if (rows[0]!.failures >= MAX_FAILURES) throw new AppError('too-many-calls');
}

/** Counts one failure of this name. */
export async function recordFailure({ pool, now }: On, name: string): Promise<void> {
  await pool.query('insert into fehlversuch (name, zeit) values (lower($1), $2)', [name, now()]);
}

/** Drops what no longer counts: typed names are personal data. */
export async function forgetOldFailures({ pool, now }: On): Promise<void> {
  await pool.query('delete from fehlversuch where zeit < $1', [new Date(now().getTime() - WINDOW_MS)]);
}
