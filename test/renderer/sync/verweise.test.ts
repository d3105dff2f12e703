import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { errorCode } from '../../../shared/errors.ts';
import { makeVerweis } from '../../../shared/verweis.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const vorgang = 'vorgang-bauamt-900-1';
let server: RunningServer;
let nowak: Desk;
let brandt: Desk;

beforeAll(async () => {
  server = await startTestServer();
  nowak = await Desk.open(server.url, 'nowak', demoPassword);
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  await nowak.sync();
  await brandt.sync();
}, 180_000);
afterAll(async () => {
  await nowak?.close();
  await brandt?.close();
  await server?.stop();
});

const bytesOf = (titel: string) => new TextEncoder().encode(`%PDF-1.7 ${titel}`);
const eingang = {
  eingangsdatum: '2026-11-20T08:00:00Z',
  eingangsquelle: 'x',
  eingangskanal: 'post',
  absender: 'Moser',
};

async function takeIn(titel: string, of: string | null, anlage?: string): Promise<string> {
  const bytes = bytesOf(titel);
  const anlagen = anlage === undefined ? [] : [{ name: `${anlage}.pdf`, bytes: bytesOf(anlage) }];
  const { dokument } = await nowak.commands.importDokument({
    name: 'x.pdf',
    titel,
    bytes,
    anlagen,
    vorgang: of,
    eingang,
  });
  return dokument;
}

const bezug = (id: string) => makeVerweis({ beziehung: 'bezug', art: 'dokument', id });
const link = (desk: Desk, id: string, add: string[], remove: string[] = []) =>
  desk.commands.link({ art: 'dokument', id, add, remove });
const linksOf = async (desk: Desk, id: string) => (await desk.queries.dokument({ id }))!.verweise;
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);

test('A25: linked offline, a Dokument shows at both ends, waits in the Ausgang in words, and stands at the colleague’s after the exchange', async () => {
  nowak.offline = true;
  const [from, to] = [await takeIn('Stellungnahme', vorgang), await takeIn('Bauantrag', vorgang)];
  await link(nowak, from, [bezug(to)]);
  expect(await linksOf(nowak, from)).toMatchObject([
    { beziehung: 'bezug', isOwn: true, dokument: to, titel: 'Bauantrag', unsent: true },
  ]);
  expect(await linksOf(nowak, to)).toMatchObject([{ isOwn: false, dokument: from, titel: 'Stellungnahme' }]);
  expect((await nowak.queries.ausgang({})).at(-1)).toMatchObject({
    was: 'link',
    titel: 'Stellungnahme',
    text: 'Bauantrag',
  });
  const unsent = (await nowak.queries.dokument({ id: from }))!.verlauf.find(({ was }) => was === 'link');
  expect(unsent).toMatchObject({ text: 'Bauantrag', felder: [], unsent: true });
  nowak.offline = false;
  await nowak.sync();
  await brandt.syncUntil(async () => (await brandt.queries.dokument({ id: from }))?.verweise.length === 1);
  expect(await linksOf(brandt, to)).toMatchObject([{ isOwn: false, dokument: from, titel: 'Stellungnahme' }]);
  const { verlauf } = (await brandt.queries.dokument({ id: from }))!;
  const meaning = verlauf.flatMap(({ aenderungen }) => aenderungen ?? []).find(({ feld }) => feld === 'verweise');
  expect(meaning?.bedeutung[String(meaning.neu)]).toMatchObject({
    kind: 'verweise',
    ziele: [{ beziehung: 'bezug', text: expect.stringContaining('Bauantrag') }],
  });
  await link(brandt, from, [], [bezug(to)]);
  expect(await linksOf(brandt, to)).toEqual([]);
  expect((await brandt.queries.ausgang({})).at(-1)).toMatchObject({ was: 'unlink', text: 'Bauantrag' });
});

test('A25: two who link the same Dokument without a connection both keep their link, and no Konflikt arises', async () => {
  const [from, first, second] = [
    await takeIn('Bescheid', vorgang),
    await takeIn('A', vorgang),
    await takeIn('B', vorgang),
  ];
  await nowak.sync();
  await brandt.syncUntil(async () => (await brandt.queries.dokument({ id: second })) !== null);
  await link(nowak, from, [makeVerweis({ beziehung: 'ersetzt', art: 'dokument', id: first })]);
  await link(brandt, from, [makeVerweis({ beziehung: 'ergaenzt', art: 'dokument', id: second })]);
  await brandt.sync();
  await nowak.sync();
  await brandt.syncUntil(async () => (await linksOf(brandt, from)).length === 2);
  const kinds = (await linksOf(brandt, from)).map(({ beziehung }) => beziehung).sort();
  expect(kinds).toEqual(['ergaenzt', 'ersetzt']);
  expect((await brandt.queries.konflikte({})).filter(({ bezug: of }) => of === from)).toEqual([]);
});

