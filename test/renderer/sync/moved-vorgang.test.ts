import { beforeAll, expect, test } from 'vitest';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

const akte = 'akte-jugendamt-001';
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

test('A20, R134: what was taken in for a Vorgang whose move was refused can be sent again, and lies where the Vorgang is', async () => {
  const { id } = await brandt.commands.createVorgang({ akte, titel: 'Bleibt hier', vorgangstyp: 'Antrag' });
  const { id: target } = await brandt.commands.createAkte({
    titel: 'Bald geschlossen',
    aktenplaneinheit: 'ap-51.20',
    vertraulichkeit: '003',
    schutzbedarf: 'sozialdaten',
  });
  await brandt.syncUntil(() => !brandt.replica.isUnsent('akte', target) && !brandt.replica.isUnsent('vorgang', id));
  await yildiz.syncUntil(() => yildiz.replica.tables.akte.row(target) >= 0);
  brandt.offline = true;
  await brandt.commands.moveVorgang({ id, akte: target });
  const { dokument } = await brandt.commands.importDokument({
    name: 'antrag.pdf',
    titel: 'Antrag',
    bytes: new TextEncoder().encode('%PDF-1.7 Antrag'),
    vorgang: id,
    eingang: { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' },
  });
  await yildiz.commands.closeAkte({ id: target, grund: '' });
  await yildiz.sync();
  brandt.offline = false;
  const rejected = async () => (await brandt.queries.ausgang({})).filter(({ state }) => state === 'rejected');
  await brandt.syncUntil(async () => (await rejected()).length === 3);
  expect((await rejected()).map(({ was }) => was)).toEqual(['move-vorgang', 'create-dokument', 'add-version']);
  for (const { n, was } of await rejected()) {
    if (was === 'move-vorgang') await brandt.commands.discardRejected({ n, grund: 'Die Akte ist geschlossen.' });
    else await brandt.commands.retryRejected({ n });
  }
  await brandt.syncUntil(async () => (await brandt.queries.ausgang({})).every(({ state }) => state === 'rejected'));
  expect(await rejected()).toEqual([]);
  await yildiz.syncUntil(() => yildiz.replica.tables.dokument.row(dokument) >= 0);
  const { dokument: table, version } = yildiz.replica.tables;
  expect(table.akte(table.row(dokument))).toBe(akte);
  expect(version.ids.some((one, row) => one !== null && version.code('dokument', row) === dokument)).toBe(true);
});
