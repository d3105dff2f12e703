import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { importTrust } from '../../../server/trust/import-trust.ts';
import { issueSnapshot } from '../../../server/trust/issue-snapshot.ts';
import { readSnapshotKey } from '../../../server/trust/snapshot-key.ts';
import { makeIdentity } from '../../fixtures/trust/make-certificate.ts';
import { listXml } from '../../fixtures/trust/make-list.ts';
import { signXml } from '../../fixtures/trust/sign-list.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
const supervision = makeIdentity({ name: 'Aufsicht' });
const issuing = makeIdentity({ name: 'Ausstellende Stelle', isCa: true });

/** A national list, signed and taken in at its time, and handed out today. */
async function handOut(sequence: number, readDaysAgo: number, nextUpdate: Date): Promise<number> {
  const now = daysAgo(readDaysAgo);
  const list = listXml({
    territory: 'DE',
    sequence,
    issued: now.toISOString(),
    nextUpdate: nextUpdate.toISOString(),
    services: [
      {
        type: 'CA/QC',
        certificate: issuing.certificate,
        periods: [{ status: 'granted', from: '2016-07-01T00:00:00Z' }],
      },
    ],
  });
  const bytes = Buffer.from(await signXml(list, supervision));
  const signers = [new X509Certificate(supervision.certificate)];
  return transaction(server.pool, async (db) => {
    await importTrust(db, [{ name: 'de.xml', bytes }], { signers, service: 'own-ca', now });
    const key = await readSnapshotKey(db);
    return issueSnapshot(db, { key, authority: 'Stadt Musterstadt', now: new Date() });
  });
}

test('P85: a list beyond its next update, or read more than 30 days ago, is used and said to be old: trust-list-stale', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  const expired = await handOut(1, 20, daysAgo(3));
  await desk.sync();
  expect(await desk.queries.trust({})).toMatchObject({ number: expired, entries: 1, code: 'trust-list-stale' });
  expect((await desk.commands.readTrust({})).anchors).toHaveLength(1);

  const old = await handOut(2, 35, daysAgo(-30));
  await desk.sync();
  expect(await desk.queries.trust({})).toMatchObject({ number: old, code: 'trust-list-stale', days: 35 });

  const fresh = await handOut(3, 1, daysAgo(-30));
  await desk.sync();
  expect(await desk.queries.trust({})).toMatchObject({ number: fresh, code: null });
  await desk.close();
});

test('P85: a device that was set up before there were lists takes none, says trust-key-missing, and goes on', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.workplace.vault.saveSecrets(({ enrolment: { trustKey: _unknown, ...enrolment }, ...secrets }) => ({
    ...secrets,
    enrolment,
  }));
  await desk.start();
  await handOut(4, 0, daysAgo(-30));
  await desk.sync();
  expect(await desk.queries.trust({})).toMatchObject({ number: 0, entries: 0, code: 'trust-key-missing' });
  expect(await desk.commands.readTrust({})).toMatchObject({ number: 0, anchors: [] });
  // The list is not fetched again and again; everything else is exchanged.
  await desk.sync();
  expect((await desk.queries.trust({})).code).toBe('trust-key-missing');
  await desk.close();
});
