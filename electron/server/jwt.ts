import { createHash } from 'node:crypto';
import type { DeviceKey } from '../vault/device-key.ts';

/** What proofs need besides the key; handed in for tests. */
export interface JwtContext {
  readonly deviceKey: DeviceKey;
  readonly now: () => Date;
  readonly randomId: () => string;
}

const ASSERTION_SECONDS = 60;

/** Assertion for what is asked without a token, such as `POST /v1/token` (RFC 7523): the device speaks for itself. */
export function tokenAssertion(context: JwtContext, device: string, audience: string): string {
  const iat = seconds(context);
  const claims = {
    iss: device,
    sub: device,
    aud: audience,
    iat,
    exp: iat + ASSERTION_SECONDS,
    jti: context.randomId(),
  };
  return signJwt(context.deviceKey, { alg: 'ES256', typ: 'JWT' }, claims);
}

/** Proof of possession for one request (RFC 9449 §4.2); `url` without query. */
export function dpopProof(context: JwtContext, request: { method: string; url: string; token: string }): string {
  const ath = createHash('sha256').update(request.token).digest('base64url');
  const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: context.deviceKey.publicJwk };
  const claims = { htm: request.method, htu: request.url, iat: seconds(context), jti: context.randomId(), ath };
  return signJwt(context.deviceKey, header, claims);
}

function signJwt(key: DeviceKey, header: object, claims: object): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${key.sign(Buffer.from(text))}`;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (context: JwtContext) => Math.floor(context.now().getTime() / 1000);
