import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isLeaseOver } from '../../electron/lease.ts';
import { restoreNotfallkopie, writeNotfallkopie } from '../../electron/notfallkopie.ts';
import { makeDeviceKey } from '../../electron/vault/device-key.ts';
import { createVault, hasVault, unlockVault } from '../../electron/vault/key-vault.ts';
import { replaceDevice } from '../../electron/vault/replace-device.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import { sampleChange } from './sample-change.ts';
import { PASSPHRASE, sampleKeyring, sampleSecrets, vaultPlace } from './sample-vault.ts';
import { tempFolder } from './temp-folder.ts';

const now = () => new Date('2026-11-22T08:12:00Z');
const NEW_PASSPHRASE = 'neuer Rechner, neuer Satz';
/** What a sign-in on the new computer registers. */
const newDevice = (id = 'dev-2') => {
  const { server, enrolment } = sampleSecrets();
  return { server, enrolment: { ...enrolment, device: id }, deviceKey: makeDeviceKey() };
};

/** A used profile with unsent work, and its Notfallkopie. */
async function usedProfile() {
  const [profile, stick] = [await tempFolder(), await tempFolder()];
  const place = vaultPlace(profile, sampleKeyring());
  const { vault, recoveryCode } = await createVault(place, PASSPHRASE, sampleSecrets());
  const { journal, blobs, drafts, zugriffe } = await openWorkplace(profile, vault, now);
  const bytes = randomBytes(1_500_000);
  const sha = createHash('sha256').update(bytes).digest('hex');
  await blobs.write({ sha, offset: 0, bytes, last: true });
  await journal.append([sampleChange('erledigt'), sampleChange('ungesendet', [sha])]);
  await journal.decide([{ n: 1, status: 'ok', rev: 4 }]);
  await drafts.save({ route: '/vorgang/v-1', scrollTop: 12, fields: { 'vorgang:v-1:bemerkung': 'halb fertig' } });
  await zugriffe.record({ action: 'open', objects: [{ akte: 'a-1', dokument: 'd-1', sha }], purpose: 'bearbeiten' });
  const written = await writeNotfallkopie(profile, stick, now());
  const copy = path.join(stick, (await readdir(stick))[0]!);
  return { recoveryCode, written, copy, sha, bytes };
}

test('S114: going on as another device does not open for longer without the agency', async () => {
  const lease = { until: '2026-11-20T00:00:00.000Z', epoch: 'e1', issued: '2026-11-06T00:00:00.000Z' };
  const { vault } = await createVault(vaultPlace(await tempFolder()), PASSPHRASE, { ...sampleSecrets(), lease });
  await replaceDevice(vault, newDevice());
  expect(vault.secrets).toMatchObject({ enrolment: { device: 'dev-2' }, lease });
  expect(isLeaseOver(vault.secrets.lease, now())).toBe(true);
});

test('R16: unsent work comes back on a new computer with the recovery code and a new passphrase', async () => {
  const { recoveryCode, written, copy, sha, bytes } = await usedProfile();
  expect(written).toMatchObject({ files: 6, time: '2026-11-22T08:12:00.000Z' });
  const place = vaultPlace(await tempFolder(), sampleKeyring());
  const restored = await restoreNotfallkopie(copy, place, {
    recoveryCode,
    passphrase: NEW_PASSPHRASE,
    device: newDevice(),
  });
  expect(restored).toEqual({ operations: 1, blobs: 1 });

  const vault = await unlockVault(place, NEW_PASSPHRASE);
  const { journal, blobs, drafts, zugriffe } = await openWorkplace(place.folder, vault, now);
  expect(vault.secrets).toMatchObject({ enrolment: { device: 'dev-2' }, replaces: ['dev-1'], lease: null });
  expect(journal.load().map(({ operation }) => operation.set.titel)).toEqual(['erledigt', 'ungesendet']);
  const [, last] = journal.load();
  const [next] = await journal.append([sampleChange('danach')]);
  expect(next).toMatchObject({ dev: 'dev-2', n: 3, prev: last?.operation.h });
  expect(Buffer.from((await blobs.read({ sha, offset: 0, length: 8e6 })).bytes).equals(bytes)).toBe(true);
  expect((await drafts.read())?.fields).toEqual({ 'vorgang:v-1:bemerkung': 'halb fertig' });
  await zugriffe.record({ action: 'open', objects: [], purpose: 'bearbeiten' });
  const [before, after] = zugriffe.records();
  expect(after).toMatchObject({ device: 'dev-2', seq: 2, prev: before?.hash });
  expect(before).toMatchObject({ device: 'dev-1', seq: 1 });
  await expect(unlockVault(place, PASSPHRASE)).rejects.toMatchObject({ code: 'passphrase-wrong' });
  expect(await readdir(place.folder)).not.toContain('restoring');
});

