import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedBy, pointOf } from '../../../shared/crypto/es256.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
const bytes = new TextEncoder().encode('aktentasche-lease-1\n{}');
const signature = sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');

test('a signature that Node made holds, whatever half of the curve s is in', () => {
  for (let round = 0; round < 20; round++) {
    const one = sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    expect(isSignedBy(pointOf(jwk), bytes, one)).toBe(true);
  }
});

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as typeof jwk;
const der = sign('sha256', bytes, privateKey).toString('base64url');

test.each<[string, string, Uint8Array, string]>([
  ['other bytes', pointOf(jwk), bytes.slice(1), signature],
  ['another key', pointOf(other), bytes, signature],
  ['a key that is none', pointOf({ x: 'AA', y: 'AA' }), bytes, signature],
  ['a point beside the curve', pointOf({ x: jwk.x, y: jwk.x }), bytes, signature],
  ['no signature', pointOf(jwk), bytes, ''],
  ['zeros', pointOf(jwk), bytes, Buffer.alloc(64).toString('base64url')],
  ['a signature as DER', pointOf(jwk), bytes, der],
  ['the same signature written with padding', pointOf(jwk), bytes, `${signature}==`],
  ['something behind it', pointOf(jwk), bytes, `${signature}A`],
])('%s: not signed, and nothing is thrown', (_name, key, said, signatur) => {
  expect(isSignedBy(key, said, signatur)).toBe(false);
});
