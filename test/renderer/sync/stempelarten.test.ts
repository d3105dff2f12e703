import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { AppError } from '../../../shared/errors.ts';
import type { StampDefinition } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let weiss: Desk;
let nowak: Desk;

beforeAll(async () => {
  server = await startTestServer();
  weiss = await Desk.open(server.url, 'weiss', demoPassword);
  nowak = await Desk.open(server.url, 'nowak', demoPassword);
  await weiss.sync();
  await nowak.sync();
}, 180_000);
afterAll(async () => {
  await weiss?.close();
  await nowak?.close();
  await server?.stop();
});

const { id: _, ...zda }: StampDefinition & { id: string } = stampKinds.find(({ id }) => id === 'zda')!;
const rowOf = async (desk: Desk, id: string) =>
  (await desk.queries.stempelkatalog({})).arten.find(({ kind }) => kind.id === id);

test('S33: what the Registratur sets shows at once here, after the exchange everywhere, and as built in again', async () => {
  expect((await weiss.queries.stempelkatalog({})).darfPflegen).toBe(true);
  expect((await nowak.queries.stempelkatalog({})).darfPflegen).toBe(false);
  const mine: StampDefinition = { ...zda, tone: 'green', who: { rollen: ['leitung'], einheiten: [] } };
  await weiss.commands.setStempelart({ id: 'zda', titel: 'Zu den Akten', definition: mine, aktiv: true });
  expect(await rowOf(weiss, 'zda')).toMatchObject({ herkunft: 'geaendert', unsent: true, darf: false });
  await weiss.sync();
  await nowak.syncUntil(() => nowak.replica.tables.stempelart.row('zda') >= 0);
  expect(await rowOf(nowak, 'zda')).toMatchObject({ kind: { tone: 'green' }, darf: false, aktiv: true });

  await weiss.commands.setStempelart({ id: 'zda', titel: 'Zu den Akten', definition: null, aktiv: false });
  await weiss.sync();
  await nowak.syncUntil(async () => (await rowOf(nowak, 'zda'))?.aktiv === false);
  expect(await rowOf(nowak, 'zda')).toMatchObject({ herkunft: 'mitgeliefert', kind: { tone: 'gray' }, darf: true });
});

test('P90: a definition that breaks the rules of its nature is refused before it is journalled', async () => {
  const broken = { ...zda, lines: [] };
  const set = weiss.commands.setStempelart({ id: 'st-1', titel: 'Leer', definition: broken, aktiv: true });
  await expect(set).rejects.toThrow(new AppError('stamp-definition-invalid'));
  expect(await rowOf(weiss, 'st-1')).toBeUndefined();
});

test('P95: a Laufzettel lies beside its document, and both histories name the other', async () => {
  const eingang = {
    eingangsdatum: '2026-11-20T09:00:00+01:00',
    eingangsquelle: 'stempel',
    eingangskanal: 'post',
    absender: 'Lindner',
  };
  const original = await weiss.commands.importDokument({
    name: 'gutachten.pdf',
    titel: 'Gutachten',
    bytes: makePdf(plainBodies()),
    vorgang: null,
    eingang,
  });
  const { dokument } = await weiss.commands.addLaufzettel({
    zu: original.dokument,
    version: original.version,
    titel: 'Laufzettel zu Gutachten',
    dateiname: 'Laufzettel.pdf',
    bytes: makePdf(plainBodies(2)),
    text: 'EINGANG, 20.11.2026',
  });
  await weiss.sync();
  await weiss.syncUntil(() => !weiss.replica.isUnsent('dokument', dokument));
  const sheet = await weiss.queries.dokument({ id: dokument });
  const before = await weiss.queries.dokument({ id: original.dokument });
  expect(sheet?.zeile).toMatchObject({ titel: 'Laufzettel zu Gutachten', dokumenttyp: 'Laufzettel', eingangsdatum: null });
  expect(before?.versionen).toHaveLength(1);
  expect(before?.verlauf.map(({ text }) => text)).toContain('Laufzettel zu Gutachten: EINGANG, 20.11.2026');
  const sha = before?.versionen[0]?.sha;
  expect(sheet?.verlauf.some(({ text }) => text.includes('Gutachten') && text.includes(String(sha)))).toBe(true);
});
