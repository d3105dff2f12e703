import { z } from 'zod';
import { idSchema } from './akte.ts';

/** What a lease says: until when this device opens without the agency. */
export const leaseSchema = z.object({
  device: idSchema,
  epoch: z.string().max(80),
  /** When the server gave it, and when it ends, ISO 8601. */
  issued: z.string().datetime(),
  until: z.string().datetime(),
});
export type Lease = z.infer<typeof leaseSchema>;

/** The lease as JSON and the signature of the server's pinned key over it, base64url of r||s (ES256). */
export const signedLeaseSchema = z.strictObject({ lease: z.string().max(1_000), signature: z.string().max(200) });
export type SignedLease = z.infer<typeof signedLeaseSchema>;

/** What the signature covers, so that it means nothing in any other place. */
export function leaseSigningInput(lease: string): string {
  return `aktentasche-lease-1\n${lease}`;
}
