import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBlobFiles } from '../../server/blobs/blob-files.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let brandt: TestDevice;
let nowak: TestDevice;
beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  await brandt.pull();
  await nowak.pull();
}, 180_000);
afterAll(() => server.stop());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

const versions = (device: TestDevice) => [...device.records.values()].filter(({ art }) => art === 'version');

async function have(device: TestDevice, shas: readonly string[]): Promise<readonly string[]> {
  const answer = await device.fetch('/v1/blobs/have', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shas }),
  });
  return ((await answer.json()) as { have: string[] }).have;
}

test('S26: a Version of a visible Akte is downloaded whole and its hash is right', async () => {
  const version = versions(brandt)[0]!;
  const answer = await brandt.fetch(`/v1/blobs/${version.felder.sha}`);
  const bytes = await bytesOf(answer);
  expect(sha256(bytes)).toBe(version.felder.sha);
  expect(bytes.byteLength).toBe(version.felder.groesse);
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
});

test('S26: a range is answered with exactly that range', async () => {
  const { sha, groesse } = versions(brandt)[0]!.felder;
  const whole = await bytesOf(await brandt.fetch(`/v1/blobs/${sha}`));
  const answer = await brandt.fetch(`/v1/blobs/${sha}`, { headers: { range: 'bytes=100-199' } });
  expect(answer.status).toBe(206);
  expect(answer.headers.get('content-range')).toBe(`bytes 100-199/${groesse}`);
  expect(await bytesOf(answer)).toEqual(whole.subarray(100, 200));
  expect((await brandt.fetch(`/v1/blobs/${sha}`, { headers: { range: `bytes=${groesse}-` } })).status).toBe(416);
});

test('S26: bytes of an Akte that the person does not see are not there for her', async () => {
  const foreign = versions(nowak)[0]!.felder.sha as string;
  const answer = await brandt.fetch(`/v1/blobs/${foreign}`);
  expect(answer.status).toBe(404);
  expect(await code(answer)).toBe('not-found');
  const own = versions(brandt)[0]!.felder.sha as string;
  expect(await have(brandt, [foreign, own])).toEqual([own]);
});

test('S27: an upload continues where it stopped', async () => {
  const bytes = randomBytes(300_000);
  const sha = sha256(bytes);
  await brandt.beginUpload(sha, bytes.byteLength);
  expect((await brandt.patch(sha, 0, bytes.subarray(0, 100_000))).status).toBe(204);
  // The next piece is cut off on the way: the server keeps none of it.
  const cut = new AbortController();
  const body = new ReadableStream({
    pull: (stream) => {
      stream.enqueue(new Uint8Array(bytes.subarray(100_000, 150_000)));
      setTimeout(() => cut.abort(), 50);
      return new Promise(() => undefined);
    },
  });
  const init = { method: 'PATCH', body, duplex: 'half', signal: cut.signal } as RequestInit;
  await expect(
    brandt.fetch(`/v1/blobs/uploads/${sha}`, {
      ...init,
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '100000' },
    }),
  ).rejects.toThrow();
  const head = await brandt.fetch(`/v1/blobs/uploads/${sha}`, { method: 'HEAD' });
  expect(head.headers.get('upload-offset')).toBe('100000');
  expect((await brandt.patch(sha, 100_000, bytes.subarray(100_000))).status).toBe(204);
  expect(await have(brandt, [sha])).toEqual([sha]);
  expect(await bytesOf(await brandt.fetch(`/v1/blobs/${sha}`))).toEqual(new Uint8Array(bytes));
});

test('S27: a piece with a wrong checksum is not stored, a wrong offset is refused', async () => {
  const bytes = randomBytes(1_000);
  const sha = sha256(bytes);
  await brandt.beginUpload(sha, bytes.byteLength);
  const damaged = await brandt.patch(sha, 0, bytes, Buffer.alloc(32).toString('base64'));
  expect(damaged.status).toBe(460);
  expect(await code(damaged)).toBe('blob-checksum');
  const ahead = await brandt.patch(sha, 10, bytes.subarray(10));
  expect(ahead.status).toBe(409);
  expect(await code(ahead)).toBe('blob-offset');
  const head = await brandt.fetch(`/v1/blobs/uploads/${sha}`, { method: 'HEAD' });
  expect(head.headers.get('upload-offset')).toBe('0');
});

/** What a server leaves behind that died between the last append and the end of the upload. */
async function leaveUnfinished(sha: string, bytes: Uint8Array): Promise<void> {
  await brandt.beginUpload(sha, bytes.byteLength);
  await openBlobFiles(server.dataFolder).append({ sha, device: brandt.id }, 0, bytes);
}

test('S27: an upload whose last piece arrived before the server died is finished at the next begin', async () => {
  const bytes = randomBytes(1_000);
  const sha = sha256(bytes);
  await leaveUnfinished(sha, bytes);
  const begun = await brandt.beginUpload(sha, bytes.byteLength);
  expect(begun.headers.get('upload-offset')).toBe('1000');
  expect(await have(brandt, [sha])).toEqual([sha]);
  expect(await bytesOf(await brandt.fetch(`/v1/blobs/${sha}`))).toEqual(new Uint8Array(bytes));
});

