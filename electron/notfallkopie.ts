import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { shaSchema } from '../shared/akte.ts';
import { AppError } from '../shared/errors.ts';
import { setLeftWorkAside } from './left-work.ts';
import { diskError, replaceFile, syncFolder } from './vault/atomic-file.ts';
import { unlockWithRecoveryCode, type VaultPlace } from './vault/key-vault.ts';
import { type NewDevice, replaceDevice } from './vault/replace-device.ts';
import { openWorkplace } from './workplace.ts';

/** What a Notfallkopie consists of: all of it is encrypted already, the manifest names sizes and hashes only. */
const manifestSchema = z.strictObject({
  v: z.literal(1),
  time: z.string(),
  files: z
    .array(z.strictObject({ name: z.string().max(200), sizeBytes: z.number().int(), sha256: shaSchema }))
    .max(100_000),
});
const MANIFEST = 'aktentasche-notfallkopie.json';
/** Names that may be copied; `.part` and `.torn` files and the device secret stay behind. */
const COPIED =
  /^(vault|journal\/(journal|zugriffe|zugriffe-ende|draft|prepared)|journal\/blobs\/[0-9a-f]{40}|journal\/office\/(list|[0-9a-f]{16}-\d{1,9}))$/;

/** Copies vault, journal and unsent bytes into a new folder below `to`. Throws AppError 'disk-full' or 'file-not-writable'. */
export async function writeNotfallkopie(profile: string, to: string, time: Date) {
  const name = `Aktentasche-Notfallkopie-${time.toISOString().slice(0, 19).replaceAll(':', '')}`;
  const folder = path.join(to, name);
  const unfinished = `${folder}.unfertig`;
  try {
    const files = [];
    for (const file of await copiedFiles(profile)) files.push(await copyFile(profile, unfinished, file));
    await replaceFile(path.join(unfinished, MANIFEST), JSON.stringify({ v: 1, time: time.toISOString(), files }));
    await rename(unfinished, folder);
    await syncFolder(to);
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    return { files: files.length, sizeBytes, time: time.toISOString() };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    const failed = diskError(error);
    throw failed.code === 'disk-full' ? failed : new AppError('file-not-writable', { cause: error });
  }
}

/**
 * Brings a Notfallkopie into an empty profile, checks every hash and opens it with the recovery code; the new passphrase
 * replaces the old one, and `device`, just registered, the device that wrote the copy (R20). Throws AppError
 * 'notfallkopie-invalid', 'notfallkopie-other-person', 'recovery-code-wrong' or 'passphrase-too-weak'; then the profile is as
 * empty as before.
 */
export async function restoreNotfallkopie(
  from: string,
  place: VaultPlace,
  secret: { readonly recoveryCode: string; readonly passphrase: string; readonly device: NewDevice },
): Promise<{ operations: number; blobs: number }> {
  const profile = place.folder;
  const staging = path.join(profile, 'restoring');
  await rm(staging, { recursive: true, force: true });
  try {
    await copyChecked(from, staging);
    const vault = await unlockWithRecoveryCode({ ...place, folder: staging }, secret.recoveryCode, secret.passphrase);
    await replaceDevice(vault, secret.device);
    const workplace = await openWorkplace(staging, vault, () => new Date());
    const operations = workplace.journal.load().filter((entry) => !entry.result).length;
    const blobs = (await workplace.blobs.list()).length;
    // Windows renames no folder with open files.
    await Promise.all([workplace.journal.end(), workplace.zugriffe.end()]);
    await moveIn(staging, profile);
    return { operations, blobs };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const HEAD = 'journal/zugriffe-ende';

async function copiedFiles(profile: string): Promise<string[]> {
  const names = await readdir(profile, { recursive: true });
  const copied = names.map((name) => name.replaceAll(path.sep, '/')).filter((name) => COPIED.test(name));
  // The log may grow meanwhile: its head must not be newer than the copy of it (Z10).
  return copied.toSorted((a, b) => Number(b === HEAD) - Number(a === HEAD));
}

async function copyFile(fromFolder: string, toFolder: string, name: string) {
  const bytes = await readFile(path.join(fromFolder, name));
  const target = path.join(toFolder, name);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await replaceFile(target, bytes);
  return { name, sizeBytes: bytes.length, sha256: sha256(bytes) };
}

async function copyChecked(from: string, staging: string): Promise<void> {
  const manifest = await readManifest(from);
  if (!manifest.files.some((file) => file.name === 'vault')) throw new AppError('notfallkopie-invalid');
  for (const file of manifest.files) {
    if (!COPIED.test(file.name)) throw new AppError('notfallkopie-invalid');
    const there = await stat(path.join(from, file.name)).catch(() => null);
    if (there?.size !== file.sizeBytes) throw new AppError('notfallkopie-invalid');
    const copied = await copyFile(from, staging, file.name);
    if (copied.sha256 !== file.sha256) throw new AppError('notfallkopie-invalid');
  }
}

async function readManifest(from: string) {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path.join(from, MANIFEST), 'utf8')));
  } catch (error) {
    throw new AppError('notfallkopie-invalid', { cause: error });
  }
}

/** The vault comes last: a profile without it still counts as new, or as one whose vault is missing. */
async function moveIn(staging: string, profile: string): Promise<void> {
  await setLeftWorkAside(profile);
  await rename(path.join(staging, 'journal'), path.join(profile, 'journal'));
  for (const name of ['device-secret', 'vault'])
    await rename(path.join(staging, name), path.join(profile, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || name === 'vault') throw error;
    });
  await syncFolder(profile);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
