import { beforeAll, expect, test } from 'vitest';
import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

let brandt: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt');
  [brandt] = authority.desks;
  return authority.close;
}, 180_000);

const festgesetzt: FristEingabe = {
  regime: 'lvwvfg',
  kanal: 'festgesetzt',
  land: 'NW',
  gemeinde: null,
  ereignis: '2027-03-10',
  zugang: null,
  bestritten: false,
  dauer: 1,
  einheit: 'tag',
};
const brief: FristEingabe = { ...festgesetzt, kanal: 'post', ereignis: '2026-03-02', einheit: 'monat' };

async function newVorgang(): Promise<{ readonly id: string; readonly akte: string }> {
  const { tables } = brandt.replica;
  const akte = tables.vorgang.akte(tables.vorgang.row('vorgang-bauamt-900-1'))!;
  const { id } = await brandt.commands.createVorgang({ akte, titel: 'Mit Frist von Hand', vorgangstyp: 'Antrag' });
  return { id, akte };
}

const rows = async (akte: string) =>
  (await brandt.queries.vorgaenge({ akte, text: '', sort: 'frist', descending: false, offset: 0, limit: 50 })).rows;

test('F52: lists show the nearest running Frist of a Vorgang, and what was typed earlier as long as it stands there', async () => {
  const { id, akte } = await newVorgang();
  const shown = async () => (await rows(akte)).find((row) => row.id === id)?.frist ?? null;
  expect(await shown()).toBeNull();
  const rev = (await brandt.queries.vorgang({ id }))!.vorgang.rev;
  await brandt.commands.editVorgang({ id, set: { frist: '2027-03-10' }, base: { frist: rev } });
  expect(await shown()).toBe('2027-03-10');
  const first = await brandt.commands.setFrist({
    vorgang: id,
    bezeichnung: 'Widerspruch',
    eingabe: brief,
    ersetzt: null,
  });
  expect(await shown()).toBe('2026-04-07');
  expect((await rows(akte))[0]?.frist).toBe('2026-04-07');
  const later = { ...brief, zugang: '2026-03-12' };
  await brandt.commands.setFrist({ vorgang: id, bezeichnung: 'Widerspruch', eingabe: later, ersetzt: first.id });
  expect(await shown()).toBe('2026-04-13');
  const [open] = (await brandt.queries.fristen({ vorgang: id })).filter(({ status }) => status === 'offen');
  await brandt.commands.settleFrist({ id: open!.id, status: 'erledigt', grund: '' });
  expect(await shown()).toBe('2027-03-10');
});

async function typedDay(): Promise<{ readonly id: string; readonly akte: string }> {
  const made = await newVorgang();
  await brandt.sync();
  const seen = (await brandt.queries.vorgang({ id: made.id }))!.vorgang.rev;
  await brandt.commands.editVorgang({ id: made.id, set: { frist: '2027-03-10' }, base: { frist: seen } });
  await brandt.sync();
  return made;
}

const takeOver = (vorgang: string) =>
  brandt.commands.setFrist({ vorgang, bezeichnung: 'Übernommen', eingabe: festgesetzt, ersetzt: null });
const vonHand = async (id: string) => (await brandt.queries.vorgang({ id }))?.fristVonHand;
const openPoints = async (id: string) =>
  (await brandt.queries.abschluss({ art: 'vorgang', id }))?.punkte.flatMap(({ art, name }) =>
    art === 'frist' ? [name] : [],
  );

test('F52: the day typed earlier becomes a Frist by one operation, offline too, and counts as such for good', async () => {
  const { id, akte } = await typedDay();
  brandt.offline = true;
  // A Frist for another day leaves it alone.
  await brandt.commands.setFrist({
    ...{ vorgang: id, bezeichnung: 'Andere', ersetzt: null },
    eingabe: { ...festgesetzt, ereignis: '2027-03-11' },
  });
  expect(await vonHand(id)).toBe('2027-03-10');
  const before = brandt.replica.outbox.size;
  await takeOver(id);
  expect(brandt.replica.outbox.size).toBe(before + 1);
  expect(await vonHand(id)).toBeNull();
  brandt.offline = false;
  await brandt.sync();
  expect(await brandt.queries.ausgang({})).toEqual([]);
  const found = await brandt.queries.fristen({ vorgang: id });
  expect(found.map(({ bezeichnung, ende }) => [bezeichnung, ende])).toEqual([
    ['Übernommen', '2027-03-10'],
    ['Andere', '2027-03-11'],
  ]);
  expect(await brandt.queries.frist({ id: found[0]!.id })).toMatchObject({ regelstand: '2026-11' });
  // Once it was kept, it is neither the nearest end, nor own work, nor open at the closing.
  await brandt.commands.settleFrist({ id: found[0]!.id, status: 'erledigt', grund: '' });
  await brandt.sync();
  expect(await vonHand(id)).toBeNull();
  expect((await rows(akte)).find((row) => row.id === id)?.frist).toBe('2027-03-11');
  expect(await openPoints(id)).toEqual(['2027-03-11']);
  const narrow = { kreis: 'mir', fuer: null, grund: 'frist', text: '', offset: 0, limit: 100 } as const;
  const mine = (await brandt.queries.arbeitsvorrat(narrow)).rows.filter(
    (row) => 'vorgang' in row && row.vorgang === id,
  );
  expect(mine.map(({ termin }) => termin)).not.toContain('2027-03-10');
});

test('F52: a take-over that the server refuses (frist-differs) leaves the typed day where it was', async () => {
  const { id, akte } = await typedDay();
  // The workstation computes what the server does not: nothing but the Frist itself is refused.
  const append = brandt.replica.append.bind(brandt.replica);
  brandt.replica.append = (changes, ...more) =>
    append(
      changes.map((change) => {
        if (change.intent !== 'set-frist') return change;
        const herleitung = { ...JSON.parse(String(change.set.herleitung)), ende: '2027-03-12' };
        return { ...change, set: { ...change.set, ende: '2027-03-12', herleitung: JSON.stringify(herleitung) } };
      }),
      ...more,
    );
  await takeOver(id);
  brandt.replica.append = append;
  expect(await vonHand(id)).toBeNull();
  const refused = async () => (await brandt.queries.ausgang({})).filter(({ state }) => state === 'rejected');
  await brandt.syncUntil(async () => (await refused()).length === 1);
  expect(await refused()).toMatchObject([{ code: 'frist-differs' }]);
  expect(await vonHand(id)).toBe('2027-03-10');
  expect((await rows(akte)).find((row) => row.id === id)?.frist).toBe('2027-03-10');
  expect(await openPoints(id)).toContain('2027-03-10');
  await brandt.sync();
  expect((await brandt.queries.vorgang({ id }))?.vorgang.felder.frist).toBe('2027-03-10');
});