test('S27: unfinished bytes that are not the announced ones start again at 0', async () => {
  const bytes = randomBytes(1_000);
  const sha = sha256(bytes);
  await leaveUnfinished(sha, randomBytes(1_000));
  expect((await brandt.beginUpload(sha, 1_000)).headers.get('upload-offset')).toBe('0');
  expect((await brandt.patch(sha, 0, bytes)).status).toBe(204);
  expect(await have(brandt, [sha])).toEqual([sha]);
});

test('S27: bytes are acknowledged when they are committed, not before', async () => {
  const bytes = randomBytes(1_000);
  const sha = sha256(bytes);
  await brandt.beginUpload(sha, bytes.byteLength);
  // A transaction whose very commit fails.
  await server.pool.query(
    `create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'`,
  );
  await server.pool.query(
    'create constraint trigger refused after insert on blob deferrable initially deferred for each row execute function refuse()',
  );
  try {
    expect((await brandt.patch(sha, 0, bytes)).status).toBe(500);
  } finally {
    await server.pool.query('drop trigger refused on blob');
    await server.pool.query('drop function refuse');
  }
  expect(await have(brandt, [sha])).toEqual([]);
  expect((await brandt.beginUpload(sha, 1_000)).headers.get('upload-offset')).toBe('0');
  expect((await brandt.patch(sha, 0, bytes)).status).toBe(204);
  expect(await have(brandt, [sha])).toEqual([sha]);
});

test('S27: the same piece sent twice at the same time is stored once', async () => {
  const bytes = randomBytes(200_000);
  const sha = sha256(bytes);
  await brandt.beginUpload(sha, bytes.byteLength);
  const piece = bytes.subarray(0, 100_000);
  const answers = await Promise.all([1, 2, 3, 4].map(() => brandt.patch(sha, 0, piece)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
  expect((await brandt.patch(sha, 100_000, bytes.subarray(100_000))).status).toBe(204);
  expect(await have(brandt, [sha])).toEqual([sha]);
});

test('S27: bytes that do not have the hash they were announced with are thrown away', async () => {
  const sha = sha256(randomBytes(10));
  await brandt.beginUpload(sha, 4);
  expect(await code(await brandt.patch(sha, 0, Buffer.from('nope')))).toBe('blob-checksum');
  const head = await brandt.fetch(`/v1/blobs/uploads/${sha}`, { method: 'HEAD' });
  expect(head.headers.get('upload-offset')).toBe('0');
  expect(await have(brandt, [sha])).toEqual([]);
});

const addVersion = (sha: string) => {
  const dokument = [...brandt.records.values()].find(
    ({ art, akte }) => art === 'dokument' && akte === 'posteingang-jugendamt',
  )!;
  return {
    intent: 'add-version' as const,
    ent: { art: 'version' as const, id: `version-${sha.slice(0, 8)}` },
    akte: dokument.akte,
    need: [sha],
    set: {
      dokument: dokument.id,
      nummer: 2,
      vorgaenger: null,
      sha,
      groesse: 5,
      dateiname: 'a.pdf',
      mimetyp: 'application/pdf',
      entstehung: 'stempel',
      erstelltVon: brandt.person,
      erstellt: '2026-11-20T10:00:00+01:00',
    },
  };
};

test('S13: a Version waits until its bytes are here; knowing a hash is no right to the bytes', async () => {
  const bytes = randomBytes(5);
  const operation = await brandt.operation(addVersion(sha256(bytes)));
  const early = await brandt.pushRaw([operation]);
  expect(early.status).toBe(409);
  expect(await code(early)).toBe('blob-incomplete');
  await brandt.upload(bytes);
  expect(await brandt.push(operation)).toMatchObject([{ status: 'ok' }]);

  const foreign = versions(nowak)[0]!.felder.sha as string;
  const stolen = await brandt.pushRaw([await brandt.operation(addVersion(foreign))]);
  expect(await code(stolen)).toBe('blob-incomplete');
});

test('I9: a Version whose bytes are lost on its device is rejected and blocks nothing after it', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const lost = sha256(randomBytes(5));
  const operations = [
    await device.operation(addVersion(lost)),
    await device.operation({
      intent: 'create-vorgang',
      ent: { art: 'vorgang', id: 'v-after-lost' },
      akte: 'akte-jugendamt-001',
    }),
  ];
  expect(await code(await device.pushRaw(operations))).toBe('blob-incomplete');
  const other = { 'at-lost-blobs': sha256(randomBytes(5)) };
  expect(await code(await device.pushRaw(operations, other))).toBe('blob-incomplete');
  expect(await code(await device.pushRaw(operations, { 'at-lost-blobs': 'kein Hash' }))).toBe('input-invalid');
  const answer = await device.pushRaw(operations, { 'at-lost-blobs': `${other['at-lost-blobs']},${lost}` });
  const results = (await answer.text()).split('\n').filter(Boolean);
  expect(results.map((line) => JSON.parse(line))).toMatchObject([
    { n: 1, status: 'rejected', code: 'blob-lost' },
    { n: 2, status: 'ok' },
  ]);
});
