import { type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { devicePublicKeySchema } from '../../shared/sync-protocol.ts';

const headerSchema = z.object({
  alg: z.literal('ES256'),
  typ: z.literal('dpop+jwt'),
  // The key of a device and nothing else: above all not its private part (RFC 9449 §4.3).
  jwk: devicePublicKeySchema,
  // Nothing that must be understood is understood (RFC 7515 §4.1.11).
  crit: z.undefined().optional(),
});
const claimsSchema = z.object({
  htm: z.string(),
  htu: z.string(),
  ath: z.string(),
  iat: z.number(),
  jti: z.string(),
  exp: z.number().optional(),
  nbf: z.number().optional(),
});

/** A DPoP proof whose signature is good. */
export interface Proof {
  readonly jwk: { readonly x: string; readonly y: string };
  readonly claims: z.infer<typeof claimsSchema>;
}

/**
 * Reads a proof (compact JWS, RFC 7515 §7.1; RFC 9449 §4.2) signed by `key`. In this very turn: the jobs of WebCrypto cost
 * more than the signature itself, and every request has one. Throws AppError 'token-invalid'.
 */
export function verifyProof(proof: string, key: KeyObject, now: Date): Proof {
  const [header = '', payload = '', signature = '', ...more] = proof.split('.');
  const { jwk } = headerSchema.parse(readJson(header));
  const claims = claimsSchema.parse(readJson(payload));
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  const isGood = verify('sha256', Buffer.from(`${header}.${payload}`), options, Buffer.from(signature, 'base64url'));
  const seconds = now.getTime() / 1_000;
  const isInTime = (claims.exp ?? Number.POSITIVE_INFINITY) > seconds && (claims.nbf ?? 0) <= seconds;
  if (!isGood || !isInTime || more.length > 0) throw new AppError('token-invalid');
  return { jwk, claims };
}

function readJson(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
