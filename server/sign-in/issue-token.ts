import type { FastifyRequest } from 'fastify';
import { calculateJwkThumbprint, decodeJwt, importJWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { MAX_CLOCK_SKEW_MS, tokenSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Route } from '../route.ts';
import { findDevice } from './find-device.ts';
import { rememberJti } from './remember-jti.ts';

/** Lifetime of a token, seconds. */
export const TOKEN_S = 15 * 60;
/** Longest lifetime of an assertion, seconds. */
const ASSERTION_S = 60;

const bodySchema = z.strictObject({ assertion: z.string().max(4_000) });
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
});

/** `POST /v1/token`: a device proves its key by a signed assertion (RFC 7523 §3) and gets a token bound to that key. */
export function tokenRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/token',
    rule: {
      access: 'public',
      summary: 'Exchanges an assertion signed by the device key for a token bound to it.',
      body: bodySchema,
      answer: tokenSchema,
    },
    async handle(request) {
      const { assertion } = request.body as z.infer<typeof bodySchema>;
      const claims = readClaims(assertion);
      const caller = await findDevice(context, claims.sub);
      await jwtVerify(assertion, await importJWK(caller.jwk, 'ES256'), {
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
      await rememberJti(context, caller.device, claims.jti);
      const token = await new SignJWT({ cnf: { jkt: await calculateJwkThumbprint(caller.jwk) } })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setSubject(caller.device)
        .setIssuedAt(context.now())
        .setExpirationTime(Math.floor(context.now().getTime() / 1_000) + TOKEN_S)
        .sign(context.tokenKey);
      return { token, expiresInS: TOKEN_S };
    },
  };
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
