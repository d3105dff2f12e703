import { expect, test } from 'vitest';
import {
  firstFree,
  refusalOfNewSchritt,
  refusalOfNummer,
  refusalOfZeichnung,
  renumbered,
} from '../../../shared/geschaeftsgang/decide-gang.ts';
import { type GangFacts, gangStand } from '../../../shared/geschaeftsgang/gang-stand.ts';
import type { Zeichnung } from '../../../shared/geschaeftsgang/gang-types.ts';
import { sampleDevice, sampleRound, sampleSchritt, sampleZeichnung, shaOf } from './sample-gang.ts';

const [v1 = '', v2 = '', v3 = ''] = ['eins', 'zwei', 'drei'].map((text) => shaOf(new TextEncoder().encode(text)));
const [brandt, yildiz, nowak] = ['p-brandt', 'p-yildiz', 'p-nowak'].map(sampleDevice) as [
  ReturnType<typeof sampleDevice>,
  ReturnType<typeof sampleDevice>,
  ReturnType<typeof sampleDevice>,
];
const schritte = [...sampleRound(v1), sampleSchritt(3, 'p-yildiz', 'zurKenntnis', v1)];
const facts = (zeichnungen: readonly Zeichnung[] = [], more: Partial<GangFacts> = {}): GangFacts => ({
  schritte,
  zeichnungen,
  leading: v1,
  ...more,
});
const stati = (given: GangFacts) => gangStand(given).schritte.map(({ status }) => status);
const signed = (device = yildiz, at = 0, after: readonly Zeichnung[] = []) =>
  sampleZeichnung(device, after, { versionSha: v1, entscheidung: 'mitgezeichnet' }, schritte[at]);
const classed = (
  entscheidung: 'redaktionell' | 'wesentlich',
  after: readonly Zeichnung[],
  bezug = v1,
  versionSha = v2,
) => sampleZeichnung(brandt, after, { versionSha, bezug, entscheidung });

test('G10: steps with one number are current together, the next one when all of them are done', () => {
  expect(stati(facts())).toEqual(['002', '002', '001', '001']);
  const one = signed();
  expect(stati(facts([one]))).toEqual(['003', '002', '001', '001']);
  const other = signed(nowak, 1);
  expect(stati(facts([one, other]))).toEqual(['003', '003', '002', '001']);
  expect(gangStand(facts([one, other])).enden).toEqual([one.id, other.id].toSorted());
  const skipped = schritte.with(1, { ...schritte[1]!, entfallen: true });
  expect(stati(facts([one], { schritte: skipped }))).toEqual(['003', '004', '002', '001']);
});

test('G11, G12: a change rests the round until it is classed, and what is redaktionell keeps what was signed', () => {
  const one = signed();
  expect(gangStand(facts([one], { leading: v2 }))).toMatchObject({ isUnclassed: true, weg: [v1] });
  const small = classed('redaktionell', [one]);
  expect(gangStand(facts([one, small], { leading: v2 }))).toMatchObject({ isUnclassed: false, weg: [v1, v2] });
  expect(stati(facts([one, small], { leading: v2 }))[0]).toBe('003');
  const great = classed('wesentlich', [small], v2, v3);
  const stand = gangStand(facts([one, small, great], { leading: v3 }));
  expect(stand.schritte[0]).toMatchObject({ status: '002', zeichnung: null, ueberholt: [{ id: one.id }] });
});

test('G13, G14: a refusal halts what follows; a Schlusszeichnung closes until it is lifted', () => {
  const refused = sampleZeichnung(yildiz, [], { versionSha: v1, entscheidung: 'abgelehnt' }, schritte[0]);
  expect(stati(facts([refused, signed(nowak, 1)]))).toEqual(['003', '003', '001', '001']);
  const [one, other] = [signed(), signed(nowak, 1)];
  const final = sampleZeichnung(
    nowak,
    [one, other],
    { versionSha: v1, entscheidung: 'schlussgezeichnet' },
    schritte[2],
  );
  expect(gangStand(facts([one, other, final])).schluss?.id).toBe(final.id);
  const lifted = sampleZeichnung(brandt, [final], { versionSha: v1, bezug: final.id, entscheidung: 'wiedereroeffnet' });
  expect(gangStand(facts([one, other, final, lifted])).schluss).toBeNull();
  expect(stati(facts([one, other, final, lifted]))).toEqual(['003', '003', '002', '001']);
});

