import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { issueSnapshot } from '../../../server/trust/issue-snapshot.ts';
import { readSnapshotKey } from '../../../server/trust/snapshot-key.ts';
import { storeAnchor } from '../../../server/trust/trust-store.ts';
import { errorCode } from '../../../shared/errors.ts';
import { openTrustDocument } from '../../../shared/trust/open-trust-document.ts';
import { type TrustDocument, trustDocumentSchema } from '../../../shared/trust/trust-list.ts';
import { pkiFile } from '../../fixtures/pdf/sign-with.ts';
import { Desk } from '../../workstation/desk.ts';
import { TestDevice } from '../../workstation/device.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const ca = new X509Certificate(pkiFile('ca.pem')).raw;
const issue = (now = new Date()) =>
  transaction(server.pool, async (db) => {
    const anchor = {
      sha: 'ca',
      service: 'own-ca',
      certificate: ca.toString('base64'),
      name: 'Test-Wurzel',
      added: now,
    };
    await storeAnchor(db, anchor as Parameters<typeof storeAnchor>[1]);
    return issueSnapshot(db, { key: await readSnapshotKey(db), authority: 'Stadt Musterstadt', now });
  });

test('P84: before the first trusted list every device is told that there is none', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  expect((await device.hello()).trust).toBeNull();
  expect((await device.fetch('/v1/trust')).status).toBe(404);
});

test('P84: an enrolled device gets the list, whose key it learnt at its enrolment, and 304 when it has it', async () => {
  const number = await issue();
  const device = await TestDevice.make(server.url);
  const { trustKey } = await device.signIn('brandt', demoPassword);
  await device.fetchToken();
  expect((await device.hello()).trust).toBe(number);
  const answer = await device.fetch('/v1/trust');
  const list = openTrustDocument(await answer.text(), trustKey!, 0);
  expect(list).toMatchObject({ number, nextUpdate: null, territories: [], anchors: [new Uint8Array(ca)] });
  const etag = answer.headers.get('etag')!;
  expect((await device.fetch('/v1/trust', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await fetch(`${server.url}/v1/trust`)).status).toBe(401);
});

test('P84: numbers only grow, also when two snapshots are made in one second or the clock was set back', async () => {
  const first = await issue(new Date('2027-01-01T00:00:00Z'));
  const second = await issue(new Date('2027-01-01T00:00:00Z'));
  const third = await issue(new Date('2026-01-01T00:00:00Z'));
  expect([second - first, third - second]).toEqual([1, 1]);
});

test('P85: the list is fetched with a sync, verified, and there after a restart without a connection', async () => {
  const number = await issue();
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  expect(await desk.queries.trust({})).toMatchObject({ number: 0, code: 'trust-list-missing' });
  await desk.sync();
  desk.offline = true;
  await desk.start();
  expect(await desk.commands.readTrust({})).toMatchObject({ number, anchors: [new Uint8Array(ca)] });
  expect(await desk.queries.trust({})).toMatchObject({ number, entries: 1, days: 0, code: null });
  await desk.close();
});

test('P85: a changed, an older and a damaged list are refused and the present one stays in force', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  const device = await TestDevice.enrol(server.url, 'weiss', demoPassword);
  const document = async () => trustDocumentSchema.parse(await (await device.fetch('/v1/trust')).json());
  await issue();
  const old = await document();
  const number = await issue();
  const present = await document();
  const accept = (text: string) =>
    desk.workplace.trust.accept(text).then(
      () => 'accepted',
      (error: unknown) => errorCode(error),
    );
  const changed: TrustDocument = { ...present, snapshot: present.snapshot.replace('own-ca', 'CA/QC') };
  expect(await accept(JSON.stringify(present))).toBe('accepted');
  expect(await accept(JSON.stringify(changed))).toBe('trust-list-signature-invalid');
  expect(await accept(JSON.stringify({ ...present, signature: 'AAAA' }))).toBe('trust-list-signature-invalid');
  expect(await accept(JSON.stringify(old))).toBe('trust-list-rollback');
  expect(await accept('{"snapshot":1}')).toBe('trust-list-damaged');
  expect(await accept('<html>')).toBe('trust-list-damaged');
  expect(await desk.workplace.trust.load()).toMatchObject({ kind: 'here', list: { number } });

  await writeFile(path.join(desk.folder, 'trust-list.json'), JSON.stringify(old));
  await desk.start();
  expect(await desk.queries.trust({})).toMatchObject({ number: 0, code: 'trust-list-rollback' });
  await desk.sync();
  expect(await desk.queries.trust({})).toMatchObject({ number, code: null });
  await desk.close();
});

test('P85: of two lists that arrive at once the newer one stays in force', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  const device = await TestDevice.enrol(server.url, 'weiss', demoPassword);
  const document = async () => (await device.fetch('/v1/trust')).text();
  await issue();
  const old = await document();
  const number = await issue();
  const both = [await document(), old].map((text) => desk.workplace.trust.accept(text).then(String, errorCode));
  expect(await Promise.all(both)).toEqual(['undefined', 'trust-list-rollback']);
  expect(desk.workplace.vault.secrets.trustNumber).toBe(number);
  await desk.start();
  expect(await desk.workplace.trust.load()).toMatchObject({ kind: 'here', list: { number } });
  await desk.close();
});

test('P85: a refused list does not hold up the sync, is said, and is not fetched again at every sync', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  const number = await issue();
  let fetched = 0;
  desk.wire = async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.endsWith('/v1/trust')) return answer;
    fetched += 1;
    return new Response((await answer.text()).replace(/"signature":"..../, '"signature":"AAAA'), { status: 200 });
  };
  await desk.sync();
  await desk.sync();
  expect(await desk.queries.trust({})).toMatchObject({ number: 0, code: 'trust-list-signature-invalid' });
  expect([fetched, number > 0]).toEqual([1, true]);
  await desk.close();
});
