import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSeal } from '../../server/seal/open-seal.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { judge, testKey, testTime } from '../fixtures/pdf/sign-with.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const pki = path.resolve(import.meta.dirname, '../fixtures/pki');
const keyFile = path.join(pki, 'rsa.p12');
const subject = commonName(testKey('rsa').certificate.subject);
const akte = 'posteingang-jugendamt';

let server: RunningServer;
let brandt: TestDevice;
let nowak: TestDevice;
beforeAll(async () => {
  server = await startTestServer({ seal: { keyFile, password: 'test' } });
  await giveRoles('p-brandt', ['sachbearbeitung', 'siegel']);
  await giveRoles('p-nowak', ['sachbearbeitung', 'siegel']);
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
}, 180_000);
afterAll(() => server.stop());

const giveRoles = (person: string, rollen: readonly string[]) =>
  server.pool.query('update konto set rollen = $2 where person = $1', [person, rollen]);

const ask = async (device: TestDevice, version: string, id: string = randomUUID()) => {
  const answer = await device.fetch('/v1/seal', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version, id }),
  });
  const body = (await answer.json()) as { code?: string; version?: string };
  return { status: answer.status, code: body.code, version: body.version };
};

/** A Dokument with one Version of these bytes in the Posteingang of the Jugendamt. */
async function addVersion(bytes: Uint8Array): Promise<string> {
  const [dokument, version] = [`d-${randomUUID()}`, `v-${randomUUID()}`];
  const sha = await brandt.upload(bytes);
  const person = 'p-brandt';
  const zeit = testTime.toISOString();
  const made = await brandt.do({
    intent: 'create-dokument',
    ent: { art: 'dokument', id: dokument },
    akte,
    set: { titel: 'Bescheid', vorgang: null },
  });
  expect(made.status).toBe('ok');
  const set = {
    dokument,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: bytes.length,
    dateiname: 'bescheid.pdf',
    mimetyp: 'application/pdf',
    entstehung: 'eingang',
    erstelltVon: person,
    erstellt: zeit,
  } as const;
  const added = await brandt.do({
    intent: 'add-version',
    ent: { art: 'version', id: version },
    akte,
    set,
    need: [sha],
  });
  expect(added.status).toBe('ok');
  return version;
}

async function pullRecord(device: TestDevice, key: string) {
  for (let i = 0; i < 200; i++) {
    await device.pull();
    const found = device.records.get(key);
    if (found) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`${key} did not arrive`);
}

test('S50: a Version is sealed from the bytes that the server holds; the feed delivers the next Version', async () => {
  const bytes = makePdf(plainBodies(2));
  const version = await addVersion(bytes);
  const id = randomUUID();
  expect(await ask(brandt, version, id)).toMatchObject({ status: 200, version: id });
  const sealed = await pullRecord(brandt, `version/${id}`);
  expect(sealed.felder).toMatchObject({
    nummer: 2,
    vorgaenger: version,
    entstehung: 'unterschrift',
    erstelltVon: 'p-brandt',
  });
  const act = await pullRecord(brandt, `ereignis/${id}.siegel`);
  expect(act.felder).toMatchObject({ ereignistyp: 'unterschrift', versionSha: sealed.felder.sha });
  expect(String(act.felder.text)).toContain(subject);
  const file = Buffer.from(await (await brandt.fetch(`/v1/blobs/${String(sealed.felder.sha)}`)).arrayBuffer());
  expect(file.subarray(0, bytes.length).equals(bytes)).toBe(true);
  expect(createHash('sha256').update(file).digest('hex')).toBe(sealed.felder.sha);
  expect(judge(file).signatures).toMatchObject([{ signer: subject, verdict: 'valid', coversWholeFile: true }]);
});

