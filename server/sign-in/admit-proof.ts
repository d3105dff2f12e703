import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import { makeGathering } from '../gathering.ts';
import type { Caller } from '../route.ts';
import { isJti, REMEMBER_MS } from './remember-jti.ts';

/** Looks the device up and notes the proof's one-time id; throws AppError 'token-invalid', 'device-revoked' or 'device-returned'. */
export type AdmitProof = (proof: { readonly device: string; readonly jti: unknown }) => Promise<Caller>;

interface Admitted {
  readonly person: string | null;
  readonly jwk: Caller['jwk'];
  readonly usable: boolean;
  readonly returned: boolean;
  readonly fresh: boolean;
}

/**
 * One statement and one wait for the disk for all requests that arrive while the one before is under way. A proof counts once,
 * also among those of one statement and on other nodes (S3, RFC 9449 §11.1).
 */
export function makeAdmitProof({ pool, now }: Pick<ServerContext, 'pool' | 'now'>): AdmitProof {
  const admit = makeGathering<{ device: string; jti: string }, Admitted>(async (proofs) => {
    const { rows } = await pool.query<Admitted>(
      `with asked as (select device, device || '/' || jti as jti, i
                        from unnest($1::text[], $2::text[]) with ordinality as t (device, jti, i)),
            noted as (insert into gesehene_jti (jti, bis) select jti, $3 from asked order by jti
                      on conflict do nothing returning jti)
       select g.person, g.jwk, g.gesperrt is null and k.aktiv as usable, g.quittung is not null as returned,
              n.jti is not null and row_number() over (partition by a.jti order by a.i) = 1 as fresh
         from asked a
         left join geraet g on g.id = a.device left join konto k on k.person = g.person
         left join noted n on n.jti = a.jti
        order by a.i`,
      [proofs.map(({ device }) => device), proofs.map(({ jti }) => jti), new Date(now().getTime() + REMEMBER_MS)],
    );
    return rows;
  });
  return async ({ device, jti }) => {
    if (!isJti(jti)) throw new AppError('token-invalid');
    const { person, jwk, usable, returned, fresh } = await admit({ device, jti });
    if (person === null) throw new AppError('token-invalid');
    if (!usable) throw new AppError(returned ? 'device-returned' : 'device-revoked');
    if (!fresh) throw new AppError('token-invalid');
    return { device, person, jwk };
  };
}
