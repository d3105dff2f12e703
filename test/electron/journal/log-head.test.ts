import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type LogHead, openLogHead } from '../../../electron/journal/log-head.ts';
import { isChain, openZugriffLog } from '../../../electron/journal/zugriff-log.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { createVault, unlockVault } from '../../../electron/vault/key-vault.ts';
import { openWorkplace } from '../../../electron/workplace.ts';
import { AppError } from '../../../shared/errors.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from '../sample-vault.ts';
import { tempFolder } from '../temp-folder.ts';

const key = randomBytes(32);
const deviceKey = makeDeviceKey();
const now = () => new Date('2026-11-22T08:00:00Z');
const sha = 'ab'.repeat(32);
const open = { action: 'open' as const, objects: [{ akte: 'a-1', dokument: 'd-1', sha }], purpose: 'bearbeiten' };
const index = { ...open, action: 'index' as const };

const filesIn = (folder: string) => ({ log: path.join(folder, 'zugriffe'), head: path.join(folder, 'zugriffe-ende') });
const logIn = (folder: string, edge: { head?: LogHead; wasHeadKept?: boolean; signedBy?: typeof deviceKey } = {}) => {
  const { log, head } = filesIn(folder);
  const kept = { head: edge.head ?? openLogHead(head, key), wasHeadKept: edge.wasHeadKept ?? true };
  const of = { device: 'dev-1', actor: 'p-1', deviceKey: edge.signedBy ?? deviceKey, now };
  return openZugriffLog({ path: log, ...kept, key, ...of });
};

const raise = (error: AppError): never => {
  throw error;
};

/** A disk with these two files on it. */
async function folderWith(log: Uint8Array, head: Uint8Array | null): Promise<string> {
  const folder = await tempFolder();
  await writeFile(filesIn(folder).log, log);
  if (head) await writeFile(filesIn(folder).head, head);
  return folder;
}

/** A log of five records and the head that was kept of it. */
async function fiveRecords() {
  const folder = await tempFolder();
  const log = await logIn(folder, { wasHeadKept: false });
  for (let round = 0; round < 5; round++) await log.record(open);
  await log.end();
  const files = filesIn(folder);
  return { bytes: await readFile(files.log), head: await readFile(files.head) };
}

/** Where each frame of the file ends. */
function boundariesOf(bytes: Buffer): number[] {
  const ends: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    at += 4 + bytes.readUInt32BE(at);
    ends.push(at);
  }
  return ends;
}

test('Z10: a log cut at any boundary between two records is told once, and goes on with a record of it', async () => {
  const { bytes, head } = await fiveRecords();
  const boundaries = boundariesOf(bytes);
  expect(boundaries).toHaveLength(6);
  for (const [left, end] of boundaries.entries()) {
    const isCut = left < 5;
    const folder = await folderWith(bytes.subarray(0, end), head);
    const log = await logIn(folder);
    expect([left, log.cutAtTail, log.isShortened]).toEqual([left, false, isCut]);
    if (isCut) expect(log.records().at(-1)).toMatchObject({ seq: left + 1, action: 'shortened', purpose: 'after 5' });
    expect(isChain(log.records())).toBe(true);
    await log.end();
    const again = await logIn(folder);
    expect([again.isShortened, again.records().length]).toEqual([false, isCut ? left + 1 : 5]);
    await again.end();
  }
});

test('Z10: what cannot be recorded on a full disk is told again, and comes before anything else', async () => {
  const { bytes, head } = await fiveRecords();
  const folder = await folderWith(bytes.subarray(0, boundariesOf(bytes)[3]), head);
  const full = { ...deviceKey, sign: () => raise(new AppError('disk-full')) };
  const first = await logIn(folder, { signedBy: full });
  await expect(first.record(open)).rejects.toMatchObject({ code: 'disk-full' });
  await first.end();
  let refusals = 1;
  const once = { ...deviceKey, sign: (of: Uint8Array) => (refusals-- > 0 ? full.sign() : deviceKey.sign(of)) };
  const second = await logIn(folder, { signedBy: once });
  expect(second.isShortened).toBe(true);
  await second.record(open);
  expect(second.records().slice(3)).toMatchObject([{ action: 'shortened', purpose: 'after 5' }, { action: 'open' }]);
  await second.end();
});

