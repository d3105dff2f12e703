import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
let brandt: TestDevice;
const akte = 'akte-jugendamt-001';
const original = new TextEncoder().encode('%PDF-1.4 signed');
const raised = new TextEncoder().encode('%PDF-1.4 signed and raised');
const zeit = '2026-11-20T10:00:00+01:00';
let sha: string;
let raisedSha: string;
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  sha = await brandt.upload(original);
  raisedSha = await brandt.upload(raised);
}, 180_000);
afterAll(() => server.stop());

/** A Vorgang with a Dokument of one Version. */
async function prepare(): Promise<{ vorgang: string; dokument: string; version: string }> {
  const [vorgang, dokument, version] = [`pv-${++count}`, `pd-${count}`, `p-${count}`];
  const made = [
    await brandt.do({
      intent: 'create-vorgang',
      ent: { art: 'vorgang', id: vorgang },
      akte,
      set: { titel: 'X', status: 'offen' },
    }),
    await brandt.do({
      intent: 'create-dokument',
      ent: { art: 'dokument', id: dokument },
      akte,
      set: { titel: 'X', vorgang, fuehrendeVersion: null },
    }),
    await brandt.do({
      intent: 'add-version',
      ent: { art: 'version', id: version },
      akte,
      need: [sha],
      set: {
        dokument,
        nummer: 1,
        vorgaenger: null,
        sha,
        groesse: original.length,
        dateiname: 'x.pdf',
        mimetyp: 'application/pdf',
        entstehung: 'unterschrift',
        erstelltVon: brandt.person,
        erstellt: zeit,
      },
    }),
  ];
  expect(made.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  return { vorgang, dokument, version };
}

const format = (version: string, more: Record<string, string | number> = {}) => ({
  intent: 'add-primaerdokument' as const,
  ent: { art: 'primaerdokument' as const, id: `format-${++count}` },
  akte,
  need: [raisedSha],
  set: {
    version,
    stufe: 'B-LTA',
    sha: raisedSha,
    groesse: raised.length,
    erstelltVon: brandt.person,
    erstellt: zeit,
    ...more,
  },
});

test('S43: a raised file becomes a further format of its Version, and who sees the Akte gets record and bytes', async () => {
  const { version } = await prepare();
  expect(await brandt.do(format(version))).toMatchObject({ status: 'ok' });
  const yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  const { rows } = await server.pool.query('select 1 from sicht where person = $1 and akte = $2', ['p-yildiz', akte]);
  expect(rows).toHaveLength(1);
  let found: unknown;
  for (let i = 0; i < 50 && !found; i++) {
    await yildiz.pull();
    found = [...yildiz.records.values()].find((one) => one.art === 'primaerdokument' && one.felder.version === version);
    if (!found) await new Promise((done) => setTimeout(done, 40));
  }
  expect(found).toMatchObject({ akte, felder: { stufe: 'B-LTA', sha: raisedSha } });
  expect(yildiz.records.get(`version/${version}`)).toMatchObject({ felder: { sha } });
  const answer = await yildiz.fetch(`/v1/blobs/${raisedSha}`);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(raised);
});

test('S43: bytes that do not begin with those of the Version, or add nothing, are refused', async () => {
  const { version } = await prepare();
  const other = new TextEncoder().encode('%PDF-1.4 forged and raised');
  const otherSha = await brandt.upload(other);
  const forged = { ...format(version, { sha: otherSha, groesse: other.length }), need: [otherSha] };
  expect(await brandt.do(forged)).toMatchObject({ status: 'rejected', code: 'format-not-appended' });
  const same = { ...format(version, { sha, groesse: original.length }), need: [sha] };
  expect(await brandt.do(same)).toMatchObject({ status: 'rejected', code: 'format-not-appended' });
  expect(await brandt.do(format('nobody'))).toMatchObject({ status: 'rejected', code: 'version-unknown' });
  expect(await brandt.do(format(version, { stufe: 'B-X' }))).toMatchObject({ code: 'operation-invalid' });
});

test('S16: an act binds to the Version, never to a format of it', async () => {
  const { version, dokument } = await prepare();
  await brandt.do(format(version));
  const act = (versionSha: string) => ({
    intent: 'add-ereignis' as const,
    ent: { art: 'ereignis' as const, id: `act-${++count}` },
    akte,
    set: {
      ereignistyp: 'unterschrift',
      bezugArt: 'dokument',
      bezug: dokument,
      versionSha,
      text: '',
      von: brandt.person,
      zeit,
    },
  });
  expect(await brandt.do(act(raisedSha))).toMatchObject({ status: 'rejected', code: 'version-unknown' });
  expect(await brandt.do(act(sha))).toMatchObject({ status: 'ok' });
});

test('S17: signatures of a closed Vorgang are still raised', async () => {
  const { version, vorgang } = await prepare();
  const close = { intent: 'close-vorgang' as const, ent: { art: 'vorgang' as const, id: vorgang }, akte };
  expect((await brandt.do({ ...close, set: { status: 'zdA' }, base: { status: 99_999_999 } })).status).toBe('ok');
  expect(await brandt.do(format(version))).toMatchObject({ status: 'ok' });
});

test('S18: a Dokument that is filed elsewhere takes the formats of its Versionen along', async () => {
  const { version, dokument } = await prepare();
  const made = format(version);
  await brandt.do(made);
  const there = 'akte-jugendamt-002';
  await brandt.do({
    intent: 'create-vorgang',
    ent: { art: 'vorgang', id: `there-${count}` },
    akte: there,
    set: { titel: 'Ziel', status: 'offen' },
  });
  const moved = await brandt.do({
    intent: 'file-dokument',
    ent: { art: 'dokument', id: dokument },
    akte: there,
    set: { vorgang: `there-${count}` },
    base: { vorgang: 99_999_999 },
  });
  expect(moved.status).toBe('ok');
  const { rows } = await server.pool.query('select akte from datensatz where art = $1 and id = $2', [
    'primaerdokument',
    made.ent.id,
  ]);
  expect(rows).toEqual([{ akte: there }]);
});

test('S45: a signature beside the document needs no common beginning, but a name, and may not be huge', async () => {
  const { version, vorgang } = await prepare();
  const signature = new TextEncoder().encode(`signature ${version}`);
  const signatureSha = await brandt.upload(signature);
  const beside = (more: Record<string, string | number>) => ({
    ...format(version, { stufe: 'signatur', sha: signatureSha, groesse: signature.length, ...more }),
    need: [signatureSha],
  });
  expect(await brandt.do(beside({ dateiname: 'x.pdf.p7s' }))).toMatchObject({ status: 'ok' });
  expect(await brandt.do(beside({}))).toMatchObject({ code: 'operation-invalid' });
  expect(await brandt.do(beside({ dateiname: 'x.p7s', groesse: 17 * 1024 * 1024 }))).toMatchObject({
    code: 'operation-invalid',
  });
  expect(await brandt.do(format(version, { dateiname: 'x.pdf' }))).toMatchObject({ code: 'operation-invalid' });
  const close = { intent: 'close-vorgang' as const, ent: { art: 'vorgang' as const, id: vorgang }, akte };
  expect((await brandt.do({ ...close, set: { status: 'zdA' }, base: { status: 99_999_999 } })).status).toBe('ok');
  expect(await brandt.do(beside({ dateiname: 'y.p7s' }))).toMatchObject({ status: 'rejected', code: 'akte-closed' });
});
