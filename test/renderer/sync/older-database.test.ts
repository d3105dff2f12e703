import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SealedRow } from '../../../renderer/replica/seal.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { AppError } from '../../../shared/errors.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const list = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 10_000 } as const;

let server: RunningServer;
let desk: Desk;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => server.stop());

const database = () => desk.replica.store.database;

/** Every row of the database as it stands now; the answer puts them back, as the browser does with what it could not write. */
async function remember(): Promise<() => Promise<void>> {
  const tables = database().tables as { clear(): Promise<void>; toArray(): Promise<SealedRow[]> }[];
  const rows = await Promise.all(database().tables.map((table) => table.toArray()));
  return async () => {
    await Promise.all(tables.map((table) => table.clear()));
    await Promise.all(database().tables.map((table, index) => table.bulkPut(rows[index] ?? [])));
    database().close({ disableAutoOpen: false });
  };
}

async function firstVorgang(): Promise<{ id: string; rev: number }> {
  const { rows } = await desk.queries.vorgaenge(list);
  const { id } = rows.find(({ status }) => status === 'offen')!;
  return { id, rev: (await desk.queries.vorgang({ id }))!.vorgang.rev };
}

const setBemerkung = ({ id, rev }: { id: string; rev: number }, bemerkung: string) =>
  desk.commands.editVorgang({ id, set: { bemerkung }, base: { bemerkung: rev } });

const bemerkung = async (id: string) => (await desk.queries.vorgang({ id }))?.vorgang.felder.bemerkung;

test.each(['flushed', 'hot'])(
  'R122: what an older database holds counts, and only what came later is pulled (%s)',
  async (kind) => {
    const words = `Vor dem Rückfall ${kind}`;
    if (kind === 'flushed') await desk.commands.flush({});
    const before = await desk.queries.vorgaenge(list);
    const older = desk.replica.state.cursor;
    const putBack = await remember();
    const vorgang = await firstVorgang();
    await setBemerkung(vorgang, words);
    await desk.syncUntil(() => desk.replica.state.cursor > older);
    await putBack();

    const asked: string[] = [];
    const plain = desk.wire;
    desk.wire = (url, init) => {
      asked.push(new URL(url).search);
      return plain(url, init);
    };
    // Offline at first: the person keeps what is there, and her acknowledged change lies over it.
    desk.offline = true;
    await expect(desk.sync()).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(desk.replica.store.isTorn).toBe(false);
    expect(desk.replica.state.cursor).toBe(older);
    expect(await bemerkung(vorgang.id)).toBe(words);
    desk.offline = false;
    await desk.sync();
    expect(asked.some((search) => search.includes('after=0&'))).toBe(false);
    expect(asked.some((search) => search.includes(`after=${older}&`))).toBe(true);
    expect(await bemerkung(vorgang.id)).toBe(words);
    expect((await desk.queries.vorgaenge(list)).total).toBe(before.total);
    await desk.start();
    expect(desk.rebuilt).toBe(false);
    expect(await bemerkung(vorgang.id)).toBe(words);
  },
);

test('R122: while the database is not what was written last nothing is written over it', async () => {
  const { cursor } = desk.replica.state;
  const putBack = await remember();
  await setBemerkung(await firstVorgang(), 'Neuer');
  await desk.syncUntil(() => desk.replica.state.cursor > cursor);
  await putBack();
  await expect(desk.replica.patchState({ raiseTo: 'none' })).rejects.toMatchObject({ code: 'replica-damaged' });
  await desk.sync();
  await desk.replica.patchState({ raiseTo: 'none' });
});

test('R122: a database that cannot be used is thrown away only when there is room to fetch it again', async () => {
  const before = await desk.queries.vorgaenge(list);
  const vorgang = await firstVorgang();
  await database().hot.clear();
  database().close({ disableAutoOpen: false });
  const { files } = desk;
  const write = files.write.bind(files);
  files.write = () => Promise.reject(new AppError('disk-full'));
  await expect(desk.sync()).rejects.toMatchObject({ code: 'disk-full' });
  expect(await desk.queries.vorgaenge(list)).toEqual(before);
  // Working goes on from what is in memory.
  await setBemerkung(vorgang, 'Auf voller Platte');
  expect(desk.replica.outbox.size).toBe(1);
  files.write = write;
  await desk.sync();
  expect(await bemerkung(vorgang.id)).toBe('Auf voller Platte');
  expect((await desk.queries.vorgaenge(list)).total).toBe(before.total);
});

test('R120, R121: a missing block keeps nobody from changing what lay in it, and a saved change is answered as saved', async () => {
  await desk.commands.flush({});
  await desk.start();
  const { rows } = await desk.queries.vorgaenge(list);
  const { id } = rows.find(({ status }) => status === 'offen')!;
  const { store } = desk.replica;
  await database().segments.delete(store.segmentOf('vorgang', id));
  await expect(desk.queries.vorgang({ id })).rejects.toMatchObject({ code: 'replica-damaged' });
  const rev = store.tables.vorgang.number('$rev', store.tables.vorgang.row(id));
  await setBemerkung({ id, rev }, 'Trotz fehlendem Block');
  expect((await desk.queries.vorgaenge(list)).rows.some((row) => row.id === id)).toBe(true);
  await desk.sync();
  expect(await bemerkung(id)).toBe('Trotz fehlendem Block');
  expect((await desk.queries.vorgaenge(list)).total).toBe(rows.length);
  await desk.start();
  expect(desk.rebuilt).toBe(false);
  expect(desk.replica.state.rereadUpTo).toBe(0);
  expect(await bemerkung(id)).toBe('Trotz fehlendem Block');
});

