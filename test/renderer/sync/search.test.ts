import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { KeptTexts } from '../../../renderer/replica/indexing/kept-texts.ts';
import type { SearchAnswer, SearchIndex, SearchOptions } from '../../../renderer/replica/search/search-types.ts';
import { createSearch } from '../../../renderer/replica/search-dokumente.ts';
import type { Suchergebnis, Suchfilter } from '../../../renderer/replica-api/search-rows.ts';
import type { ScopeName } from '../../../renderer/replica-api/store-rows.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../../server/store-record.ts';
import type { Felder } from '../../../shared/akte.ts';
import { type PageContent, writeWords } from '../../fixtures/words-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let desk: Desk;
const akte = 'akte-jugendamt-001';
/** As another office does it, without a workstation. */
async function changeOnServer(art: 'vorgang', id: string, felder: Felder): Promise<void> {
  await transaction(server.pool, async (db) => {
    const record = await readRecord(db, art, id);
    if (!record) throw new Error(`no ${art} ${id}`);
    const rev = await nextRev(db);
    const feldrev = { ...record.feldrev, ...Object.fromEntries(Object.keys(felder).map((feld) => [feld, rev])) };
    await storeRecord(db, { ...record, felder: { ...record.felder, ...felder }, feldrev, rev }, { by: null });
  });
}

const noFilter: Suchfilter = { akte: null, art: null, von: null, bis: null, person: null, status: null };
const eingang = {
  eingangsdatum: '2026-11-20T09:00:00Z',
  eingangsquelle: 'Fax',
  eingangskanal: 'Fax',
  absender: 'Kanzlei Morgenroth',
};

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => server.stop());

const take = (titel: string, pages: readonly PageContent[], on = desk) =>
  on.commands.importDokument({ name: `${titel}.pdf`, titel, bytes: writeWords(pages), vorgang: null, eingang });
const find = (text: string, filter: Partial<Suchfilter> = {}, on = desk) =>
  on.commands.search({ text, filter: { ...noFilter, ...filter }, offset: 0, limit: 50 });
const titles = async (text: string, filter: Partial<Suchfilter> = {}, on = desk) =>
  (await find(text, filter, on)).treffer.map(({ titel }) => titel.text);
const marked = ({ text, marken }: { text: string; marken: readonly (readonly [number, number])[] }) =>
  marken.map(([from, to]) => text.slice(from, to));

test('R84, R88: words of a PDF are found at their page, with the words marked and scans told apart', async () => {
  await take('Lärmschutz', [
    { lines: ['Deckblatt ohne Belang'] },
    { lines: ['Das Umweltgutachten der Firma Grünwerk', 'wurde am 14.03.2026 vorgelegt.'] },
  ]);
  await take('Altakte', [{ lines: ['Vergilbtes Grundbuchblatt'], mode: 3, picture: [0, 0, 595, 842] }]);
  await desk.search.settle();

  const [hit, ...others] = (await find('umweltgutachten')).treffer;
  expect(others).toEqual([]);
  expect(hit).toMatchObject({ art: 'dokument', pageIndex: 1, imScan: false, typ: expect.any(String) });
  expect(marked(hit!.ausschnitt!)).toEqual(['Umweltgutachten']);
  for (const text of ['gutachten', 'gruenwerk', 'GRÜNWERK', 'grunwerk', '"Firma Grünwerk"', '2026-03-14'])
    expect([text, await titles(text)]).toEqual([text, ['Lärmschutz']]);
  expect(await titles('"Grünwerk Firma"')).toEqual([]);
  expect(await titles('umweltgutachten -firma')).toEqual([]);
  expect((await find('Grundbuchblatt')).treffer[0]).toMatchObject({ pageIndex: 0, imScan: true });

  const similar = await find('umweltgutahcten');
  expect(similar.aehnlich).toEqual(['Umweltgutachten']);
  expect(similar.treffer.map(({ titel }) => titel.text)).toEqual(['Lärmschutz']);
});

