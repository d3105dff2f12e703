import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { type FetchContext, fetchLists } from '../../../server/trust/fetch-lists.ts';
import { importTrust } from '../../../server/trust/import-trust.ts';
import { readSnapshotKey } from '../../../server/trust/snapshot-key.ts';
import { newestDocument, readAnchors, readLists } from '../../../server/trust/trust-store.ts';
import { errorCode } from '../../../shared/errors.ts';
import { openTrustDocument } from '../../../shared/trust/open-trust-document.ts';
import { pkiFile } from '../../fixtures/pdf/sign-with.ts';
import { makeIdentity } from '../../fixtures/trust/make-certificate.ts';
import { listXml, policySetXml, qualificationXml } from '../../fixtures/trust/make-list.ts';
import { signXml } from '../../fixtures/trust/sign-list.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const union = makeIdentity({ name: 'Kommission', kind: 'rsa' });
const german = makeIdentity({ name: 'Bundesnetzagentur' });
const french = makeIdentity({ name: 'ANSSI' });
const issuing = makeIdentity({ name: 'Ausstellende Stelle', isCa: true });
const pinned = [new X509Certificate(union.certificate)];
const now = new Date('2026-11-22T08:00:00Z');

const lotl = (sequence = 5) =>
  signXml(
    listXml({
      territory: 'EU',
      sequence,
      pointers: [
        { territory: 'EU', url: 'https://lists.example/eu.xml', signers: [german] },
        { territory: 'DE', url: 'https://lists.example/de.xml', signers: [german] },
        { territory: 'FR', url: 'https://lists.example/fr.xml', signers: [french] },
      ],
    }),
    union,
  );
const de = (sequence = 7, signer = german, issued = '2026-11-01T00:00:00Z') =>
  signXml(
    listXml({
      territory: 'DE',
      sequence,
      issued,
      nextUpdate: '2026-12-01T00:00:00Z',
      services: [
        {
          type: 'CA/QC',
          certificate: issuing.certificate,
          periods: [
            {
              status: 'withdrawn',
              from: '2026-06-01T00:00:00Z',
            },
            {
              status: 'granted',
              from: '2016-07-01T00:00:00Z',
              uses: ['ForeSignatures'],
              qualifications: qualificationXml(['QCWithQSCD'], policySetXml('0.4.0.194112.1.2', '1.2.3')),
            },
            { status: 'undersupervision', from: '2012-01-01T00:00:00Z' },
          ],
        },
        {
          type: 'TSA/QTST',
          certificate: issuing.certificate,
          periods: [{ status: 'granted', from: '2020-01-01T00:00:00Z' }],
        },
        {
          type: 'EDS/Q',
          certificate: issuing.certificate,
          periods: [{ status: 'granted', from: '2020-01-01T00:00:00Z' }],
        },
        {
          type: 'CA/QC',
          certificate: Buffer.from('no certificate'),
          periods: [{ status: 'granted', from: '2020-01-01T00:00:00Z' }],
        },
      ],
    }),
    signer,
  );

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

