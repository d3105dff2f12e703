import { z } from 'zod';
import { idSchema } from './akte.ts';

/** `POST /v1/device/return`: this device, and the last operation that it sent; another one here means that work is unsent. */
export const deviceReturnSchema = z.strictObject({ device: idSchema, lastN: z.number().int().nonnegative() });

/** What the server confirms when a device is handed back. */
export const deviceReceiptSchema = z.object({
  authority: z.string(),
  device: idSchema,
  person: z.string(),
  /** Operations that the server has decided. */
  operations: z.number().int().nonnegative(),
  /** From when on the device is revoked, ISO 8601. */
  returned: z.string(),
});
export type DeviceReceipt = z.infer<typeof deviceReceiptSchema>;

/** The receipt as JSON and the signature of the server's pinned key over it, base64url of r||s (ES256). */
export const signedReceiptSchema = z.object({ receipt: z.string().max(4_000), signature: z.string().max(200) });
export type SignedReceipt = z.infer<typeof signedReceiptSchema>;

/** What the signature covers, so that it means nothing in any other place. */
export function receiptSigningInput(receipt: string): string {
  return `aktentasche-device-receipt-1\n${receipt}`;
}
