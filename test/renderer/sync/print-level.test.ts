import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let desk: Desk;

beforeAll(async () => {
  server = await startTestServer();
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
}, 180_000);
afterAll(async () => {
  await desk?.close();
  await server?.stop();
});

test('D3: the replica tells main the level of its own record with every print, and with nothing else', async () => {
  const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: '', eingangskanal: '', absender: '' };
  const { id: akte } = await desk.commands.createAkte({
    ...{ titel: 'Vertraulich', aktenplaneinheit: 'ap-51.20', vertraulichkeit: '002', schutzbedarf: 'normal' },
  });
  const { id: vorgang } = await desk.commands.createVorgang({ akte, titel: 'V', vorgangstyp: 'Antrag' });
  const bytes = new TextEncoder().encode('%PDF-1.7 x');
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang, eingang });
  // Lowered here and not sent yet: what the agency knows still counts.
  await desk.sync();
  await desk.syncUntil(() => !desk.replica.isUnsent('akte', akte));
  desk.offline = true;
  const set = { vertraulichkeit: '003', vertraulichkeitGrund: 'versehentlich' };
  await desk.commands.editAkte({ id: akte, set, base: { vertraulichkeit: 0, vertraulichkeitGrund: 0 } });
  for (const action of ['print', 'open'] as const)
    await desk.commands.readVersion({ version, action, purpose: action });
  const [print, open] = desk.workplace.zugriffe.records().slice(-2);
  expect(print).toMatchObject({ action: 'print', vertraulichkeit: '002' });
  expect(open).toMatchObject({ action: 'open' });
  expect(open).not.toHaveProperty('vertraulichkeit');
});
