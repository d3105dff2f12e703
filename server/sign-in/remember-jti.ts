import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';

/** Longest time an assertion or proof can be valid, both clocks' slack included; milliseconds. */
export const REMEMBER_MS = 15 * 60_000;

/** Notes a one-time id; throws AppError 'token-invalid' when it was seen before (RFC 9449 §11.1). */
export async function rememberJti(context: ServerContext, device: string, jti: unknown): Promise<void> {
  if (!isJti(jti)) throw new AppError('token-invalid');
  const { rowCount } = await context.pool.query(
    'insert into gesehene_jti (jti, bis) values ($1, $2) on conflict do nothing',
    [`${device}/${jti}`, new Date(context.now().getTime() + REMEMBER_MS)],
  );
  if (rowCount === 0) throw new AppError('token-invalid');
}

/** Whether it can be a one-time id. */
export function isJti(jti: unknown): jti is string {
  return typeof jti === 'string' && jti.length >= 8 && jti.length <= 200;
}

/** Drops ids that could no longer be replayed anyway. */
export async function forgetOldJtis(context: Pick<ServerContext, 'pool' | 'now'>): Promise<void> {
  await context.pool.query('delete from gesehene_jti where bis < $1', [context.now()]);
}
