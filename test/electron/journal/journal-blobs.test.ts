import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournalBlobs } from '../../../electron/journal/journal-blobs.ts';
import { tempFolder } from '../temp-folder.ts';

const key = randomBytes(32);
const MiB = 1024 * 1024;
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function writeAll(blobs: Awaited<ReturnType<typeof openJournalBlobs>>, bytes: Buffer, pieceBytes: number) {
  const sha = shaOf(bytes);
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += pieceBytes) {
    const piece = bytes.subarray(offset, offset + pieceBytes);
    await blobs.write({ sha, offset, bytes: piece, last: offset + pieceBytes >= bytes.length });
  }
  return sha;
}

test.each([0, 1, MiB - 1, MiB, MiB + 1, 2 * MiB, 3 * MiB + 17])('R8: %i bytes come back as they were', async (size) => {
  const folder = await tempFolder();
  const blobs = await openJournalBlobs(folder, key);
  const bytes = randomBytes(size);
  const sha = await writeAll(blobs, bytes, 700_001);
  const again = await openJournalBlobs(folder, key);
  expect(await again.list()).toEqual([{ sha, sizeBytes: size }]);
  const read = await again.read({ sha, offset: 0, length: 8 * MiB });
  expect(read.sizeBytes).toBe(size);
  expect(Buffer.from(read.bytes).equals(bytes)).toBe(true);
});

test('R8: any part of a blob can be read', async () => {
  const blobs = await openJournalBlobs(await tempFolder(), key);
  const bytes = randomBytes(2 * MiB + 333);
  const sha = await writeAll(blobs, bytes, 8 * MiB);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length + 10), fc.integer({ min: 1, max: 2 * MiB }), async (offset, length) => {
      const read = await blobs.read({ sha, offset, length });
      expect(Buffer.from(read.bytes).equals(bytes.subarray(offset, offset + length))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('R9: bytes that do not hash to their name are refused and leave nothing', async () => {
  const folder = await tempFolder();
  const blobs = await openJournalBlobs(folder, key);
  const write = blobs.write({ sha: shaOf(Buffer.from('x')), offset: 0, bytes: Buffer.from('y'), last: true });
  await expect(write).rejects.toMatchObject({ code: 'blob-checksum' });
  expect(await readdir(folder)).toEqual([]);
});

test('a piece at the wrong offset is refused; starting again at 0 works', async () => {
  const blobs = await openJournalBlobs(await tempFolder(), key);
  const bytes = randomBytes(1000);
  const sha = shaOf(bytes);
  const wrong = { code: 'blob-offset' };
  await expect(blobs.write({ sha, offset: 5, bytes, last: true })).rejects.toMatchObject(wrong);
  await blobs.write({ sha, offset: 0, bytes: bytes.subarray(0, 600), last: false });
  await expect(blobs.write({ sha, offset: 500, bytes, last: true })).rejects.toMatchObject(wrong);
  await writeAll(blobs, bytes, 600);
  expect(await blobs.list()).toHaveLength(1);
});

test('R14: file names and content say nothing; a half-written blob is gone after a restart', async () => {
  const folder = await tempFolder();
  const blobs = await openJournalBlobs(folder, key);
  const bytes = Buffer.from('Bewilligungsbescheid '.repeat(100));
  const sha = await writeAll(blobs, bytes, 8 * MiB);
  await blobs.write({ sha: shaOf(Buffer.from('z')), offset: 0, bytes: Buffer.from('z'), last: false });
  const [name] = (await readdir(folder)).filter((file) => !file.endsWith('.part'));
  expect(name).not.toContain(sha.slice(0, 8));
  expect((await readFile(path.join(folder, name!))).includes('Bewilligung')).toBe(false);
  await openJournalBlobs(folder, key);
  expect(await readdir(folder)).toEqual([name]);
});

test('R9: a shortened or changed file is noticed', async () => {
  const folder = await tempFolder();
  const blobs = await openJournalBlobs(folder, key);
  const sha = await writeAll(blobs, randomBytes(2 * MiB), 8 * MiB);
  const file = path.join(folder, (await readdir(folder))[0]!);
  const whole = await readFile(file);
  const read = () => blobs.read({ sha, offset: 0, length: 4 * MiB });
  await truncate(file, 60 + MiB + 28);
  await expect(read()).rejects.toMatchObject({ code: 'journal-damaged' });
  whole[1000]! ^= 1;
  await writeFile(file, whole);
  await expect(read()).rejects.toMatchObject({ code: 'journal-damaged' });
  expect((await stat(file)).size).toBe(whole.length);
});

test.each([0, 5, 59, 60])(
  'R9: a blob file damaged in its head (%i bytes left) stays, and the others are listed',
  async (left) => {
    const folder = await tempFolder();
    const blobs = await openJournalBlobs(folder, key);
    await writeAll(blobs, randomBytes(500), MiB);
    const [name] = await readdir(folder);
    const sha = await writeAll(blobs, randomBytes(700), MiB);
    const file = path.join(folder, name!);
    if (left < 60) await truncate(file, left);
    else await writeFile(file, randomBytes(600));
    expect(await blobs.list()).toEqual([{ sha, sizeBytes: 700 }]);
    expect(await readdir(folder)).toContain(name);
  },
);

test('a dropped blob is gone; dropping it twice is no error', async () => {
  const blobs = await openJournalBlobs(await tempFolder(), key);
  const sha = await writeAll(blobs, randomBytes(10), MiB);
  await blobs.drop(sha);
  await blobs.drop(sha);
  expect(await blobs.list()).toEqual([]);
  await expect(blobs.read({ sha, offset: 0, length: 1 })).rejects.toMatchObject({ code: 'not-found' });
});