test('Z10: the head of the access log is copied before the log: what is recorded meanwhile raises no alarm', async () => {
  const { copy } = await usedProfile();
  const manifest = await readFile(path.join(copy, 'aktentasche-notfallkopie.json'), 'utf8');
  const [first] = (JSON.parse(manifest) as { files: { name: string }[] }).files;
  expect(first?.name).toBe('journal/zugriffe-ende');
});

test('R16: the copy holds nothing readable and no device secret', async () => {
  const { copy } = await usedProfile();
  const names = await readdir(copy, { recursive: true });
  expect(names.some((name) => name.includes('device-secret'))).toBe(false);
  for (const name of names.filter((file) => file !== 'journal' && !file.endsWith('blobs'))) {
    const text = (await readFile(path.join(copy, name))).toString('latin1');
    for (const word of ['ungesendet', 'halb fertig', 'Mustermann']) expect(text).not.toContain(word);
  }
});

test.each([
  ['a changed journal', (copy: string) => spoil(path.join(copy, 'journal', 'journal'))],
  ['a changed vault', (copy: string) => spoil(path.join(copy, 'vault'))],
  ['a missing blob', (copy: string) => rm(path.join(copy, 'journal', 'blobs'), { recursive: true })],
  ['no manifest', (copy: string) => rm(path.join(copy, 'aktentasche-notfallkopie.json'))],
  ['a manifest that names other places', escapeByManifest],
])('R16: refused, and the profile stays new: %s', async (_name, damage) => {
  const { recoveryCode, copy } = await usedProfile();
  await damage(copy);
  const place = vaultPlace(await tempFolder());
  const restore = restoreNotfallkopie(copy, place, { recoveryCode, passphrase: NEW_PASSPHRASE, device: newDevice() });
  await expect(restore).rejects.toMatchObject({ code: 'notfallkopie-invalid' });
  expect(await hasVault(place.folder)).toBe(false);
  expect(await readdir(place.folder)).toEqual([]);
});

test('R20: somebody else who signs in restores nothing', async () => {
  const { recoveryCode, copy } = await usedProfile();
  const place = vaultPlace(await tempFolder());
  const device = newDevice();
  device.enrolment.person = { ...device.enrolment.person, id: 'p-2' };
  const restore = restoreNotfallkopie(copy, place, { recoveryCode, passphrase: NEW_PASSPHRASE, device });
  await expect(restore).rejects.toMatchObject({ code: 'notfallkopie-other-person' });
  expect(await readdir(place.folder)).toEqual([]);
});

test('R16: a wrong recovery code restores nothing', async () => {
  const { copy } = await usedProfile();
  const place = vaultPlace(await tempFolder());
  const recoveryCode = Array(8).fill('ABCDE').join('-');
  const restore = restoreNotfallkopie(copy, place, { recoveryCode, passphrase: NEW_PASSPHRASE, device: newDevice() });
  await expect(restore).rejects.toMatchObject({ code: 'recovery-code-wrong' });
  expect(await hasVault(place.folder)).toBe(false);
});

test('an unwritable target says so', async () => {
  const { copy } = await usedProfile();
  const file = path.join(copy, 'vault');
  await expect(writeNotfallkopie(copy, file, now())).rejects.toMatchObject({ code: 'file-not-writable' });
});

async function spoil(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length - 5]! ^= 1;
  await writeFile(file, bytes);
}

async function escapeByManifest(copy: string): Promise<void> {
  const file = path.join(copy, 'aktentasche-notfallkopie.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await mkdir(path.join(copy, '..', 'out'), { recursive: true });
  manifest.files.push({ ...manifest.files[0], name: '../out/evil' });
  await writeFile(file, JSON.stringify(manifest));
}
