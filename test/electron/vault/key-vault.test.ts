import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  createVault,
  hasVault,
  unlockVault,
  unlockWithRecoveryCode,
  vaultNeedsKeyring,
} from '../../../electron/vault/key-vault.ts';
import type { VaultSecrets } from '../../../electron/vault/vault-secrets.ts';
import { PASSPHRASE, sampleKeyring, sampleSecrets, vaultPlace } from '../sample-vault.ts';
import { tempFolder } from '../temp-folder.ts';

test('R10: the passphrase opens the vault and gives the same keys and secrets', async () => {
  const place = vaultPlace(await tempFolder());
  expect(await hasVault(place.folder)).toBe(false);
  const made = await createVault(place, PASSPHRASE, sampleSecrets());
  const opened = await unlockVault(place, PASSPHRASE);
  expect(opened.key('journal')).toEqual(made.vault.key('journal'));
  expect(opened.secrets).toEqual(made.vault.secrets);
  expect(opened.key('journal')).not.toEqual(opened.key('replica'));
  expect(await hasVault(place.folder)).toBe(true);
});

test('R10: a passphrase typed with decomposed umlauts is the same passphrase', async () => {
  const place = vaultPlace(await tempFolder());
  await createVault(place, PASSPHRASE.normalize('NFC'), sampleSecrets());
  await unlockVault(place, PASSPHRASE.normalize('NFD'));
});

test('a wrong passphrase says so and changes nothing', async () => {
  const place = vaultPlace(await tempFolder());
  await createVault(place, PASSPHRASE, sampleSecrets());
  const before = await readFile(path.join(place.folder, 'vault'));
  await expect(unlockVault(place, 'vier Wörter im Regen')).rejects.toMatchObject({ code: 'passphrase-wrong' });
  expect(await readFile(path.join(place.folder, 'vault'))).toEqual(before);
});

test('R11: the recovery code opens without keyring and sets a new passphrase', async () => {
  const folder = await tempFolder();
  const { recoveryCode, vault } = await createVault(vaultPlace(folder, sampleKeyring()), PASSPHRASE, sampleSecrets());
  expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
  const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  const place = vaultPlace(folder, null);
  const opened = await unlockWithRecoveryCode(place, typed, 'ein neuer Satz im Herbst');
  expect(opened.key('journal')).toEqual(vault.key('journal'));
  await unlockVault(place, 'ein neuer Satz im Herbst');
  await expect(unlockVault(place, PASSPHRASE)).rejects.toMatchObject({ code: 'passphrase-wrong' });
  await unlockWithRecoveryCode(place, recoveryCode, PASSPHRASE);
});

test('a recovery code that is none, or another one, is refused', async () => {
  const place = vaultPlace(await tempFolder());
  await createVault(place, PASSPHRASE, sampleSecrets());
  const refused = { code: 'recovery-code-wrong' };
  await expect(unlockWithRecoveryCode(place, 'zu kurz', PASSPHRASE)).rejects.toMatchObject(refused);
  const other = Array(8).fill('ABCDE').join('-');
  await expect(unlockWithRecoveryCode(place, other, PASSPHRASE)).rejects.toMatchObject(refused);
});

test('R12: with a keyring the passphrase alone does not open: the device secret is the second factor', async () => {
  const folder = await tempFolder();
  const keyring = sampleKeyring();
  await createVault(vaultPlace(folder, keyring), PASSPHRASE, sampleSecrets());
  expect(await vaultNeedsKeyring(folder)).toBe(true);
  await unlockVault(vaultPlace(folder, keyring), PASSPHRASE);
  await expect(unlockVault(vaultPlace(folder, null), PASSPHRASE)).rejects.toMatchObject({ code: 'keyring-missing' });
  const otherComputer = vaultPlace(folder, sampleKeyring());
  await expect(unlockVault(otherComputer, PASSPHRASE)).rejects.toMatchObject({ code: 'keyring-missing' });
  await rm(path.join(folder, 'device-secret'));
  await expect(unlockVault(vaultPlace(folder, keyring), PASSPHRASE)).rejects.toMatchObject({ code: 'keyring-missing' });
});