test('S51: every use is written down; asking again under the same id seals nothing twice', async () => {
  const version = await addVersion(makePdf(plainBodies(1)));
  const id = randomUUID();
  for (let i = 0; i < 2; i++) expect(await ask(brandt, version, id)).toMatchObject({ status: 200, version: id });
  const { rows } = await server.pool.query('select * from siegelung where vorgaenger = $1', [version]);
  expect(rows).toMatchObject([
    { version: id, person: 'p-brandt', dev: brandt.id, sha: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

test('S52: who lacks the right, or does not see the Akte, gets nothing', async () => {
  const version = await addVersion(makePdf(plainBodies(1, '/Nummer 52')));
  expect(await ask(nowak, version)).toMatchObject({ status: 404, code: 'not-found' });
  expect(await ask(brandt, 'v-unknown')).toMatchObject({ status: 404, code: 'not-found' });
  await giveRoles('p-brandt', ['sachbearbeitung']);
  expect(await ask(brandt, version)).toMatchObject({ status: 403, code: 'no-right' });
  expect(await (await brandt.fetch('/v1/seal')).json()).toEqual({ seal: null });
  await giveRoles('p-brandt', ['siegel']);
  expect(await ask(brandt, version)).toMatchObject({ status: 403, code: 'no-right' });
  await giveRoles('p-brandt', ['sachbearbeitung', 'siegel']);
  expect(await (await brandt.fetch('/v1/seal')).json()).toMatchObject({ seal: { subject, isUsable: true } });
  const { rows } = await server.pool.query('select * from siegelung where vorgaenger = $1', [version]);
  expect(rows).toEqual([]);
});

test('S53: what is no PDF, what is damaged and what was certified is refused with its code, and nothing is stored', async () => {
  const unreadable = await addVersion(Buffer.from('nicht lesbar für den Server, weil verschlossen'));
  expect(await ask(brandt, unreadable)).toMatchObject({ status: 422, code: 'seal-unreadable' });
  const damaged = await addVersion(makePdf(plainBodies(1)).subarray(0, 200));
  expect(await ask(brandt, damaged)).toMatchObject({ status: 422, code: expect.stringMatching(/^pdf-/) });
  const { rows } = await server.pool.query('select * from siegelung where vorgaenger = any($1)', [
    [unreadable, damaged],
  ]);
  expect(rows).toEqual([]);
});

test('S54: bytes that changed on the disk of the server get no seal', async () => {
  const bytes = makePdf(plainBodies(3));
  const version = await addVersion(bytes);
  const sha = createHash('sha256').update(bytes).digest('hex');
  const { dataFolder } = server as RunningServer & { dataFolder: string };
  const file = path.join(dataFolder, 'blobs', sha.slice(0, 2), sha);
  const changed = readFileSync(file);
  changed[changed.length - 20]! ^= 1;
  writeFileSync(file, changed);
  expect(await ask(brandt, version)).toMatchObject({ code: 'blob-checksum' });
});

test('S55: a wrong password or no key file stops the start; an expired certificate only stops sealing', async () => {
  const now = new Date();
  await expect(openSeal({ keyFile, password: 'falsch' }, now)).rejects.toMatchObject({ code: 'key-password-wrong' });
  await expect(openSeal({ keyFile: `${keyFile}x`, password: 'test' }, now)).rejects.toMatchObject({
    code: 'file-not-found',
  });
  const dataFolder = path.join((server as RunningServer & { dataFolder: string }).dataFolder, 'never');
  const start = startServer({
    dataFolder,
    databaseUrl: server.databaseUrl,
    port: 0,
    seal: { keyFile, password: 'falsch' },
  });
  await expect(start).rejects.toMatchObject({ code: 'key-password-wrong' });

  const late = await startTestServer({
    seal: { keyFile: path.join(pki, 'expired.p12'), password: 'test' },
  });
  try {
    await late.pool.query(`update konto set rollen = '{sachbearbeitung,siegel}' where person = 'p-brandt'`);
    const device = await TestDevice.enrol(late.url, 'brandt', demoPassword);
    expect(await (await device.fetch('/v1/seal')).json()).toMatchObject({ seal: { isUsable: false } });
    await device.pull();
    const [version] = [...device.records.values()].filter(({ art }) => art === 'version');
    expect(await ask(device, version!.id)).toMatchObject({ status: 409, code: 'seal-key-unusable' });
  } finally {
    await late.stop();
  }
});

test('S56: without a seal the server says so', async () => {
  const bare = await startTestServer();
  try {
    await bare.pool.query(`update konto set rollen = '{sachbearbeitung,siegel}' where person = 'p-brandt'`);
    const device = await TestDevice.enrol(bare.url, 'brandt', demoPassword);
    expect(await (await device.fetch('/v1/seal')).json()).toEqual({ seal: null });
    await device.pull();
    const [version] = [...device.records.values()].filter(({ art }) => art === 'version');
    expect(await ask(device, version!.id)).toMatchObject({ status: 404, code: 'seal-not-configured' });
  } finally {
    await bare.stop();
  }
});
