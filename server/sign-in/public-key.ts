import { createPublicKey, type KeyObject } from 'node:crypto';
import { makeRecent } from '../recent.ts';
import type { Caller } from '../route.ts';

/** Reading a key takes as long as using it: those used last are kept. */
const keys = makeRecent<KeyObject>(10_000);

/** The key of a device, ready to verify. */
export function publicKeyOf({ kty, crv, x, y }: Caller['jwk']): KeyObject {
  return keys.get(`${x}.${y}`, () => createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }));
}