test('A25: of a Dokument that the person does not see a link shows neither title nor Zeichen', async () => {
  const from = await takeIn('Öffentlich', vorgang);
  const hidden = await takeIn('Geheimsache Moser', null);
  await link(nowak, from, [bezug(hidden)]);
  await nowak.sync();
  await brandt.syncUntil(async () => (await brandt.queries.dokument({ id: from }))?.verweise.length === 1);
  const seen = (await brandt.queries.dokument({ id: hidden })) !== null;
  expect(seen).toBe(false);
  expect(await linksOf(brandt, from)).toMatchObject([{ dokument: hidden, titel: '', zeichen: '' }]);
  expect(JSON.stringify(await brandt.queries.dokument({ id: from }))).not.toContain('Geheimsache');
});

test('A25: the choice finds by words of title, sender and Zeichen, those of the own Vorgang first, never itself', async () => {
  const from = await takeIn('Widerspruch Eins', vorgang);
  const far = await takeIn('Widerspruch Drei', null);
  const near = await takeIn('Widerspruch Zwei', vorgang);
  const find = (text: string) => nowak.queries.linkbareDokumente({ zu: from, text, offset: 0, limit: 300 });
  const { rows } = await find('widerspruch moser');
  expect(rows.map(({ id }) => id)).toEqual([near, far]);
  expect((await find('widerspruch zwei')).rows).toMatchObject([{ id: near, zeichen: expect.stringMatching(/./) }]);
  const all = await find('');
  expect(all.rows.some(({ id }) => id === near)).toBe(true);
  expect(all.rows.some(({ id }) => id === far || id === from)).toBe(false);
});

test('A26: a Schreiben that answers a Dokument is linked to it in the same step', async () => {
  const asked = await takeIn('Anfrage', vorgang);
  const about = { vorgang, titel: 'Antwort', dokumenttyp: '', dateiname: 'a.pdf', bytes: bytesOf('Antwort') };
  const { dokument } = await nowak.commands.addSchreiben({ ...about, antwortAuf: asked });
  expect(await linksOf(nowak, asked)).toMatchObject([{ beziehung: 'antwort', isOwn: false, dokument }]);
  await nowak.sync();
  expect((await nowak.queries.ausgang({})).filter(({ state }) => state === 'rejected')).toEqual([]);
  await brandt.syncUntil(async () => ((await brandt.queries.dokument({ id: asked }))?.verweise.length ?? 0) === 1);
});

test('A27: a filing is taken back with its Anlagen, before and after it was sent', async () => {
  for (const isSent of [false, true]) {
    nowak.offline = !isSent;
    const id = await takeIn('Versehen', null, 'Plan');
    const { before } = await nowak.commands.fileDokument({ dokument: id, vorgang });
    if (isSent) await nowak.syncUntil(() => !nowak.replica.isUnsent('dokument', id));
    await nowak.commands.takeBackAblage({ before });
    const words = (await nowak.queries.ausgang({})).slice(-2);
    expect(words).toMatchObject([
      { was: 'take-back', titel: 'Versehen' },
      { was: 'take-back', titel: 'Plan' },
    ]);
    nowak.offline = false;
    await nowak.syncUntil(() => !nowak.replica.isUnsent('dokument', id));
    const { anlagen } = (await nowak.queries.dokument({ id }))!;
    for (const each of [id, anlagen[0]!.id])
      expect((await nowak.queries.posteingang({})).some((row) => row.id === each)).toBe(true);
    expect((await nowak.queries.ausgang({})).filter(({ state }) => state === 'rejected')).toEqual([]);
  }
});

test('A27: what something happened to since it was filed stays where it is (undo-too-late)', async () => {
  const id = await takeIn('Bewegt', null);
  const { before } = await nowak.commands.fileDokument({ dokument: id, vorgang });
  const { versionen } = (await nowak.queries.dokument({ id }))!;
  await nowak.commands.addVersion({
    ...{ dokument: id, vorgaenger: versionen[0]!.id, entstehung: 'stempel' as const, text: 'gestempelt' },
    bytes: bytesOf('gestempelt'),
  });
  expect(await codeOf(nowak.commands.takeBackAblage({ before }))).toBe('undo-too-late');
  expect((await nowak.queries.dokument({ id }))!.zeile.vorgang).toBe(vorgang);
  const edited = await takeIn('Umbenannt', null);
  const filed = await nowak.commands.fileDokument({ dokument: edited, vorgang });
  await nowak.commands.editDokument({ id: edited, set: { titel: 'Neu' }, base: { titel: 0 } });
  expect(await codeOf(nowak.commands.takeBackAblage(filed))).toBe('undo-too-late');
});
