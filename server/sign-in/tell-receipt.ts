import { type SignedReceipt, signedReceiptSchema } from '../../shared/device-receipt.ts';
import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import type { Caller, Route } from '../route.ts';
import { admitAssertion, assertionSchema } from './admit-assertion.ts';

interface KnownDevice {
  readonly jwk: Caller['jwk'];
  readonly gesperrt: Date | null;
  readonly quittung: SignedReceipt | null;
}

/**
 * `POST /v1/device/receipt`: the receipt once more, for a device that was handed back and never heard so (S125). It has no token
 * any more and proves its key by an assertion. Throws AppError 'not-found' for one in use, 'device-revoked' for one that the
 * authority revoked.
 */
export function receiptRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/device/receipt',
    rule: {
      access: 'public',
      summary: 'The signed receipt of a device that was handed back, once more.',
      body: assertionSchema,
      answer: signedReceiptSchema,
    },
    async handle(request): Promise<SignedReceipt> {
      const { quittung, gesperrt } = await admitAssertion(context, request, (id) => findKnown(context, id));
      if (!quittung) throw new AppError(gesperrt ? 'device-revoked' : 'not-found');
      return quittung;
    },
  };
}

async function findKnown({ pool }: ServerContext, id: string): Promise<KnownDevice> {
  const { rows } = await pool.query<KnownDevice>('select jwk, gesperrt, quittung from geraet where id = $1', [id]);
  if (!rows[0]) throw new AppError('token-invalid');
  return rows[0];
}
