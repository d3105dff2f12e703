import { createPublicKey, type KeyObject } from 'node:crypto';
import { EmbeddedJWK, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { verifyProof } from '../../../server/sign-in/verify-proof.ts';

const now = new Date('2026-11-22T10:00:00Z');
const at = now.getTime() / 1_000;
const claims = { htm: 'GET', htu: 'https://eakte.example/v1/info', ath: 'a', jti: 'jti-12345678', iat: at };
let own: CryptoKeyPair;
let jwk: JWK;
let key: KeyObject;

beforeAll(async () => {
  own = (await generateKeyPair('ES256', { extractable: true })) as CryptoKeyPair;
  const { kty, crv, x, y } = await exportJWK(own.publicKey);
  jwk = { kty, crv, x, y } as JWK;
  key = createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' });
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A proof signed by the device key, whatever it says. */
async function sign(header: object, payload: unknown, by = own.privateKey): Promise<string> {
  const text = `${encode({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })}.${encode(payload)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, by, Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

const byJose = (proof: string) =>
  jwtVerify(proof, EmbeddedJWK, { algorithms: ['ES256'], typ: 'dpop+jwt', currentDate: now }).then(
    () => 'good',
    () => 'refused',
  );

function byUs(proof: string): string {
  try {
    verifyProof(proof, key, now);
    return 'good';
  } catch {
    return 'refused';
  }
}

test('S3: a good proof is good for jose and for us', async () => {
  for (const more of [{}, { exp: at + 1 }, { nbf: at }, { exp: at + 1, nbf: at - 1 }]) {
    const proof = await sign({}, { ...claims, ...more });
    expect([await byJose(proof), byUs(proof)]).toEqual(['good', 'good']);
  }
});

test.each<[string, () => Promise<string>]>([
  ['no algorithm', () => sign({ alg: 'none' }, claims)],
  ['a symmetric algorithm', () => sign({ alg: 'HS256' }, claims)],
  ['another curve', () => sign({ alg: 'ES384' }, claims)],
  ['another type', () => sign({ typ: 'JWT' }, claims)],
  ['no type', () => sign({ typ: undefined }, claims)],
  ['no key', () => sign({ jwk: undefined }, claims)],
  ['a key that is a text', () => sign({ jwk: 'key' }, claims)],
  ['a private key', async () => sign({ jwk: await exportJWK(own.privateKey) }, claims)],
  ['a key of another kind', () => sign({ jwk: { ...jwk, kty: 'oct', k: 'AAAA' } }, claims)],
  ['a key on another curve', () => sign({ jwk: { ...jwk, crv: 'P-384' } }, claims)],
  ['something that must be understood', () => sign({ crit: ['nonce'], nonce: 'n' }, claims)],
  ['an empty list of what must be understood', () => sign({ crit: [] }, claims)],
  ['its end behind it', () => sign({}, { ...claims, exp: at })],
  ['its beginning before it', () => sign({}, { ...claims, nbf: at + 1 })],
  ['an end that is no number', () => sign({}, { ...claims, exp: String(at + 60) })],
  ['a beginning that is no number', () => sign({}, { ...claims, nbf: String(at) })],
  ['a time that is no number', () => sign({}, { ...claims, iat: String(at) })],
  ['no object as claims', () => sign({}, [claims])],
  ['the signature of another key', async () => sign({}, claims, (await generateKeyPair('ES256')).privateKey)],
  [
    'other claims than were signed',
    async () => {
      const [header, , signature] = (await sign({}, claims)).split('.');
      return `${header}.${encode({ ...claims, htm: 'POST' })}.${signature}`;
    },
  ],
  ['half a signature', async () => (await sign({}, claims)).slice(0, -43)],
  ['no signature', async () => (await sign({}, claims)).split('.').slice(0, 2).join('.')],
  ['an empty signature', async () => `${(await sign({}, claims)).split('.').slice(0, 2).join('.')}.`],
  ['a fourth part', async () => `${await sign({}, claims)}.more`],
])('S3: what jose refuses is refused here: %s', async (_what, make) => {
  const proof = await make();
  expect([await byJose(proof), byUs(proof)]).toEqual(['refused', 'refused']);
});

test.each(['htm', 'htu', 'ath', 'jti', 'iat'] as const)(
  'S3: a proof without %s is refused (RFC 9449 §4.3)',
  async (name) => {
    expect(byUs(await sign({}, { ...claims, [name]: undefined }))).toBe('refused');
  },
);
