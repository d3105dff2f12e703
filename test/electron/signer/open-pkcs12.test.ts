import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPkcs12 } from '../../../electron/signer/open-pkcs12.ts';
import { AppError } from '../../../shared/errors.ts';
import { pkiFile, testTime } from '../../fixtures/pdf/sign-with.ts';

test.each(['rsa', 'ec', 'rsa-legacy', 'ec-3des'])('P17: %s.p12 signs a digest that Node verifies', async (name) => {
  const key = openPkcs12(pkiFile(`${name}.p12`), 'test', testTime);
  const message = Buffer.from('Aktentasche');
  const signature = await key.signDigest(sha256(message));
  const publicKey = createPublicKey(
    new X509Certificate(key.chain[0]!).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  expect(verify('sha256', message, publicKey, signature)).toBe(true);
  expect(key.chain.length).toBe(name.startsWith('rsa') ? 2 : 3);
});

test.each([
  ['rsa2048', 'key-too-short'],
  ['expired', 'certificate-expired'],
  ['early', 'certificate-not-yet-valid'],
  ['cipher', 'certificate-no-signing'],
  ['brainpool', 'key-algorithm-refused'],
  ['no-key', 'key-missing'],
  ['several', 'key-several'],
] as const)('P17: %s.p12 is refused with %s', (name, code) => {
  expect(() => openPkcs12(pkiFile(`${name}.p12`), 'test', testTime)).toThrow(new AppError(code));
});

test.each(['rsa', 'rsa-legacy'])('a wrong or empty password for %s.p12 is said to be that', (name) => {
  for (const password of ['Test', '', 'täst']) {
    expect(() => openPkcs12(pkiFile(`${name}.p12`), password, testTime)).toThrow(new AppError('key-password-wrong'));
  }
});

test.each(['', '30', '3003020103', 'ff'.repeat(60)])('bytes %s are no key file: key-file-damaged', (hex) => {
  const open = () => openPkcs12(Buffer.from(hex, 'hex'), 'test', testTime);
  expect(open).toThrow(new AppError('key-file-damaged'));
});

test('P4: a damaged key file gives a code, whatever is damaged', () => {
  const good = pkiFile('ec-3des.p12');
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
      const bad = cut ? good.subarray(0, at) : Buffer.from(good);
      if (!cut) bad[at] = value;
      try {
        openPkcs12(bad, 'test', testTime);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 150 },
  );
});
