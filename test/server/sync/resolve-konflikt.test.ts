import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import type { Change } from '../../../shared/change.ts';
import { TestDevice } from '../../workstation/device.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let brandt: TestDevice;
let yildiz: TestDevice;
const akte = 'akte-jugendamt-001';

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  for (const id of ['v-mine', 'v-yours', 'v-chosen']) await createVorgang(id, akte);
  await createVorgang('v-foreign', 'akte-jugendamt-002');
}, 180_000);
afterAll(() => server.stop());

async function createVorgang(id: string, of: string): Promise<void> {
  const set = { titel: id, status: 'offen' };
  const { status } = await brandt.do({ intent: 'create-vorgang', ent: { art: 'vorgang', id }, akte: of, set });
  expect(status).toBe('ok');
}

/** Two people change one field of a Dokument at the same time; answers the Konflikt. */
async function openKonflikt(
  dokument: string,
  change: (value: string) => Pick<Change, 'intent' | 'set'>,
  values: string[],
) {
  const made = { titel: dokument, vorgang: null, fuehrendeVersion: null };
  await brandt.do({ intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, akte, set: made });
  const addVersionen = ['a', 'b', 'c'].map(async (name, index) => {
    const bytes = new TextEncoder().encode(`%PDF ${dokument} ${name}`);
    const sha = await brandt.upload(bytes);
    return { name, nummer: index + 1, sha, groesse: bytes.byteLength };
  });
  for (const { name, nummer, sha, groesse } of await Promise.all(addVersionen)) {
    const { status } = await brandt.do({
      intent: 'add-version',
      ent: { art: 'version', id: `${dokument}-${name}` },
      akte,
      set: {
        dokument,
        nummer,
        vorgaenger: null,
        sha,
        groesse,
        dateiname: 'x.pdf',
        mimetyp: 'application/pdf',
        entstehung: 'eingang',
        erstelltVon: brandt.person,
        erstellt: '2026-11-20T10:00:00+01:00',
      },
    });
    expect(status).toBe('ok');
  }
  await pullUntil(yildiz, `dokument/${dokument}`);
  const base = baseOf(`dokument/${dokument}`);
  const ent = { art: 'dokument' as const, id: dokument };
  expect((await brandt.do({ ...change(values[0]!), ent, akte, base })).status).toBe('ok');
  const result = await yildiz.do({ ...change(values[1]!), ent, akte, base });
  expect(result.status).toBe('conflict');
  const konflikt = (result as { konflikt: string[] }).konflikt[0]!;
  await pullUntil(yildiz, `konflikt/${konflikt}`);
  return { konflikt, dokument };
}

/** What was seen: every field as it was at the record's revision. */
function baseOf(key: string): Record<string, number> {
  const { felder, rev } = yildiz.records.get(key)!;
  return Object.fromEntries(Object.keys(felder).map((feld) => [feld, rev]));
}

async function pullUntil(device: TestDevice, key: string): Promise<void> {
  await expect.poll(() => device.pull().then(() => device.records.has(key)), { timeout: 10_000 }).toBe(true);
}

const decide = (konflikt: string, entscheidung: string) =>
  yildiz.do({
    intent: 'resolve-konflikt',
    ent: { art: 'konflikt', id: konflikt },
    akte,
    base: baseOf(`konflikt/${konflikt}`),
    set: { status: 'entschieden', entscheidung, entschiedenVon: yildiz.person },
  });

async function stored(art: string, id: string): Promise<Record<string, unknown>> {
  const { rows } = await server.pool.query<{ felder: Record<string, unknown> }>(
    `select d -> 'felder' as felder from datensatz where art = $1 and id = $2`,
    [art, id],
  );
  return rows[0]!.felder;
}

test('S19: a decision cannot file a Dokument to a Vorgang of another Akte, or to one that does not exist', async () => {
  const { konflikt, dokument } = await openKonflikt(
    'd-filed',
    (vorgang) => ({ intent: 'file-dokument', set: { vorgang } }),
    ['v-mine', 'v-yours'],
  );
  for (const foreign of ['v-foreign', 'v-nowhere']) {
    expect(await decide(konflikt, foreign)).toMatchObject({ status: 'rejected', code: 'not-found' });
    expect((await stored('dokument', dokument)).vorgang).toBe('v-mine');
    expect((await stored('konflikt', konflikt)).status).toBe('offen');
  }
  expect((await decide(konflikt, 'v-chosen')).status).toBe('ok');
  expect((await stored('dokument', dokument)).vorgang).toBe('v-chosen');
});

test('S19: a decision cannot make a Version leading that is not one of this Dokument', async () => {
  const choose = (fuehrendeVersion: string) => ({ intent: 'choose-version' as const, set: { fuehrendeVersion } });
  const other = await openKonflikt('d-other', choose, ['d-other-a', 'd-other-b']);
  const { konflikt, dokument } = await openKonflikt('d-chosen', choose, ['d-chosen-a', 'd-chosen-b']);
  for (const unknown of ['d-chosen-nowhere', `${other.dokument}-a`]) {
    expect(await decide(konflikt, unknown)).toMatchObject({ status: 'rejected', code: 'version-unknown' });
    expect((await stored('dokument', dokument)).fuehrendeVersion).toBe('d-chosen-a');
    expect((await stored('konflikt', konflikt)).status).toBe('offen');
  }
  expect((await decide(konflikt, 'd-chosen-c')).status).toBe('ok');
  expect((await stored('dokument', dokument)).fuehrendeVersion).toBe('d-chosen-c');
});
