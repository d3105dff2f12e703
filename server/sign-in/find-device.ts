import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from '../route.ts';

/** The registered device; throws AppError 'token-invalid' for an unknown one, 'device-revoked' or 'device-returned'. */
export async function findDevice(context: ServerContext, id: string): Promise<Caller> {
  const { rows } = await context.pool.query<{ person: string; jwk: Caller['jwk']; usable: boolean; returned: boolean }>(
    `select g.person, g.jwk, g.gesperrt is null and k.aktiv as usable, g.quittung is not null as returned
       from geraet g join konto k on k.person = g.person where g.id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) throw new AppError('token-invalid');
  if (!row.usable) throw new AppError(row.returned ? 'device-returned' : 'device-revoked');
  return { device: id, person: row.person, jwk: row.jwk };
}
