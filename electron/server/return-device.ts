import { isSignedBy, pointOf } from '../../shared/crypto/es256.ts';
import {
  type DeviceReceipt,
  deviceReceiptSchema,
  receiptSigningInput,
  type SignedReceipt,
  signedReceiptSchema,
} from '../../shared/device-receipt.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import type { TrustKey } from '../../shared/trust/trust-list.ts';
import type { Journalled } from '../../shared/worker-port.ts';
import { dpopProof, tokenAssertion } from './jwt.ts';
import { askServer, fetchServer, jsonPost, readJson, serverCode } from './server-client.ts';
import type { GatewayContext } from './server-gateway.ts';

/** Changes that would be lost with the device: not decided, or refused and not yet dealt with by the person. */
export function countUnsent(journal: readonly Journalled[]): number {
  return journal.filter(({ result, closed }) => !result || (result.status === 'rejected' && closed === undefined))
    .length;
}

interface Returning {
  readonly device: string;
  readonly lastN: number;
  readonly key: TrustKey | undefined;
}

/**
 * Asks the server to revoke this device and to confirm it. One that was handed back before and never heard so gets the same
 * receipt again (S125). Throws AppError 'device-unsent' when the server knows of more or less work than this device,
 * 'server-answer-invalid' when the receipt is not signed by the key pinned at the enrolment.
 */
export async function returnDevice(
  context: GatewayContext,
  returning: Returning,
): Promise<{ readonly receipt: DeviceReceipt; readonly signed: SignedReceipt }> {
  const { device, key } = returning;
  const signed = await askToReturn(context, returning).catch((error: unknown) => {
    if (errorCode(error) !== 'device-returned') throw error;
    return askForReceipt(context, device);
  });
  try {
    const receipt = deviceReceiptSchema.parse(JSON.parse(signed.receipt));
    const said = Buffer.from(receiptSigningInput(signed.receipt));
    if (receipt.device !== device || !key || !isSignedBy(pointOf(key), said, signed.signature))
      throw new Error('not signed for this device');
    return { receipt, signed };
  } catch (cause) {
    throw new AppError('server-answer-invalid', { cause });
  }
}

async function askToReturn({ netFetch, origin, token, jwt }: GatewayContext, { device, lastN }: Returning) {
  const url = `${origin}/v1/device/return`;
  const access = await token.get();
  const { method, headers, body } = jsonPost({ device, lastN });
  const proof = { Authorization: `DPoP ${access}`, DPoP: dpopProof(jwt, { method, url, token: access }) };
  const answer = await fetchServer(netFetch, url, { method, headers: { ...headers, ...proof }, body });
  if (!answer.ok) throw new AppError(await serverCode(answer));
  const signed = signedReceiptSchema.safeParse(await readJson(answer));
  if (!signed.success) throw new AppError('server-answer-invalid', { cause: signed.error });
  return signed.data;
}

/** A device that is revoked gets no token any more; its key is proof enough. */
function askForReceipt({ netFetch, origin, jwt }: GatewayContext, device: string): Promise<SignedReceipt> {
  return askServer(netFetch, `${origin}/v1/device/receipt`, {
    schema: signedReceiptSchema,
    body: { assertion: tokenAssertion(jwt, device, origin) },
  });
}
