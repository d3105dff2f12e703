import {
  type DeviceReceipt,
  deviceReceiptSchema,
  receiptSigningInput,
  type SignedReceipt,
  signedReceiptSchema,
} from '../../shared/device-receipt.ts';
import { AppError } from '../../shared/errors.ts';
import type { TrustKey } from '../../shared/trust/trust-list.ts';
import type { Journalled } from '../../shared/worker-port.ts';
import { isSignedBy } from './is-signed-by.ts';
import { dpopProof } from './jwt.ts';
import { fetchServer, jsonPost, readJson, serverCode } from './server-client.ts';
import type { GatewayContext } from './server-gateway.ts';

const path = '/v1/device/return';

/** Changes that would be lost with the device: not decided, or refused and not yet dealt with by the person. */
export function countUnsent(journal: readonly Journalled[]): number {
  return journal.filter(({ result, closed }) => !result || (result.status === 'rejected' && closed === undefined))
    .length;
}

/**
 * Asks the server to revoke this device and to confirm it. Throws AppError 'device-unsent' when the server knows of more or
 * less work than this device, 'server-answer-invalid' when the receipt is not signed by the key pinned at the enrolment.
 */
export async function returnDevice(
  { netFetch, origin, token, jwt }: GatewayContext,
  of: { readonly device: string; readonly lastN: number; readonly key: TrustKey | undefined },
): Promise<{ readonly receipt: DeviceReceipt; readonly signed: SignedReceipt }> {
  const { device, lastN, key } = of;
  const url = `${origin}${path}`;
  const access = await token.get();
  const { method, headers, body } = jsonPost({ device, lastN });
  const proof = { Authorization: `DPoP ${access}`, DPoP: dpopProof(jwt, { method, url, token: access }) };
  const answer = await fetchServer(netFetch, url, { method, headers: { ...headers, ...proof }, body });
  if (!answer.ok) throw new AppError(await serverCode(answer));
  try {
    const signed = signedReceiptSchema.parse(await readJson(answer));
    const receipt = deviceReceiptSchema.parse(JSON.parse(signed.receipt));
    if (receipt.device !== device || !key || !isSignedBy(key, receiptSigningInput(signed.receipt), signed.signature))
      throw new Error('not signed for this device');
    return { receipt, signed };
  } catch (cause) {
    throw new AppError('server-answer-invalid', { cause });
  }
}