test('R120: folding into a missing block writes nothing that would hide what else lay in it', async () => {
  await desk.commands.flush({});
  const vorgang = await firstVorgang();
  const { store } = desk.replica;
  const segment = store.segmentOf('vorgang', vorgang.id);
  await setBemerkung(vorgang, 'Wird heiss');
  await desk.syncUntil(() => store.hot.has(`vorgang:${vorgang.id}`));
  const total = (await desk.queries.vorgaenge(list)).total;
  store.segments.forgetAll();
  await database().segments.delete(segment);
  await expect(desk.commands.flush({})).rejects.toMatchObject({ code: 'replica-damaged' });
  expect(await database().segments.get(segment)).toBeUndefined();
  await desk.sync();
  await desk.commands.flush({});
  await desk.start();
  expect((await desk.queries.vorgaenge(list)).total).toBe(total);
  expect(await bemerkung(vorgang.id)).toBe('Wird heiss');
});

test('R123: what was thrown away stays in the lists and can be changed until it was pulled once more', async () => {
  const before = await desk.queries.vorgaenge(list);
  const vorgang = await firstVorgang();
  await desk.replica.restart();
  expect(await desk.queries.vorgaenge(list)).toEqual(before);
  expect(desk.replica.state.cursor).toBe(0);
  await expect(desk.replica.read('vorgang', vorgang.id)).rejects.toMatchObject({ code: 'replica-damaged' });
  await setBemerkung(vorgang, 'Noch nicht wieder da');
  expect(await desk.queries.vorgaenge(list)).toMatchObject({ total: before.total });
  await desk.sync();
  expect(await bemerkung(vorgang.id)).toBe('Noch nicht wieder da');
  expect((await desk.queries.vorgaenge(list)).total).toBe(before.total);
  await desk.start();
  expect((await desk.queries.vorgaenge(list)).total).toBe(before.total);
});

test('R134: what a person makes while everything is pulled once more is saved, and what was refused can be dealt with', async () => {
  const akte = 'akte-jugendamt-001';
  const eingang = {
    eingangsdatum: '2026-11-20T09:00:00Z',
    eingangsquelle: 'Fax',
    eingangskanal: 'Fax',
    absender: 'Stadt',
  };
  const file = (text: string) => ({
    titel: text,
    dateiname: `${text}.pdf`,
    bytes: new TextEncoder().encode(text),
    text,
  });
  const vorgang = (await desk.commands.createVorgang({ akte, titel: 'Offen', vorgangstyp: 'Antrag' })).id;
  const closed = (await desk.commands.createVorgang({ akte, titel: 'Abgeschlossen', vorgangstyp: 'Antrag' })).id;
  const original = { ...file('Antrag'), name: 'Antrag.pdf', vorgang, eingang };
  const { dokument, version } = await desk.commands.importDokument(original);
  await desk.commands.closeVorgang({ id: closed, grund: '' });
  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
  await setBemerkung({ id: closed, rev: 0 }, 'Zu spät');
  await desk.syncUntil(async () => (await desk.queries.ausgang({}))[0]?.state === 'rejected');
  const [refused] = await desk.queries.ausgang({});

  await desk.replica.restart();
  await expect(desk.replica.read('version', version)).rejects.toMatchObject({ code: 'replica-damaged' });
  const signed = { dokument, vorgaenger: version, ...file('Gezeichnet'), entstehung: 'unterschrift' } as const;
  const added = await desk.commands.addVersion(signed);
  await desk.commands.chooseVersion({ dokument, version: added.version });
  const beside = await desk.commands.addLaufzettel({ zu: dokument, version, ...file('Laufzettel') });
  const fresh = await desk.commands.createVorgang({ akte, titel: 'Währenddessen', vorgangstyp: 'Antrag' });
  await desk.commands.discardRejected({ n: refused!.n, grund: 'steht im Bescheid' });
  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);

  expect(await desk.queries.ausgang({})).toEqual([]);
  const detail = await desk.queries.dokument({ id: dokument });
  expect(detail?.versionen.map(({ id, nummer, dateiname }) => [id, nummer, dateiname])).toEqual([
    [version, 1, 'Antrag.pdf'],
    [added.version, 2, 'Antrag.pdf'],
  ]);
  expect(detail?.dokument.felder.fuehrendeVersion).toBe(added.version);
  expect((await desk.queries.dokument({ id: beside.dokument }))?.dokument.felder).toMatchObject({ vorgang });
  expect((await desk.queries.vorgang({ id: fresh.id }))?.vorgang.felder).toMatchObject({ titel: 'Währenddessen' });
  const told = (await desk.queries.vorgang({ id: closed }))?.verlauf.find(({ was }) => was === 'verworfen');
  expect(told?.text).toContain('steht im Bescheid');
});

test('R137: an older database that is opened while a writer seals takes nothing of what it writes', async () => {
  const { cursor } = desk.replica.state;
  const putBack = await remember();
  const vorgang = await firstVorgang();
  await setBemerkung(vorgang, 'Jünger');
  await desk.syncUntil(() => desk.replica.state.cursor > cursor);
  const { store } = desk.replica;
  const { seal } = store.sealer;
  let isOlder = false;
  Object.assign(store.sealer, {
    async seal(...sealed: Parameters<typeof seal>) {
      if (!isOlder) await putBack();
      isOlder = true;
      return seal(...sealed);
    },
  });
  await expect(desk.replica.patchState({ raiseTo: 'none' })).rejects.toMatchObject({ code: 'replica-damaged' });
  await desk.sync();
  expect(store.isTorn).toBe(false);
  expect(await bemerkung(vorgang.id)).toBe('Jünger');
  await desk.start();
  expect(await bemerkung(vorgang.id)).toBe('Jünger');
});
