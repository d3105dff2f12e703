import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { packageKeySchema } from '../../shared/uebergabe.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { lockRecord, storeWhole } from '../store-record.ts';

/** `POST /v1/device/key`: the key that packages for this device are sealed with becomes a record that everybody gets (S103). */
export function packageKeyRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/device/key',
    rule: {
      access: 'device',
      summary: 'The key that packages for this device are sealed with.',
      body: packageKeySchema,
      answer: packageKeySchema,
    },
    async handle(request) {
      const { schluessel } = request.body as z.infer<typeof packageKeySchema>;
      const caller = callerOf(request);
      await transaction(context.pool, async (db) => {
        const { rowCount } = await db.query('update geraet set schluessel = $2 where id = $1 and gesperrt is null', [
          caller.device,
          schluessel,
        ]);
        // Revoked since the request was let in: nobody may seal anything for it again.
        if (rowCount === 0) throw new AppError('device-revoked');
        await store(db, caller, schluessel);
      });
      context.sequencer.wake();
      return { schluessel };
    },
  };
}

/** Nothing is sealed for these devices from now on; what they signed can still be checked. */
export async function endPackageKeys(db: Db, devices: readonly string[], now: Date): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `select id from datensatz where art = 'geraeteschluessel' and d -> 'felder' ->> 'geraet' = any($1)
        and d -> 'felder' ->> 'bis' is null order by id`,
    [devices],
  );
  for (const { id } of rows) {
    const known = await lockRecord(db, 'geraeteschluessel', id);
    if (known)
      await storeWhole(db, {
        art: 'geraeteschluessel',
        id,
        akte: null,
        felder: { ...known.felder, bis: now.toISOString() },
      });
  }
}

async function store(db: Db, { device, person, jwk }: Caller, schluessel: string): Promise<void> {
  const [x, y] = [jwk.x, jwk.y].map((part) => Buffer.from(part, 'base64url').toString('hex'));
  const id = `schluessel-${createHash('sha256').update(device).digest('hex').slice(0, 32)}`;
  await lockRecord(db, 'geraeteschluessel', id);
  const felder = { person, geraet: device, schluessel, pruefschluessel: `04${x}${y}`, bis: null };
  await storeWhole(db, { art: 'geraeteschluessel', id, akte: null, felder });
}
