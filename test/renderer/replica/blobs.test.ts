import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHUNK_BYTES } from '../../../renderer/replica/blob-ref.ts';
import { BlobStore } from '../../../renderer/replica/blobs.ts';
import { openDatabase } from '../../../renderer/replica/database.ts';
import { createSealer } from '../../../renderer/replica/seal.ts';
import { type Disk, emptyDisk, engineOf, replicaKey } from './replica-on-disk.ts';

const blobKey = () => new Uint8Array(32).fill(3);
const sha = (number: number) => String(number).padStart(64, '0');

async function openBlobs(disk: Disk) {
  const database = await openDatabase('blobs', engineOf(disk));
  const parts = { database, sealer: await createSealer(replicaKey()), files: disk.files, now: () => new Date(0) };
  const blobs = new BlobStore(parts);
  await blobs.load();
  return { blobs, database };
}

/** Bytes that say of which blob and from which chunk they are. */
function* chunksOf(number: number, sizeBytes: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < sizeBytes; at += CHUNK_BYTES) {
    yield new Uint8Array(Math.min(CHUNK_BYTES, sizeBytes - at)).fill(number * 16 + at / CHUNK_BYTES);
  }
}

async function* later<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}

async function readWhole(blobs: BlobStore, number: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs.read(sha(number), await createSealer(blobKey()))) parts.push(part);
  return Buffer.concat(parts);
}

const someSize = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }),
  fc
    .integer({ min: 0, max: 3 })
    .chain((n) => fc.integer({ min: -2, max: 2 }).map((by) => Math.max(0, n * CHUNK_BYTES + by))),
);
const someBlob = fc.record({ sizeBytes: someSize, akte: fc.constantFrom('a', 'b'), isFetched: fc.boolean() });

test('R32, R47: blobs written side by side into the packs of their Akten come back byte for byte, also after a restart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someBlob, { minLength: 1, maxLength: 4 }), async (wanted) => {
      const disk = emptyDisk();
      const { blobs, database } = await openBlobs(disk);
      await Promise.all(
        wanted.map(async ({ sizeBytes, akte, isFetched }, number) => {
          const blob = { sha: sha(number), akte, sizeBytes };
          if (!isFetched) return blobs.put({ ...blob, chunks: later(chunksOf(number, sizeBytes)), key: blobKey() });
          blobs.begin(blob.sha, akte, sizeBytes);
          const sealer = await createSealer(blobKey());
          for (const chunk of chunksOf(number, sizeBytes)) await blobs.append(blob.sha, sealer, chunk);
          return blobs.complete(blob.sha);
        }),
      );
      database.close();
      const again = await openBlobs(disk);
      for (const [number, { sizeBytes }] of wanted.entries()) {
        expect((await readWhole(again.blobs, number)).equals(Buffer.concat([...chunksOf(number, sizeBytes)]))).toBe(
          true,
        );
      }
      await again.blobs.remove([sha(0)]);
      expect(again.blobs.has(sha(0))).toBe(false);
      for (const [number, { sizeBytes }] of wanted.entries()) {
        if (number > 0) expect((await readWhole(again.blobs, number)).length).toBe(sizeBytes);
      }
      again.database.close();
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('R47: a download that was cut goes on behind its last whole chunk, and chunks that follow each other are one entry of the row', async () => {
  const disk = emptyDisk();
  const sealer = await createSealer(blobKey());
  const sizeBytes = 4 * CHUNK_BYTES + 7;
  const chunks = [...chunksOf(1, sizeBytes)];
  const cut = await openBlobs(disk);
  cut.blobs.begin(sha(1), 'a', sizeBytes);
  for (const chunk of chunks.slice(0, 3)) await cut.blobs.append(sha(1), sealer, chunk);
  cut.database.close();
  const { blobs, database } = await openBlobs(disk);
  expect(blobs.receivedBytes(sha(1))).toBe(3 * CHUNK_BYTES);
  blobs.begin(sha(1), 'a', sizeBytes);
  for (const chunk of chunks.slice(3)) await blobs.append(sha(1), sealer, chunk);
  await blobs.complete(sha(1));
  expect((await readWhole(blobs, 1)).equals(Buffer.concat(chunks))).toBe(true);
  const [row] = await database.blobRefs.toArray();
  expect(row!.b.length).toBeLessThan(400);
  database.close();
});

test('R32: a chunk that was changed, exchanged or cut is damage, and so is one of another size than the next must have', async () => {
  const disk = emptyDisk();
  const { blobs, database } = await openBlobs(disk);
  const chunks = () => later(chunksOf(1, 2 * CHUNK_BYTES));
  await blobs.put({ sha: sha(1), akte: 'a', sizeBytes: 2 * CHUNK_BYTES, chunks: chunks(), key: blobKey() });
  const [name, whole] = [...disk.files.packs][0]!;
  const half = whole.length / 2;
  const swapped = new Uint8Array(whole.length);
  swapped.set(whole.subarray(half));
  swapped.set(whole.subarray(0, half), half);
  for (const damaged of [whole.with(half + 100, whole[half + 100]! ^ 1), swapped, whole.slice(0, -1)]) {
    disk.files.packs.set(name, damaged);
    await expect(readWhole(blobs, 1)).rejects.toMatchObject({ code: 'replica-damaged' });
  }
  blobs.begin(sha(2), 'a', 2 * CHUNK_BYTES);
  const short = blobs.append(sha(2), await createSealer(blobKey()), new Uint8Array(5));
  await expect(short).rejects.toThrow('another size');
  database.close();
});

test('R136: a reference that is sealed while its bytes are removed and begun anew does not come back', async () => {
  const disk = emptyDisk();
  const database = await openDatabase('blobs', engineOf(disk));
  const sealer = await createSealer(replicaKey());
  let held: Promise<void> | null = null;
  const slow = {
    ...sealer,
    async seal(...sealed: Parameters<typeof sealer.seal>) {
      await held;
      return sealer.seal(...sealed);
    },
  };
  const blobs = new BlobStore({ database, sealer: slow, files: disk.files, now: () => new Date(0) });
  await blobs.load();
  const blob = { sha: sha(1), akte: 'a', sizeBytes: 2_000 };
  await blobs.put({ ...blob, chunks: later(chunksOf(1, blob.sizeBytes)), key: blobKey() });
  let release = () => {};
  held = new Promise((done) => {
    release = done;
  });
  const noted = blobs.noteUse(blob.sha);
  await blobs.remove([blob.sha]);
  blobs.begin(blob.sha, blob.akte, blob.sizeBytes);
  release();
  await noted;
  expect(blobs.has(blob.sha)).toBe(false);
  database.close();
});