test('G24: a step goes beside or behind the current one, and what follows moves back', () => {
  const stand = gangStand(facts());
  expect(firstFree(stand)).toBe(1);
  expect(renumbered(stand, 2)).toEqual([
    { id: schritte[2]!.id, nummer: 3 },
    { id: schritte[3]!.id, nummer: 4 },
  ]);
  const done = facts([signed(), signed(nowak, 1)]);
  expect(refusalOfNewSchritt(done, sampleSchritt(1, 'p-x', 'zurKenntnis', v1))).toBe('schritt-not-current');
  expect(refusalOfNewSchritt(done, sampleSchritt(2, 'p-x', 'zurKenntnis', v1))).toBeNull();
  expect(refusalOfNummer(done, schritte[2]!.id, 3)).toBe('schritt-not-current');
  expect(refusalOfNummer(done, schritte[3]!.id, 4)).toBeNull();
});

test('G26: a Schlusszeichnung waits for whoever is asked beside it', () => {
  const beside = schritte.with(3, { ...schritte[3]!, nummer: 2 });
  const before = [signed(), signed(nowak, 1)];
  const final = sampleZeichnung(nowak, before, { versionSha: v1, entscheidung: 'schlussgezeichnet' }, schritte[2]);
  expect(refusalOfZeichnung(facts(before, { schritte: beside }), final)).toBe('schritt-not-current');
  expect(refusalOfZeichnung(facts(before), final)).toBeNull();
});

test('G29: a late act counts for the Version it is about, once; none closes the Dokument on a superseded one', () => {
  const great = classed('wesentlich', []);
  const changed = facts([great], { leading: v2 });
  const late = signed();
  expect(refusalOfZeichnung(changed, late)).toBeNull();
  expect(refusalOfZeichnung(facts([great, late], { leading: v2 }), signed(yildiz, 0, [late]))).toBe(
    'schritt-not-current',
  );
  const final = sampleZeichnung(nowak, [], { versionSha: v1, entscheidung: 'schlussgezeichnet' }, schritte[2]);
  expect(refusalOfZeichnung(changed, final)).toBe('version-superseded');
});

test('G11: no later order begins the way of the draft anew, so that a change is passed over and acts are lost', () => {
  const begun = facts([signed()], { leading: v2 });
  const before = sampleSchritt(5, 'p-x', 'zurKenntnis', v2, { angelegt: '2026-11-20T07:00:00.000Z' });
  expect(refusalOfNewSchritt(begun, before)).toBe('schritt-not-current');
  expect(refusalOfNewSchritt(begun, { ...before, angelegt: '2026-11-20T09:00:00.000Z' })).toBeNull();
  expect(refusalOfNewSchritt(begun, { ...before, versionSha: v1 })).toBeNull();
});

test('G25: a change back to a Version that the draft had is classed in no way that counts, so it is refused', () => {
  const great = classed('wesentlich', []);
  const back = classed('redaktionell', [great], v2, v1);
  expect(gangStand(facts([great, back]))).toMatchObject({ isUnclassed: true, weg: [v1, v2] });
  expect(refusalOfZeichnung(facts([great]), back)).toBe('version-superseded');
});

test('G14: of two Schlusszeichnungen everybody names the same one, so that it can be lifted', () => {
  const last = sampleSchritt(4, 'p-yildiz', 'zurSchlusszeichnung', v1);
  const done = { versionSha: v1, entscheidung: 'schlussgezeichnet' } as const;
  const one = sampleZeichnung(nowak, [], done, schritte[2]);
  const other = sampleZeichnung(yildiz, [one], done, last);
  const schlussOf = (acts: readonly Zeichnung[]) => gangStand(facts(acts)).schluss?.id;
  expect(schlussOf([one, other])).toBe(schlussOf([other, one]));
});