test('Z10: a log whose last record was damaged is told too', async () => {
  const { bytes, head } = await fiveRecords();
  const damaged = Buffer.from(bytes);
  damaged[bytes.length - 20]! ^= 1;
  const log = await logIn(await folderWith(damaged, head));
  expect([log.cutAtTail, log.isShortened]).toEqual([true, true]);
  await log.end();
});

test.each<[string, (head: Buffer) => Uint8Array | null]>([
  ['removed', () => null],
  ['emptied', () => new Uint8Array()],
  ['changed in one bit', (head) => head.map((byte, at) => (at === 30 ? byte ^ 1 : byte))],
])('Z10: a head that was %s is told, whatever the log holds', async (_how, change) => {
  const { bytes, head } = await fiveRecords();
  const log = await logIn(await folderWith(bytes, change(head)));
  expect(log.isShortened).toBe(true);
  expect(log.records().at(-1)).toMatchObject({ seq: 6, action: 'shortened', purpose: 'after unknown' });
  await log.end();
});

test('Z10: a crash at any write, of the log or of its head, is no shortened log', async () => {
  const folder = await tempFolder();
  const files = filesIn(folder);
  const disks: (readonly [Uint8Array, Uint8Array | null])[] = [];
  const note = async () => disks.push([await readFile(files.log), await readFile(files.head).catch(() => null)]);
  const real = openLogHead(files.head, key);
  const head: LogHead = {
    ...real,
    save: async (present) => {
      await note();
      await real.save(present);
      await note();
    },
  };
  const log = await logIn(folder, { head, wasHeadKept: false });
  for (const request of [open, index, index, open, index]) {
    await log.record(request);
    await note();
  }
  await log.end();
  await note();
  // Every state that was on the disk, and between two of them a log of which only a part was written.
  const torn = disks.slice(1).flatMap(([bytes], step) => {
    const [before, headBefore] = disks[step]!;
    const parts: number[] = [];
    for (let end = before.length + 1; end < bytes.length; end += 29) parts.push(end);
    return parts.map((end) => [bytes.subarray(0, end), headBefore] as const);
  });
  expect(disks.length).toBeGreaterThan(12);
  expect(torn.length).toBeGreaterThan(30);
  for (const [bytes, kept] of [...disks, ...torn]) {
    const again = await logIn(await folderWith(bytes, kept), { wasHeadKept: kept !== null });
    expect([bytes.length, again.isShortened]).toEqual([bytes.length, false]);
    await again.end();
  }
});

test('Z10: what a person did is in the head before she gets the content; the machine does not wait for it', async () => {
  const folder = await tempFolder();
  const { head } = filesIn(folder);
  const log = await logIn(folder, { wasHeadKept: false });
  const kept = () => openLogHead(head, key).read();
  await log.record(open);
  expect(await kept()).toEqual({ seq: 1, hash: log.records()[0]!.hash });
  await Promise.all(Array.from({ length: 20 }, () => log.record(index)));
  await log.end();
  expect(await kept()).toEqual({ seq: 21, hash: log.records()[20]!.hash });
});

test('Z10: a head that cannot be written keeps nobody from working, and raises no alarm afterwards', async () => {
  const place = vaultPlace(await tempFolder());
  const { vault } = await createVault(place, PASSPHRASE, sampleSecrets());
  const blocked = path.join(place.folder, 'journal/zugriffe-ende');
  await mkdir(blocked, { recursive: true });
  const first = await openWorkplace(place.folder, vault, now);
  await first.zugriffe.record(open);
  await Promise.all([first.journal.end(), first.zugriffe.end()]);
  await rm(blocked, { recursive: true });
  const again = await openWorkplace(place.folder, await unlockVault(place, PASSPHRASE), now);
  expect([again.zugriffe.isShortened, again.vault.secrets.logHeadKept]).toEqual([false, true]);
  await Promise.all([again.journal.end(), again.zugriffe.end()]);
  await rm(blocked);
  const third = await openWorkplace(place.folder, await unlockVault(place, PASSPHRASE), now);
  expect(third.zugriffe.isShortened).toBe(true);
  await Promise.all([third.journal.end(), third.zugriffe.end()]);
});