test('a weak passphrase makes no vault and replaces none', async () => {
  const place = vaultPlace(await tempFolder());
  const weak = { code: 'passphrase-too-weak' };
  await expect(createVault(place, 'kurz', sampleSecrets())).rejects.toMatchObject(weak);
  expect(await readdir(place.folder)).toEqual([]);
  const { vault } = await createVault(place, PASSPHRASE, sampleSecrets());
  await expect(vault.changePassphrase(PASSPHRASE, 'aaaaaaaaaaaaaaa')).rejects.toMatchObject(weak);
  await unlockVault(place, PASSPHRASE);
});

test('changing the passphrase asks for the present one and keeps every key', async () => {
  const place = vaultPlace(await tempFolder(), sampleKeyring());
  const { vault } = await createVault(place, PASSPHRASE, sampleSecrets());
  const refused = vault.changePassphrase('ganz falsches Wort', 'ein neuer Satz im Herbst');
  await expect(refused).rejects.toMatchObject({ code: 'passphrase-wrong' });
  await vault.changePassphrase(PASSPHRASE, 'ein neuer Satz im Herbst');
  await vault.saveSecrets(withLease('e1'));
  const opened = await unlockVault(place, 'ein neuer Satz im Herbst');
  expect(opened.key('replica')).toEqual(vault.key('replica'));
  expect(opened.secrets.lease?.epoch).toBe('e1');
});

test('a passphrase changed while secrets are saved: the new one alone opens, and nothing saved is lost', async () => {
  const place = vaultPlace(await tempFolder());
  const { vault } = await createVault(place, PASSPHRASE, sampleSecrets());
  const signerKey = { keyId: 'k-1', path: '/stick/schluessel.p12', subject: null };
  await Promise.all([
    vault.saveSecrets(withLease('e1')),
    vault.changePassphrase(PASSPHRASE, 'ein neuer Satz im Herbst'),
    vault.saveSecrets((secrets) => ({ ...secrets, signerKey })),
    ...Array.from({ length: 20 }, (_, i) => vault.saveSecrets(withLease(`e${i}`))),
  ]);
  const opened = await unlockVault(place, 'ein neuer Satz im Herbst');
  expect(opened.secrets).toMatchObject({ signerKey, lease: { epoch: 'e19' } });
  await expect(unlockVault(place, PASSPHRASE)).rejects.toMatchObject({ code: 'passphrase-wrong' });
  expect((await readdir(place.folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('R13: one flipped byte anywhere in the vault file is noticed, never a crash', async () => {
  const place = vaultPlace(await tempFolder());
  await createVault(place, PASSPHRASE, sampleSecrets());
  const file = path.join(place.folder, 'vault');
  const good = await readFile(file);
  for (let at = 0; at < good.length - 1; at += 7) {
    const bad = Buffer.from(good);
    bad[at]! ^= 1;
    await writeFile(file, bad);
    await expect(unlockVault(place, PASSPHRASE)).rejects.toMatchObject({ code: 'vault-damaged' });
  }
});

test('R13: a slot taken from another vault does not open this one', async () => {
  const [a, b] = [vaultPlace(await tempFolder()), vaultPlace(await tempFolder())];
  await createVault(a, PASSPHRASE, sampleSecrets());
  await createVault(b, PASSPHRASE, sampleSecrets());
  const read = async (folder: string) =>
    JSON.parse((await readFile(path.join(folder, 'vault'), 'utf8')).split('\n')[0]!);
  const [mine, foreign] = [await read(a.folder), await read(b.folder)];
  const json = JSON.stringify({ ...mine, slots: foreign.slots });
  const { createHash } = await import('node:crypto');
  await writeFile(path.join(a.folder, 'vault'), `${json}\n${createHash('sha256').update(json).digest('hex')}\n`);
  await expect(unlockVault(a, PASSPHRASE)).rejects.toMatchObject({ code: 'passphrase-wrong' });
});

test('R14: nothing secret stands readable in the profile', async () => {
  const place = vaultPlace(await tempFolder(), sampleKeyring());
  const secrets = sampleSecrets();
  const { recoveryCode } = await createVault(place, PASSPHRASE, secrets);
  for (const name of await readdir(place.folder)) {
    const text = (await readFile(path.join(place.folder, name))).toString('latin1');
    for (const secret of [PASSPHRASE, recoveryCode, 'Mustermann', 'Jugendamt', secrets.deviceKey.slice(0, 40)])
      expect(text).not.toContain(secret);
  }
});

const withLease = (epoch: string) => (secrets: VaultSecrets) => ({
  ...secrets,
  lease: { until: '2026-12-01T00:00:00Z', epoch },
});
