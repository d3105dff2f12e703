import { afterAll, beforeAll, expect, test } from 'vitest';
import { leitungenOf } from '../../../renderer/replica/who-helps.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { AppError } from '../../../shared/errors.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;
let vorgang: string;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
  await brandt.sync();
  vorgang = (await brandt.commands.createVorgang({ akte, titel: 'Abgeschlossen', vorgangstyp: 'Antrag' })).id;
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(vorgang) >= 0);
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await yildiz?.close();
  await server?.stop();
});

const verlauf = async (desk: Desk) => (await desk.queries.vorgang({ id: vorgang }))?.verlauf ?? [];
const arrives = (desk: Desk, was: string) =>
  desk.syncUntil(async () => (await verlauf(desk)).some((row) => row.was === was && !row.unsent));

test('S86: a change to a closed Vorgang is parked with who can help; asking to reopen reaches the history of everybody', async () => {
  yildiz.offline = true;
  const rev = (await yildiz.queries.vorgang({ id: vorgang }))?.vorgang.rev ?? 0;
  await yildiz.commands.editVorgang({ id: vorgang, set: { telefon: '0341 1' }, base: { telefon: rev } });
  await brandt.commands.closeVorgang({ id: vorgang, grund: '' });
  await brandt.sync();
  yildiz.offline = false;
  await yildiz.syncUntil(async () => (await yildiz.queries.ausgang({}))[0]?.state === 'rejected');
  const [row] = await yildiz.queries.ausgang({});
  expect(row).toMatchObject({ code: 'akte-closed', werte: { telefon: '0341 1' } });
  // Yildiz leads the Jugendamt: a colleague is sent to her, she herself to nobody.
  expect(leitungenOf(brandt.replica, ['jugendamt'])).toEqual(['Mehmet Yıldız']);
  expect(row?.helfer).toEqual([]);

  await yildiz.commands.askReopening({ n: row!.n, grund: 'Telefonnummer fehlt noch' });
  await yildiz.sync();
  await arrives(brandt, 'wiedereroeffnung');
  expect((await verlauf(brandt)).find(({ was }) => was === 'wiedereroeffnung')?.text).toBe('Telefonnummer fehlt noch');
  // Asking decides nothing: the change still waits.
  expect((await yildiz.queries.ausgang({})).map(({ n }) => n)).toEqual([row!.n]);
});

test('R43: who gives a parked change up says why, and the history keeps it', async () => {
  const [row] = await yildiz.queries.ausgang({});
  const discard = () => yildiz.commands.discardRejected({ n: row!.n, grund: 'steht im Bescheid' });
  // Where the reason cannot be kept the change is not given up.
  yildiz.beforeCall = (call) => {
    if (call === 'journal.append') throw new AppError('disk-full');
  };
  await expect(discard()).rejects.toMatchObject({ code: 'disk-full' });
  yildiz.beforeCall = () => undefined;
  expect(await yildiz.queries.ausgang({})).toEqual([row]);
  await discard();
  await yildiz.sync();
  await arrives(brandt, 'verworfen');
  expect((await verlauf(brandt)).find(({ was }) => was === 'verworfen')?.text).toContain('telefon – steht im Bescheid');
  expect(await yildiz.queries.ausgang({})).toEqual([]);
});

test('I9: a refusal for a reason that only a newer server knows is parked and blocks nothing after it', async () => {
  const rev = (await yildiz.queries.vorgang({ id: vorgang }))?.vorgang.rev ?? 0;
  await yildiz.commands.editVorgang({ id: vorgang, set: { telefon: '0341 2' }, base: { telefon: rev } });
  const after = (await yildiz.commands.createVorgang({ akte, titel: 'Danach', vorgangstyp: 'Antrag' })).id;
  const plain = yildiz.wire;
  yildiz.wire = async (url, init) => {
    const answer = await plain(url, init);
    if (!url.endsWith('/v1/sync/push')) return answer;
    return new Response((await answer.text()).replaceAll('akte-closed', 'reason-of-tomorrow'), answer);
  };
  await yildiz.syncUntil(() => !yildiz.replica.isUnsent('vorgang', after));
  yildiz.wire = plain;
  const [row] = await yildiz.queries.ausgang({});
  expect(row).toMatchObject({ state: 'rejected', code: 'operation-invalid', werte: { telefon: '0341 2' } });
  await yildiz.commands.discardRejected({ n: row!.n, grund: 'erledigt' });
  await yildiz.sync();
});

test('S85: a Konflikt names who is in charge', async () => {
  const { id } = await brandt.commands.createVorgang({ akte, titel: 'Strittig', vorgangstyp: 'Antrag' });
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(id) >= 0);
  for (const [desk, telefon] of [
    [brandt, '1'],
    [yildiz, '2'],
  ] as const) {
    const rev = (await desk.queries.vorgang({ id }))?.vorgang.rev ?? 0;
    await desk.commands.editVorgang({ id, set: { telefon }, base: { telefon: rev } });
  }
  await brandt.sync();
  await yildiz.syncUntil(async () => (await yildiz.queries.konflikte({})).length > 0);
  const [karte] = await yildiz.queries.konflikte({});
  expect(karte).toMatchObject({ mayDecide: true, federfuehrung: ['Jugendamt'] });
});

test('S101: what was refused can become a Vermerk where the person may still write; then nothing waits', async () => {
  const elsewhere = (await brandt.commands.createVorgang({ akte, titel: 'Ersatz', vorgangstyp: 'Antrag' })).id;
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(elsewhere) >= 0);
  const rev = (await yildiz.queries.vorgang({ id: vorgang }))?.vorgang.rev ?? 0;
  await yildiz.commands.editVorgang({ id: vorgang, set: { telefon: '0341 9' }, base: { telefon: rev } });
  await yildiz.syncUntil(async () => (await yildiz.queries.ausgang({}))[0]?.state === 'rejected');
  const [row] = await yildiz.queries.ausgang({});
  await yildiz.commands.keepAsVermerk({ n: row!.n, vorgang: elsewhere, text: 'Telefon: 0341 9' });
  await yildiz.sync();
  expect(await yildiz.queries.ausgang({})).toEqual([]);
  await brandt.syncUntil(
    async () =>
      (await brandt.queries.vorgang({ id: elsewhere }))?.verlauf.some(({ text }) => text === 'Telefon: 0341 9') ??
      false,
  );
  await expect(yildiz.commands.keepAsVermerk({ n: row!.n, vorgang: elsewhere, text: 'x' })).rejects.toThrow(
    'not-found',
  );
});
