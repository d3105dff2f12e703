import type { FastifyRequest } from 'fastify';
import { decodeJwt, importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { MAX_CLOCK_SKEW_MS } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from '../route.ts';
import { rememberJti } from './remember-jti.ts';

/** Longest lifetime of an assertion, seconds. */
const ASSERTION_S = 60;

/** The body of a route that a device asks without a token. */
export const assertionSchema = z.strictObject({ assertion: z.string().max(4_000) });
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
});

/**
 * The device, as `find` knows it, that proves its key by a signed assertion (RFC 7523 §3); each counts once. Throws AppError
 * 'token-invalid', 'clock-skew' or what `find` throws.
 */
export async function admitAssertion<Device extends { readonly jwk: Caller['jwk'] }>(
  context: ServerContext,
  request: FastifyRequest,
  find: (id: string) => Promise<Device>,
): Promise<Device> {
  const { assertion } = request.body as z.infer<typeof assertionSchema>;
  const claims = readClaims(assertion);
  const device = await find(claims.sub);
  await jwtVerify(assertion, await importJWK(device.jwk, 'ES256'), {
    algorithms: ['ES256'],
    currentDate: new Date(claims.iat * 1_000),
  }).catch((cause: unknown) => {
    throw new AppError('token-invalid', { cause });
  });
  if (claims.iss !== claims.sub || claims.exp - claims.iat > ASSERTION_S || !isForUs(claims.aud, request)) {
    throw new AppError('token-invalid');
  }
  // The signature is good, so a wrong time is the device's clock, and the person can put it right.
  if (Math.abs(claims.iat * 1_000 - context.now().getTime()) > MAX_CLOCK_SKEW_MS) throw new AppError('clock-skew');
  await rememberJti(context, claims.sub, claims.jti);
  return device;
}

function readClaims(assertion: string): z.infer<typeof claimsSchema> {
  try {
    return claimsSchema.parse(decodeJwt(assertion));
  } catch (cause) {
    throw new AppError('token-invalid', { cause });
  }
}

/** The device names the origin it knows us by; the request's Host is the same unless it was meant for another server. */
function isForUs(audience: string, request: FastifyRequest): boolean {
  return URL.canParse(audience) && new URL(audience).host === request.host;
}
