import { calculateJwkThumbprint, SignJWT } from 'jose';
import { tokenSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Route } from '../route.ts';
import { admitAssertion, assertionSchema } from './admit-assertion.ts';
import { findDevice } from './find-device.ts';

/** Lifetime of a token, seconds. */
export const TOKEN_S = 15 * 60;

/** `POST /v1/token`: a device proves its key by a signed assertion (RFC 7523 §3) and gets a token bound to that key. */
export function tokenRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/token',
    rule: {
      access: 'public',
      summary: 'Exchanges an assertion signed by the device key for a token bound to it.',
      body: assertionSchema,
      answer: tokenSchema,
    },
    async handle(request) {
      const caller = await admitAssertion(context, request, (id) => findDevice(context, id));
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
