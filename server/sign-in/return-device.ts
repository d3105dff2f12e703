import type { z } from 'zod';
import {
  type DeviceReceipt,
  deviceReturnSchema,
  type SignedReceipt,
  signedReceiptSchema,
} from '../../shared/device-receipt.ts';
import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import { transaction } from '../database.ts';
import { endBlocks } from '../numbers/number-blocks.ts';
import { callerOf, type Route } from '../route.ts';
import { endPackageKeys } from '../sync/receive-package-key.ts';
import { endMitnahmen } from '../sync/receive-packed.ts';
import { readPersonCard } from './enrol-device.ts';

interface GeraetRow {
  readonly last_n: number;
  readonly gesperrt: Date | null;
  readonly quittung: SignedReceipt | null;
}

/**
 * `POST /v1/device/return`: a device revokes itself when everything it made has been decided here; the answer is the signed
 * receipt for whoever hands it back (S87). It is kept with the device, and asking twice gives the same one (S125). Throws
 * AppError 'device-unsent'.
 */
export function returnDeviceRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/device/return',
    rule: {
      access: 'device',
      summary: 'Hands this device back: it is revoked, and the answer is a signed receipt.',
      body: deviceReturnSchema,
      answer: signedReceiptSchema,
    },
    async handle(request): Promise<SignedReceipt> {
      const caller = callerOf(request);
      const { device, lastN } = request.body as z.infer<typeof deviceReturnSchema>;
      if (device !== caller.device) throw new AppError('token-invalid');
      const returned = context.now();
      const person = await readPersonCard(context.pool, caller.person);
      const quittung = await transaction(context.pool, async (db) => {
        const { rows } = await db.query<GeraetRow>(
          'select last_n, gesperrt, quittung from geraet where id = $1 for update',
          [device],
        );
        const row = rows[0];
        if (row?.quittung) return row.quittung;
        if (row?.gesperrt) throw new AppError('device-revoked');
        if (row?.last_n !== lastN) throw new AppError('device-unsent');
        const receipt: DeviceReceipt = {
          authority: context.authority,
          device,
          person: person.name,
          operations: lastN,
          returned: returned.toISOString(),
        };
        const signed = context.snapshotKey.signReceipt(JSON.stringify(receipt));
        const values = [device, returned, JSON.stringify(signed)];
        await db.query('update geraet set gesperrt = $2, quittung = $3 where id = $1', values);
        await endMitnahmen(db, device, returned);
        await endPackageKeys(db, [device], returned);
        await endBlocks(db, [device], { now: returned, isAllSent: true });
        return signed;
      });
      context.sequencer.wake();
      return quittung;
    },
  };
}
