import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Enrolment, localSignInSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';

/** Id, name and public key of the device to register. */
export type DeviceRequest = z.infer<typeof localSignInSchema>['device'];

/**
 * Registers the device for the person, or confirms it when the same person signs in again on it with the same key.
 * Throws AppError 'device-revoked', or 'sign-in-failed' when the id belongs to another person or key.
 */
export async function enrolDevice(context: ServerContext, person: string, device: DeviceRequest): Promise<Enrolment> {
  return transaction(context.pool, async (db) => {
    const { rows } = await db.query<{ person: string; jwk: DeviceRequest['publicKey']; gesperrt: Date | null }>(
      'select person, jwk, gesperrt from geraet where id = $1 for update',
      [device.id],
    );
    const known = rows[0];
    if (known?.gesperrt) throw new AppError('device-revoked');
    if (
      known &&
      (known.person !== person || known.jwk.x !== device.publicKey.x || known.jwk.y !== device.publicKey.y)
    ) {
      throw new AppError('sign-in-failed');
    }
    if (!known) {
      await db.query('insert into geraet (id, person, name, jwk, angelegt) values ($1, $2, $3, $4, $5)', [
        device.id,
        person,
        device.name,
        JSON.stringify(device.publicKey),
        context.now(),
      ]);
    }
    const { authority, snapshotKey } = context;
    return { device: device.id, person: await readPersonCard(db, person), authority, trustKey: snapshotKey.publicKey };
  });
}

/** Name and Einheit of a person as the workstation shows them. */
export async function readPersonCard(db: Db, person: string): Promise<Enrolment['person']> {
  const { rows } = await db.query<Enrolment['person']>(
    `select p.id, p.d -> 'felder' ->> 'name' as name, p.d -> 'felder' ->> 'einheit' as einheit,
            coalesce(e.d -> 'felder' ->> 'name', '') as "einheitName"
       from datensatz p left join datensatz e on e.art = 'einheit' and e.id = p.d -> 'felder' ->> 'einheit'
      where p.art = 'person' and p.id = $1`,
    [person],
  );
  if (!rows[0]) throw new AppError('sign-in-failed');
  return rows[0];
}
