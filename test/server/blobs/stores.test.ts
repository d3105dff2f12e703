import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBlobBucket } from '../../../server/blobs/blob-bucket.ts';
import { openBlobFiles } from '../../../server/blobs/blob-files.ts';
import type { BlobStore } from '../../../server/blobs/blob-store.ts';
import type { BucketSettings } from '../../../server/blobs/bucket-settings.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { TestDevice } from '../../workstation/device.ts';
import { noS3Server, startS3Server } from '../../workstation/s3-server.ts';
import { demoPassword, makeDataFolder } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let folder: string;
let s3: Awaited<ReturnType<typeof startS3Server>> | undefined;
beforeAll(async () => {
  folder = await makeDataFolder();
  if (!noS3Server) s3 = await startS3Server();
}, 120_000);
afterAll(async () => {
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const kinds: readonly [string, () => BlobStore, string | null][] = [
  ['files', () => openBlobFiles(folder), null],
  ['bucket', () => openBlobBucket(s3!.settings), noS3Server],
];

describe.each(kinds)('S63: %s', (_name, open, reason) => {
  const run = test.skipIf(reason !== null);

  run.each([0, 1, 5_000_000, 21_000_000])('an upload of %i bytes in uneven pieces becomes the blob', async (size) => {
    const store = open();
    const bytes = randomBytes(size);
    const upload = { sha: shaOf(bytes), device: 'dev-1' };
    expect(await store.sizeBytes(upload.sha)).toBeNull();
    if (size === 0) await store.append(upload, 0, bytes);
    for (let offset = 0; offset < size; ) {
      const piece = bytes.subarray(offset, offset + 3_333_333);
      await store.append(upload, offset, piece);
      offset += piece.byteLength;
      expect(await open().uploadedBytes(upload)).toBe(offset);
    }
    expect(await store.finish(upload)).toBe(true);
    expect(await store.sizeBytes(upload.sha)).toBe(size);
    expect(shaOf(await buffer(await store.read(upload.sha)))).toBe(upload.sha);
    if (size > 10) {
      const range = { start: size - 10, end: size - 1 };
      expect(await buffer(await store.read(upload.sha, range))).toEqual(bytes.subarray(size - 10));
    }
    expect(await store.uploadedBytes(upload)).toBe(0);
  });

  run.each([2_000, 9_000_000])('%i bytes with another hash than announced are thrown away', async (size) => {
    const store = open();
    const upload = { sha: shaOf(randomBytes(8)), device: 'dev-1' };
    await store.append(upload, 0, randomBytes(size));
    expect(await store.finish(upload)).toBe(false);
    expect(await store.sizeBytes(upload.sha)).toBeNull();
    expect(await store.uploadedBytes(upload)).toBe(0);
  });

  run('two devices send the same bytes without touching each other, and a missing blob fails', async () => {
    const store = open();
    const bytes = randomBytes(1_000);
    const [one, other] = ['dev-1', 'dev-2'].map((device) => ({ sha: shaOf(bytes), device }));
    await store.append(one!, 0, bytes.subarray(0, 600));
    expect(await store.uploadedBytes(other!)).toBe(0);
    await expect(store.read(shaOf(randomBytes(9))).then(buffer)).rejects.toThrow();
    await store.keep(shaOf(bytes), bytes);
    expect(await buffer(await store.read(shaOf(bytes)))).toEqual(bytes);
  });
});

test.skipIf(noS3Server)('S63: a wrong key is refused, and the refusal names no secret', async () => {
  const wrong: BucketSettings = { ...s3!.settings, secretKey: 'wrong' };
  const error = await openBlobBucket(wrong)
    .keep('00', new Uint8Array(3))
    .catch((caught: Error) => caught);
  expect(String(error)).toMatch(/the bucket answered 403 to PUT/);
});

describe.skipIf(noS3Server)('S26, S27, S63: the server on a bucket', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startTestServer({ bucket: s3!.settings });
  }, 120_000);
  afterAll(() => server.stop());

  test('an upload goes on at the offset that the bucket has, and ranges are answered', async () => {
    const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    const bytes = new Uint8Array(randomBytes(9_500_000));
    const sha = shaOf(bytes);
    await device.beginUpload(sha, bytes.length);
    expect((await device.patch(sha, 0, bytes.subarray(0, 4_000_000))).status).toBe(204);
    expect((await device.patch(sha, 3_000_000, bytes.subarray(3_000_000, 5_000_000))).status).toBe(409);
    const begun = await device.beginUpload(sha, bytes.length);
    expect(begun.headers.get('upload-offset')).toBe('4000000');
    expect((await device.patch(sha, 4_000_000, bytes.subarray(4_000_000))).status).toBe(204);
    const part = await device.fetch(`/v1/blobs/${sha}`, { headers: { range: 'bytes=8999990-8999999' } });
    expect(part.status).toBe(206);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(8_999_990, 9_000_000));
    expect(shaOf(new Uint8Array(await (await device.fetch(`/v1/blobs/${sha}`)).arrayBuffer()))).toBe(sha);
    const stranger = await TestDevice.enrol(server.url, 'nowak', demoPassword);
    expect((await stranger.fetch(`/v1/blobs/${sha}`)).status).toBe(404);
  });
});
