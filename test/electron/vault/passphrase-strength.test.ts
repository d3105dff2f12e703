import { expect, test } from 'vitest';
import { checkPassphrase } from '../../../electron/vault/passphrase-strength.ts';

test.each([
  'kurz',
  'elf Zeichen',
  'aaaaaaaaaaaa',
  'abcabcabcabcabc',
  '123456789012',
  'qwertzuiopasdf',
  'Passwort12345',
  'Aktentasche2026!',
  'Passwort Passwort',
  'abcdefghijklmnop',
])('R15: too weak: %s', (passphrase) => {
  expect(() => checkPassphrase(passphrase)).toThrowError(expect.objectContaining({ code: 'passphrase-too-weak' }));
});

test.each(['vier Wörter im Nebel', 'Zaun-Löffel-Mond-17', 'kq7$wm2!pz9#', 'correct horse battery staple'])(
  'R15: accepted: %s',
  (passphrase) => {
    checkPassphrase(passphrase);
  },
);
