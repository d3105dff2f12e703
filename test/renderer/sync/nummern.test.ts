import { beforeAll, expect, test } from 'vitest';
import { isProvisional } from '../../../shared/zeichen.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

let brandt: Desk;
let yildiz: Desk;
const akte = 'akte-jugendamt-001';
const newAkte = (titel: string) => ({
  titel,
  aktenplaneinheit: 'ap-51.20',
  vertraulichkeit: '003',
  schutzbedarf: 'sozialdaten',
});

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

const zeichenOf = (desk: Desk, id: string) => {
  const { vorgang, akte: akten } = desk.replica.tables;
  const row = vorgang.row(id);
  return row >= 0 ? vorgang.text('geschaeftszeichen', row) : akten.text('aktenzeichen', akten.row(id));
};
const create = async (desk: Desk, titel: string, into = akte) =>
  (await desk.commands.createVorgang({ akte: into, titel, vorgangstyp: 'Antrag' })).id;
const settled = (desk: Desk, id: string) => desk.syncUntil(() => !desk.replica.isUnsent('vorgang', id));

test('A4, A5: an Akte and Vorgaenge in it made offline keep their Zeichen, and a colleague sees them under it', async () => {
  brandt.offline = true;
  const { id } = await brandt.commands.createAkte(newAkte('Mahler, Emil'));
  const first = await create(brandt, 'Antrag Mahler', id);
  const second = await create(brandt, 'Widerspruch Mahler', id);
  const shown = [id, first, second].map((one) => zeichenOf(brandt, one));
  expect(shown[0]).toMatch(/^51\.20\.\d{3}\/\d{4}$/);
  expect(shown.slice(1)).toEqual([`${shown[0]}-1`, `${shown[0]}-2`]);
  brandt.offline = false;
  await settled(brandt, second);
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(second) >= 0);
  for (const desk of [brandt, yildiz]) expect([id, first, second].map((one) => zeichenOf(desk, one))).toEqual(shown);
  const third = await create(yildiz, 'Dritter', id);
  await settled(yildiz, third);
  expect(zeichenOf(yildiz, third)).toBe(`${shown[0]}-6`);
});

test('A5, A6: without a number the Zeichen is provisional, becomes final, and is found under the old one for good', async () => {
  const einheit = 'ap-51.20';
  brandt.offline = true;
  const made: string[] = [];
  for (let i = 0; i < 12; i++)
    made.push((await brandt.commands.createAkte({ ...newAkte(`Akte ${i}`), aktenplaneinheit: einheit })).id);
  const provisional = made.filter((id) => isProvisional(zeichenOf(brandt, id)));
  expect(provisional.length).toBeGreaterThan(0);
  const finals = made.filter((id) => !provisional.includes(id)).map((id) => zeichenOf(brandt, id));
  expect(new Set(finals).size).toBe(made.length - provisional.length);
  const id = provisional[0]!;
  const before = zeichenOf(brandt, id);
  const within = await create(brandt, 'Im Vorläufigen', id);
  expect(isProvisional(zeichenOf(brandt, within))).toBe(true);
  const withinBefore = zeichenOf(brandt, within);
  brandt.offline = false;
  await settled(brandt, within);
  for (const one of [id, within]) expect(isProvisional(zeichenOf(brandt, one))).toBe(false);
  const list = { sort: 'titel', descending: false, offset: 0, limit: 10 } as const;
  const found = await brandt.queries.vorgaenge({ ...list, akte: null, text: withinBefore });
  expect(found.rows.map((row) => row.id)).toEqual([within]);
  const { rows } = await brandt.queries.akten({ ...list, sort: 'titel', aktenplaneinheit: null, text: before });
  expect(rows.map((row) => row.id)).toEqual([id]);
});

test('A2, A3: two devices that make Vorgaenge offline in one Akte never have the same Zeichen', async () => {
  await Promise.all([brandt.sync(), yildiz.sync()]);
  const online = [await create(brandt, 'B'), await create(yildiz, 'Y')];
  await Promise.all([brandt.sync(), yildiz.sync()]);
  brandt.offline = true;
  yildiz.offline = true;
  const ids = new Map<string, Desk>([
    [online[0]!, brandt],
    [online[1]!, yildiz],
  ]);
  for (let i = 0; i < 2; i++) {
    for (const desk of [brandt, yildiz]) {
      const made = await Promise.all([create(desk, `${i}a`), create(desk, `${i}b`)]);
      for (const id of made) ids.set(id, desk);
    }
  }
  const offline = [...ids].map(([id, desk]) => zeichenOf(desk, id));
  expect(new Set(offline).size).toBe(ids.size);
  expect(offline.filter(isProvisional)).toEqual([]);
  brandt.offline = false;
  yildiz.offline = false;
  for (const [id, desk] of ids) await settled(desk, id);
  expect([...ids].map(([id, desk]) => zeichenOf(desk, id))).toEqual(offline);
});

test('A3: killed between the number and its use, or without what the browser keeps, a device never uses it twice', async () => {
  const first = await create(brandt, 'vor dem Abbruch');
  brandt.offline = true;
  const before = await create(brandt, 'letzter');
  brandt.beforeCall = (call) => {
    if (call === 'journal.append') throw new Error('killed');
  };
  await expect(create(brandt, 'verloren')).rejects.toThrow('killed');
  brandt.beforeCall = () => undefined;
  await brandt.start();
  const after = await create(brandt, 'nach dem Neustart');
  const restarted = [first, before, after].map((id) => zeichenOf(brandt, id));
  expect(new Set(restarted).size).toBe(3);
  brandt.offline = false;
  brandt.wipe();
  await brandt.start();
  await brandt.sync();
  const wiped = await create(brandt, 'nach dem Verlust');
  const all = [first, before, after, wiped].map((id) => zeichenOf(brandt, id));
  expect(new Set(all).size).toBe(4);
  expect(all.slice(0, 3)).toEqual(restarted);
  await settled(brandt, wiped);
  expect([first, before, after, wiped].map((id) => zeichenOf(brandt, id))).toEqual(all);
});

test('A3: when the journal lets go of what bears a number (R7), the device still never uses it twice', async () => {
  const { id } = await brandt.commands.createAkte(newAkte('Nach dreißig Tagen'));
  await brandt.syncUntil(() => !brandt.replica.isUnsent('akte', id));
  const first = await create(brandt, 'Erster', id);
  await settled(brandt, first);
  await brandt.sync();
  // Its own numbers are those of the server from here on: what made the Akte is let go of as well.
  brandt.replica.outbox = new Map();
  await brandt.sync();
  const second = await create(brandt, 'Zweiter', id);
  await settled(brandt, second);
  await brandt.sync();
  // As after an unlock thirty days later.
  brandt.replica.outbox = new Map();
  brandt.replica.takenNumbers.clear();
  brandt.offline = true;
  const third = await create(brandt, 'Dritter', id);
  const shown = [first, second, third].map((one) => zeichenOf(brandt, one));
  brandt.offline = false;
  expect(new Set(shown).size).toBe(3);
  await settled(brandt, third);
  expect([first, second, third].map((one) => zeichenOf(brandt, one))).toEqual(shown);
});