test('R140: an answer says when the index was behind, and the index says when it has caught up', async () => {
  await desk.search.settle();
  const { caughtUp } = desk.search.progress();
  await take('Schulweg', [{ lines: ['Zebrastreifen am Mühlgraben'] }]);
  desk.search.wake();
  // Asked at once: the words are not read yet.
  expect(await find('zebrastreifen')).toMatchObject({ total: 0, behind: caughtUp });
  await desk.search.settle();
  expect(desk.search.progress().caughtUp).toBeGreaterThan(caughtUp);
  expect(await find('zebrastreifen')).toMatchObject({ total: 1, behind: null });
});

test('R84: titles, senders, Zeichen, Beteiligte and Vermerke are found without any file', async () => {
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Quittenernte', vorgangstyp: 'Antrag' });
  await desk.commands.addVermerk({ bezugArt: 'vorgang', bezug: id, text: 'Rückruf wegen der Zisterne erbeten.' });
  const row = desk.replica.tables.vorgang.row(id);
  const zeichen = desk.replica.tables.vorgang.text('geschaeftszeichen', row);
  await take('Mahnung', [{ lines: [] }]);
  await desk.search.settle();
  expect(await titles('quittenernte')).toEqual(['Quittenernte']);
  expect(await titles(zeichen)).toContain('Quittenernte');
  expect(await titles('morgenroth')).toEqual(['Mahnung']);
  const [note] = (await find('zisterne')).treffer;
  expect(note).toMatchObject({ art: 'vorgang', id, pageIndex: null });
  expect(marked(note!.ausschnitt!)).toEqual(['Zisterne']);
});

test('R101: a result names the Vorgang that can be taken along with it, and what that loads is known before', async () => {
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Kirschkernweitspucken', vorgangstyp: 'Antrag' });
  await take('Kirschkernweitspucken Anmeldung', [{ lines: ['Bahn drei'] }]);
  await desk.search.settle();
  const { treffer } = await find('kirschkernweitspucken');
  expect(treffer.map(({ art, vorgang }) => [art, vorgang]).toSorted()).toEqual([
    ['dokument', null],
    ['vorgang', id],
  ]);
  const posteingang = treffer.find(({ art }) => art === 'dokument')!;
  const scopes: readonly ScopeName[] = [
    { art: 'vorgang', id },
    { art: 'akte', id: posteingang.akte! },
  ];
  const plan = await desk.queries.packPlan({ scopes });
  expect(plan.zeilen.map(({ id }) => id)).toEqual(scopes.map(({ id }) => id));
  expect(plan.zeilen[0]!.sizeBytes).toBe(0);
  expect(plan.zeilen[1]!.sizeBytes).toBe(plan.sizeBytes);
  expect(plan.sizeBytes).toBeGreaterThan(0);
  await desk.commands.pack({ scopes });
  expect(desk.replica.packList.scopes.map(({ id }) => id)).toEqual(scopes.map(({ id }) => id));
});

test('R86: results are narrowed by Akte, kind, day, person and status', async () => {
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Blaupause', vorgangstyp: 'Antrag' });
  await take('Blaupause Posteingang', [{ lines: [] }]);
  await desk.search.settle();
  const person = desk.person;
  expect((await titles('blaupause')).toSorted()).toEqual(['Blaupause', 'Blaupause Posteingang']);
  expect(await titles('blaupause', { akte })).toEqual(['Blaupause']);
  expect(await titles('blaupause', { akte: 'akte-jugendamt-002' })).toEqual([]);
  expect(await titles('blaupause', { art: 'Antrag', person, status: 'offen' })).toEqual(['Blaupause']);
  expect(await titles('blaupause', { von: '2026-11-20', bis: '2026-11-20' })).toEqual(['Blaupause Posteingang']);
  expect(await titles('blaupause', { von: '2026-11-21' })).toEqual([]);
  expect(id).toBeTruthy();
});