class Undo extends Error {}
/** Imports and takes everything back. */
async function imported<T>(read: (db: Db) => Promise<T>, ...files: readonly (string | Buffer)[]): Promise<T | string> {
  let result: T | string = '';
  await transaction(server.pool, async (db) => {
    try {
      const inputs = files.map((file, i) => ({ name: `${i}`, bytes: Buffer.from(file) }));
      await importTrust(db, inputs, { signers: pinned, service: 'own-ca', now });
      result = await read(db);
    } catch (error) {
      result = errorCode(error);
    }
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return result;
}
const territories = async (db: Db) => (await readLists(db)).map(({ territory }) => territory);

test('P82: the list of lists names who signs a national list, in whatever order the files come', async () => {
  expect(await imported(territories, await de(), await lotl())).toEqual(['DE', 'EU']);
  expect(await imported(territories, await de())).toBe('trust-list-signer-unknown');
  expect(await imported(territories, await lotl(), await de(7, french))).toBe('trust-list-signer-unknown');
  expect(await imported(territories, await lotl(), await signXml(listXml({ territory: 'EU' }), german))).toBe(
    'trust-list-signer-unknown',
  );
});

test('P82: an older list, one from the future and one of another version are refused', async () => {
  expect(await imported(territories, await lotl(), await de(8), await de(7))).toBe('trust-list-rollback');
  expect(await imported(territories, await lotl(), await de(7, german, '2027-01-01T00:00:00Z'))).toBe('clock-skew');
  const version4 = await signXml(listXml({ territory: 'EU', version: '4' }), union);
  expect(await imported(territories, version4)).toBe('trust-list-damaged');
  expect(await imported(territories, await signXml('<list/>', union))).toBe('trust-list-damaged');
});

test('P83: services that end chains are kept with their history and qualifiers, the others are not', async () => {
  const lists = await imported(readLists, await lotl(), await de());
  const entries = typeof lists === 'string' ? [] : lists.find(({ territory }) => territory === 'DE')!.content.entries;
  expect(entries.map(({ service }) => service)).toEqual(['CA/QC', 'TSA/QTST']);
  expect(entries[0]).toMatchObject({
    territory: 'DE',
    provider: 'Trust Service DE',
    name: 'Issuing CA',
    certificate: issuing.certificate.toString('base64'),
    periods: [
      { from: '2026-06-01T00:00:00.000Z', granted: false, uses: [], qualifications: [] },
      {
        from: '2016-07-01T00:00:00.000Z',
        granted: true,
        uses: ['signatures'],
        qualifications: [
          {
            qualifiers: ['QCWithQSCD'],
            criteria: {
              assert: 'atLeastOne',
              policies: [['0.4.0.194112.1.2', '1.2.3']],
              keyUsages: [],
              lists: [],
              unknown: 0,
            },
          },
        ],
      },
      { from: '2012-01-01T00:00:00.000Z', granted: true },
    ],
  });
});

test("P83: the agency's own certificates come as PEM or DER", async () => {
  const pem = pkiFile('ca.pem');
  const der = new X509Certificate(pkiFile('other-ca.pem')).raw;
  const anchors = await imported(readAnchors, pem, der);
  expect(typeof anchors === 'string' ? anchors : anchors.map(({ name, service }) => [name, service])).toEqual([
    ['Test-Wurzel', 'own-ca'],
    ['Fremde Wurzel', 'own-ca'],
  ]);
  expect(await imported(readAnchors, Buffer.from('kein Zertifikat'))).toBe('certificate-damaged');
});

test('P82: a server that fetches takes the wanted lists, reports the broken ones and makes a snapshot', async () => {
  const pages = new Map([
    ['https://lists.example/eu.xml', await lotl(6)],
    ['https://lists.example/de.xml', await de()],
    ['https://lists.example/fr.xml', (await de()).replace('>DE<', '>FR<')],
  ]);
  const problems: string[] = [];
  const context: FetchContext = {
    pool: server.pool,
    snapshotKey: await readSnapshotKey(server.pool),
    authority: 'Stadt Musterstadt',
    now: () => now,
    fetch: async (url) => new Response(pages.get(String(url))),
    onProblem: (territory, error) => problems.push(`${territory} ${errorCode(error)}`),
  };
  const settings = { url: 'https://lists.example/eu.xml', signers: pinned, territories: [] };
  await fetchLists(context, settings);
  expect(problems).toEqual(['FR trust-list-signature-invalid']);
  const { number, document } = (await newestDocument(server.pool))!;
  const list = openTrustDocument(document, context.snapshotKey.publicKey, number);
  expect(list).toMatchObject({
    asOf: now.toISOString(),
    nextUpdate: '2026-12-01T00:00:00.000Z',
    territories: ['DE', 'EU'],
  });
  expect([list.anchors.length, list.timestampAnchors.length, list.entries.length]).toEqual([1, 1, 2]);

  await fetchLists(context, settings);
  expect((await newestDocument(server.pool))!.number).toBe(number);
  const later = { ...context, now: () => new Date(now.getTime() + 12 * 3_600_000) };
  await fetchLists(later, { ...settings, url: 'http://lists.example/eu.xml' });
  expect(problems.at(-1)).toBe('EU input-invalid');
  await fetchLists({ ...later, fetch: () => Promise.reject(new TypeError('offline')) }, settings);
  expect(problems.at(-1)).toBe('EU server-unreachable');
  expect((await newestDocument(server.pool))!.number).toBe(number);
});
