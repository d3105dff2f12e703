import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { makeMail } from '../../fixtures/mail/make-mail.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let desk: Desk;
const akte = 'akte-jugendamt-001';
const eingang = {
  eingangsdatum: '2026-11-20T09:00:00Z',
  eingangsquelle: 'email',
  eingangskanal: 'email',
  absender: 'Jörg Müller',
};
const plan = writeWords([{ lines: ['Zebrastreifen'] }]);

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => server.stop());

async function takeMail(titel: string): Promise<string> {
  const bytes = makeMail([{ type: 'text/plain; charset=utf-8', body: 'Der Wendehammer ist zu eng.' }], {
    subject: titel,
  });
  const anlagen = ['Plan.pdf', 'Foto.pdf'].map((name) => ({ name, bytes: plan.slice() }));
  const file = { name: `${titel}.eml`, mimetyp: 'message/rfc822', titel, bytes, anlagen };
  return (await desk.commands.importDokument({ ...file, vorgang: null, eingang })).dokument;
}

test('M5: what came with an e-mail is a Dokument of its own that names it, here and on the colleague’s device', async () => {
  const mail = await takeMail('Schulweg');
  const { zeile, anlagen } = (await desk.queries.dokument({ id: mail }))!;
  expect(zeile.anlageZu).toBeNull();
  expect(anlagen.map(({ titel, anlageZu, absender }) => [titel, anlageZu, absender]).toSorted()).toEqual([
    ['Foto', mail, 'Jörg Müller'],
    ['Plan', mail, 'Jörg Müller'],
  ]);
  await desk.syncUntil(() => !desk.replica.isUnsent('dokument', mail));
  const colleague = await Desk.open(server.url, 'yildiz', demoPassword);
  await colleague.syncUntil(() => colleague.replica.tables.dokument.row(mail) >= 0);
  const seen = (await colleague.queries.dokument({ id: anlagen[0]!.id }))!;
  expect(seen.hauptdokument?.titel).toBe('Schulweg');
  await colleague.close();
});

test('M6: an e-mail is filed together with the Anlagen that lie beside it; one that was filed apart stays where it is', async () => {
  const here = await desk.commands.createVorgang({ akte, titel: 'Hier', vorgangstyp: 'Antrag' });
  const there = await desk.commands.createVorgang({ akte, titel: 'Dort', vorgangstyp: 'Antrag' });
  const mail = await takeMail('Haltestelle');
  const [first, second] = (await desk.queries.dokument({ id: mail }))!.anlagen;
  await desk.commands.fileDokument({ dokument: first!.id, vorgang: there.id });
  await desk.commands.fileDokument({ dokument: mail, vorgang: here.id });
  const vorgangOf = async (id: string) => (await desk.queries.dokument({ id }))!.zeile.vorgang;
  expect(await Promise.all([mail, first!.id, second!.id].map(vorgangOf))).toEqual([here.id, there.id, here.id]);
});

test('M7: the words of an e-mail are found', async () => {
  await takeMail('Verkehr');
  await desk.search.settle();
  const filter = { akte: null, art: null, von: null, bis: null, person: null, status: null };
  const find = (text: string) => desk.commands.search({ text, filter, offset: 0, limit: 50 });
  expect((await find('wendehammer')).treffer.map(({ titel }) => titel.text)).toContain('Verkehr');
  expect((await find('zebrastreifen')).total).toBeGreaterThanOrEqual(2);
});