test('R87, Z1: one access record names every Dokument shown and the hash of the query, before anything is shown', async () => {
  const { dokument } = await take('Bescheid', [{ lines: ['Geheimer Rasenmäher'] }]);
  await desk.search.settle();
  const records = () => desk.workplace.zugriffe.records();
  const indexed = records().at(-1);
  expect(indexed?.action).toBe('index');
  expect(indexed?.objects.map((one) => one.dokument)).toContain(dokument);
  const before = records().length;
  await find('rasenmäher');
  expect(records().length).toBe(before + 1);
  expect(records().at(-1)).toMatchObject({ action: 'search', objects: [{ dokument }] });
  expect(records().at(-1)?.purpose).toMatch(/^search [0-9a-f]{64}$/);

  // The record cannot be written: nothing is shown.
  desk.beforeCall = (call) => {
    if (call === 'keys.release') throw new Error('disk full');
  };
  await expect(find('rasenmäher')).rejects.toThrow('disk full');
});

test('R130: first results come before the answer, under an access record of their own', async () => {
  const { dokument: one } = await take('Rasenkante', [{ lines: [] }]);
  const { dokument: other } = await take('Rasenmäher', [{ lines: [] }]);
  const { replica, workplace } = desk;
  const place = { field: 'title', page: -1, isScan: false } as const;
  const hits = [one, other].map((id, i) => ({ id: `dokument:${id}`, akte: null, score: 1 + i, place }));
  const rest = { total: 2, isSimilar: false };
  let tell = () => {};
  const told = new Promise<void>((done) => {
    tell = done;
  });
  const index = {
    search: async (_: string, { onFirst }: SearchOptions): Promise<SearchAnswer> => {
      onFirst?.({ ...rest, state: 'first', hits: hits.slice(0, 1) });
      await told;
      return { ...rest, state: 'complete', hits: hits.toReversed() };
    },
  } as unknown as SearchIndex;
  const search = createSearch({
    replica,
    index,
    texts: new KeptTexts(replica.store.database, replica.store.sealer),
    behind: () => null,
  });
  const before = workplace.zugriffe.records().length;
  const recorded = () =>
    workplace.zugriffe
      .records()
      .slice(before)
      .map(({ objects }) => objects.map(({ dokument }) => dokument));
  const parts: Suchergebnis[] = [];
  const whole = search({ text: 'rasen', filter: noFilter, offset: 0, limit: 50 }, (part) => {
    expect(recorded()).toEqual([[one]]);
    parts.push(part);
    tell();
  });
  expect((await whole).treffer.map(({ id }) => id)).toEqual([other, one]);
  expect(parts.map(({ treffer }) => treffer.map(({ id }) => id))).toEqual([[one]]);
  expect(recorded().at(-1)).toEqual([other, one]);
});

test('R83: what is indexed survives a restart, a changed title is found under its new words only', async () => {
  const { dokument } = await take('Entwurf', [{ lines: ['Streuobstwiese'] }]);
  await desk.search.settle();
  await desk.start();
  const before = desk.workplace.zugriffe.records().length;
  await desk.search.settle();
  expect(desk.workplace.zugriffe.records().length).toBe(before);
  expect(desk.search.progress()).toMatchObject({ done: desk.search.progress().total, unread: 0 });
  expect(await titles('streuobstwiese')).toEqual(['Entwurf']);

  const rev = (await desk.replica.read('dokument', dokument))?.rev ?? 0;
  await desk.commands.editDokument({ id: dokument, set: { titel: 'Reinschrift' }, base: { titel: rev } });
  await desk.search.settle();
  expect(await titles('entwurf streuobstwiese')).toEqual([]);
  expect(await titles('reinschrift streuobstwiese')).toEqual(['Reinschrift']);
});

test('R83: the words of the leading Version count, those of the one before are gone', async () => {
  await desk.search.settle();
  const texts = () => desk.replica.store.database.texts.count();
  const kept = await texts();
  const { dokument, version } = await take('Satzung', [{ lines: ['Kastanienallee'] }]);
  await desk.search.settle();
  const bytes = writeWords([{ lines: ['Lindenallee'] }]);
  await desk.commands.addVersion({ dokument, vorgaenger: version, entstehung: 'bearbeitung', text: '', bytes });
  await desk.search.settle();
  expect(await titles('kastanienallee')).toEqual([]);
  expect(await titles('lindenallee')).toEqual(['Satzung']);
  expect(await texts()).toBe(kept + 1);
});

