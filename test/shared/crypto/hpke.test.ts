import { expect, test } from 'vitest';
import { hpkeOpen, hpkePublicKey, hpkeSeal } from '../../../shared/crypto/hpke.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex');
const text = (value: string) => new TextEncoder().encode(value);

/** RFC 9180, appendix A.1.1, sequence number 0. */
const a1 = {
  info: 'Ode on a Grecian Urn',
  ephemeral: hex('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736'),
  enc: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  privateKey: hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
  publicKey: hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'),
  plain: text('Beauty is truth, truth beauty'),
  aad: 'Count-0',
  ciphertext: 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
  aead: { id: 1, keyBytes: 16 },
};

test('RFC 9180 A.1.1: the published encryption, and back', () => {
  const { info, aad, aead } = a1;
  const sealed = hpkeSeal(a1.publicKey, a1.ephemeral, { info, aad, aead }, a1.plain);
  expect(toHex(hpkePublicKey(a1.privateKey))).toBe(toHex(a1.publicKey));
  expect([toHex(sealed.enc), toHex(sealed.ciphertext)]).toEqual([a1.enc, a1.ciphertext]);
  expect(hpkeOpen(a1.privateKey, sealed, { info, aad, aead })).toEqual(a1.plain);
});

test('with AES-256 nothing but the right key, purpose, companion data and bytes opens it', () => {
  const { info, aad } = a1;
  const sealed = hpkeSeal(a1.publicKey, a1.ephemeral, { info, aad }, a1.plain);
  const changed = sealed.ciphertext.slice();
  changed[3]! ^= 1;
  expect(hpkeOpen(a1.privateKey, sealed, { info, aad })).toEqual(a1.plain);
  expect(hpkeOpen(a1.ephemeral, sealed, { info, aad })).toBeNull();
  expect(hpkeOpen(a1.privateKey, sealed, { info: 'x', aad })).toBeNull();
  expect(hpkeOpen(a1.privateKey, sealed, { info, aad: 'x' })).toBeNull();
  expect(hpkeOpen(a1.privateKey, { ...sealed, ciphertext: changed }, { info, aad })).toBeNull();
  expect(hpkeOpen(a1.privateKey, { ...sealed, enc: new Uint8Array(32) }, { info, aad })).toBeNull();
});
