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

test('F52: the day typed earlier becomes a Frist in one act, offline too; the field is empty then, and the server takes both', async () => {
  const { id } = await newVorgang();
  await brandt.sync();
  const seen = (await brandt.queries.vorgang({ id }))!.vorgang.rev;
  await brandt.commands.editVorgang({ id, set: { frist: '2027-03-10' }, base: { frist: seen } });
  await brandt.sync();
  brandt.offline = true;
  // A Frist for another day leaves it alone.
  await brandt.commands.setFrist({
    ...{ vorgang: id, bezeichnung: 'Andere', ersetzt: null },
    eingabe: { ...festgesetzt, ereignis: '2027-03-11' },
  });
  expect((await brandt.queries.vorgang({ id }))?.vorgang.felder.frist).toBe('2027-03-10');
  await brandt.commands.setFrist({ vorgang: id, bezeichnung: 'Übernommen', eingabe: festgesetzt, ersetzt: null });
  expect((await brandt.queries.vorgang({ id }))?.vorgang.felder.frist).toBeNull();
  brandt.offline = false;
  await brandt.sync();
  expect(await brandt.queries.ausgang({})).toEqual([]);
  const found = await brandt.queries.fristen({ vorgang: id });
  expect(found.map(({ bezeichnung, ende }) => [bezeichnung, ende])).toEqual([
    ['Übernommen', '2027-03-10'],
    ['Andere', '2027-03-11'],
  ]);
  expect(await brandt.queries.frist({ id: found[0]!.id })).toMatchObject({ regelstand: '2026-11' });
});
