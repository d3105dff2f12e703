import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const keyFile = path.resolve(import.meta.dirname, '../../fixtures/pki/rsa.p12');
const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };

let server: RunningServer;
let desk: Desk;
beforeAll(async () => {
  server = await startTestServer({ seal: { keyFile, password: 'test' } });
  await server.pool.query("update konto set rollen = array['sachbearbeitung', 'siegel'] where person = 'p-brandt'");
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
}, 180_000);
afterAll(async () => {
  await desk?.close();
  await server?.stop();
});

test('S51, R139: whoever asks again because the answer was lost seals nothing twice; the next wish is a new seal', async () => {
  const bytes = new Uint8Array(makePdf(plainBodies(1)));
  const file = { name: 'bescheid.pdf', titel: 'Bescheid', bytes, vorgang: null, eingang };
  const { dokument, version } = await desk.commands.importDokument(file);
  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
  const uses = async () => (await server.pool.query('select version from siegelung')).rowCount;
  const plain = desk.wire;
  desk.wire = async (url, init) => {
    const answer = await plain(url, init);
    if (url.endsWith('/v1/seal')) throw new TypeError('net::ERR_CONNECTION_RESET');
    return answer;
  };
  await expect(desk.commands.sealVersion({ version })).rejects.toMatchObject({ code: 'server-unreachable' });
  desk.wire = plain;
  expect(await uses()).toBe(1);
  const sealed = await desk.commands.sealVersion({ version });
  expect(await uses()).toBe(1);
  await desk.syncUntil(() => desk.replica.tables.version.row(sealed.version) >= 0);
  expect((await desk.queries.dokument({ id: dokument }))?.versionen).toHaveLength(2);
  expect((await desk.commands.sealVersion({ version: sealed.version })).version).not.toBe(sealed.version);
  expect(await uses()).toBe(2);
});
