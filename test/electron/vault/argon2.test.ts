import { argon2id } from '@noble/hashes/argon2.js';
import { expect, test } from 'vitest';
import { calibrateArgon2, deriveArgon2, LOWEST_COST } from '../../../electron/vault/argon2.ts';

test('R10: Argon2id equals an independent implementation', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const cost = { memoryKiB: 256, passes: 3, lanes: 4 };
  const expected = argon2id('Wörter', salt, { m: 256, t: 3, p: 4, dkLen: 32 });
  expect(Buffer.from(await deriveArgon2('Wörter', salt, cost))).toEqual(Buffer.from(expected));
});

test('R10: a fast computer gets more passes, a slow one never fewer than three', async () => {
  const clock = (perDerivationMs: number) => {
    let at = -perDerivationMs;
    return () => (at += perDerivationMs);
  };
  const derive = async () => new Uint8Array(32);
  expect(await calibrateArgon2(derive, clock(150))).toEqual({ ...LOWEST_COST, passes: 12 });
  expect(await calibrateArgon2(derive, clock(5_000))).toEqual(LOWEST_COST);
  expect((await calibrateArgon2(derive, clock(0))).passes).toBe(16);
});