test('R85: after a revoke nothing of the Akte is found, nor kept in the index or its texts', async () => {
  const bauamt = await Desk.open(server.url, 'nowak', demoPassword);
  await bauamt.sync();
  const [shared, vorgang] = ['akte-bauamt-001', 'vorgang-bauamt-001-1'];
  const hand = (bearbeitung: string) => changeOnServer('vorgang', vorgang, { bearbeitung, status: 'offen' });
  await hand('p-nowak');
  await bauamt.sync();
  const bytes = writeWords([{ lines: ['Wendehammer'] }]);
  await bauamt.commands.importDokument({ name: 'plan.pdf', titel: 'Lageplan', bytes, vorgang, eingang });
  await bauamt.syncUntil(() => bauamt.replica.unsentBlobs.size === 0);
  await hand('p-brandt');
  await desk.syncUntil(() => desk.replica.tables.akte.row(shared) >= 0);
  await desk.search.settle();
  const texts = () => desk.replica.store.database.texts.count();
  const kept = await texts();
  await desk.commands.pack({ scopes: [{ art: 'akte', id: shared }] });
  await desk.sync();
  await desk.search.settle();
  expect(await titles('wendehammer')).toEqual(['Lageplan']);

  await hand('p-nowak');
  await desk.syncUntil(() => desk.replica.tables.akte.row(shared) < 0);
  // Even before the index has followed.
  expect(await titles('wendehammer')).toEqual([]);
  const removals = desk.search.progress().removals;
  await desk.search.settle();
  expect(desk.search.progress().removals).toBe(removals + 1);
  expect(await titles('lageplan')).toEqual([]);
  expect(await texts()).toBe(kept);
  await bauamt.close();
});

test('R85: an unpacked Akte is found by its titles only', async () => {
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Ablage', vorgangstyp: 'Antrag' });
  const { dokument } = await take('Zeugnis', [{ lines: ['Hirschkäfer'] }]);
  await desk.commands.fileDokument({ dokument, vorgang: id });
  await desk.commands.pack({ scopes: [{ art: 'akte', id: akte }] });
  await desk.syncUntil(() => desk.replica.unsentBlobs.size === 0);
  await desk.search.settle();
  expect(await titles('hirschkäfer')).toEqual(['Zeugnis']);
  await desk.commands.unpack({ scopes: [{ art: 'akte', id: akte }] });
  await desk.search.settle();
  expect(await titles('hirschkäfer')).toEqual([]);
  expect(await titles('zeugnis')).toEqual(['Zeugnis']);
});

test('R82: a locked or damaged file is found by its title, counted as unread, and not read again', async () => {
  const bytes = new TextEncoder().encode('%PDF-1.7\nkein Verzeichnis\n%%EOF');
  const { dokument } = await desk.commands.importDokument({
    name: 'kaputt.pdf',
    titel: 'Wasserschaden',
    bytes,
    vorgang: null,
    eingang,
  });
  await desk.search.settle();
  expect(desk.search.progress().unread).toBe(1);
  expect((await find('wasserschaden')).treffer.map(({ id }) => id)).toEqual([dokument]);
  const before = desk.workplace.zugriffe.records().length;
  await desk.search.settle();
  expect(desk.workplace.zugriffe.records().length).toBe(before);
});

test('R35: no word that was indexed stands readable in the tables of the search', async () => {
  await take('Nelkenzimt', [{ lines: ['Sternanis und Kardamom'] }]);
  await desk.search.settle();
  const { search, texts, textRefs } = desk.replica.store.database;
  for (const table of [search, texts, textRefs]) {
    const rows = await table.toArray();
    expect(rows.length).toBeGreaterThan(0);
    for (const { b } of rows) {
      const readable = new TextDecoder('latin1').decode(b).toLowerCase();
      for (const word of ['nelkenzimt', 'sternanis', 'kardamom']) expect(readable).not.toContain(word);
    }
  }
});
