import { expect, test } from 'vitest';
import { isSignedBy } from '../../../shared/crypto/es256.ts';
import type { Schritt, Zeichnung } from '../../../shared/geschaeftsgang/gang-types.ts';
import { type KettenQuellen, verifyGang } from '../../../shared/geschaeftsgang/verify-gang.ts';
import { auftragHash, zeichnungBytes, zeichnungId } from '../../../shared/geschaeftsgang/zeichnung-bytes.ts';
import { sampleDevice, sampleSchritt, sampleZeichnung, shaOf } from './sample-gang.ts';

const [brandt, yildiz, nowak, krueger] = ['p-brandt', 'p-yildiz', 'p-nowak', 'p-krueger'].map(sampleDevice) as [
  ReturnType<typeof sampleDevice>,
  ReturnType<typeof sampleDevice>,
  ReturnType<typeof sampleDevice>,
  ReturnType<typeof sampleDevice>,
];
const devices = [brandt, yildiz, nowak, krueger];
const entwurf = new TextEncoder().encode('%PDF-1.7 Bescheid, erster Entwurf');
const neufassung = new TextEncoder().encode('%PDF-1.7 Bescheid, neue Fassung');
const [v1, v2] = [shaOf(entwurf), shaOf(neufassung)];

/** Two at the same time, one after them, a redaktionelle Änderung, the Schlusszeichnung. */
function sampleGang(): { schritte: Schritt[]; zeichnungen: Zeichnung[] } {
  const schritte = [
    sampleSchritt(1, 'p-yildiz', 'zurMitzeichnung', v1),
    sampleSchritt(1, 'p-nowak', 'zurMitzeichnung', v1),
    sampleSchritt(2, 'p-krueger', 'zurKenntnis', v1),
    sampleSchritt(3, 'p-krueger', 'zurSchlusszeichnung', v1),
  ];
  const a = sampleZeichnung(yildiz, [], { versionSha: v1, entscheidung: 'mitgezeichnet' }, schritte[0]);
  const b = sampleZeichnung(nowak, [], { versionSha: v1, entscheidung: 'mitgezeichnet' }, schritte[1]);
  const c = sampleZeichnung(krueger, [a, b], { versionSha: v1, entscheidung: 'zurKenntnisGenommen' }, schritte[2]);
  const d = sampleZeichnung(brandt, [c], { versionSha: v2, bezug: v1, entscheidung: 'redaktionell' });
  const e = sampleZeichnung(krueger, [d], { versionSha: v2, entscheidung: 'schlussgezeichnet' }, schritte[3]);
  return { schritte, zeichnungen: [a, b, c, d, e] };
}

function sources(gang: { schritte: Schritt[]; zeichnungen: Zeichnung[] }, more: Partial<KettenQuellen> = {}) {
  return {
    ...gang,
    leading: v2,
    versionen: new Map([
      [v1, v1],
      [v2, v2],
    ]),
    keyOf: (geraet: string) => devices.find((device) => device.geraet === geraet) ?? null,
    ...more,
  };
}

test('G30: a chain whose bytes, orders, keys and acts are as they were holds in every link', () => {
  const { glieder, ersterBruch } = verifyGang(sources(sampleGang()));
  expect(glieder.map(({ bruch }) => bruch)).toEqual([null, null, null, null, null]);
  expect(ersterBruch).toBeNull();
});

test('G31: 10,000 random changes of one byte each break the chain at the step that was changed', () => {
  const random = seeded(20_261_123);
  const { schritte, zeichnungen } = sampleGang();
  const isSigned = remembered();
  const fields = Object.keys(zeichnungen[0]!) as (keyof Zeichnung)[];
  const orderFields = ['id', 'nummer', 'verfuegung', 'text', 'an', 'versionSha', 'von', 'angelegt'] as const;
  const seen = new Set<string>();
  const wrong: unknown[] = [];
  for (let run = 0; run < 10_000; run++) {
    const kind = random(3);
    let expected: { ids: readonly string[]; bruch: string };
    let changed: Partial<KettenQuellen>;
    let field: string;
    if (kind === 0) {
      const which = random(2);
      field = 'version';
      const bytes = (which === 0 ? entwurf : neufassung).slice();
      bytes[random(bytes.length)]! ^= 1 + random(255);
      changed = {
        versionen: new Map([
          [v1, which === 0 ? shaOf(bytes) : v1],
          [v2, which === 1 ? shaOf(bytes) : v2],
        ]),
      };
      const first = which === 0 ? zeichnungen.slice(0, 2) : zeichnungen.slice(3, 4);
      expected = { ids: first.map(({ id }) => id), bruch: 'file-changed' };
    } else if (kind === 1) {
      const at = random(zeichnungen.length);
      const name = fields[random(fields.length)]!;
      field = name;
      const one = { ...zeichnungen[at]!, [name]: changeOneByte(zeichnungen[at]![name], random) } as Zeichnung;
      changed = { zeichnungen: zeichnungen.with(at, one) };
      expected = { ids: [one.id], bruch: name === 'signatur' ? 'signature-invalid' : 'content-changed' };
    } else {
      const at = random(schritte.length);
      const name = orderFields[random(orderFields.length)]!;
      field = `order ${name}`;
      const one = { ...schritte[at]!, [name]: changeOneByte(schritte[at]![name], random) } as Schritt;
      changed = { schritte: schritte.with(at, one) };
      const own = zeichnungen.find(({ schritt }) => schritt === schritte[at]!.id)!;
      expected = { ids: [own.id], bruch: 'order-changed' };
    }
    const { ersterBruch } = verifyGang(sources({ schritte, zeichnungen }, { ...changed, isSigned }));
    const isFound = expected.ids.includes(ersterBruch?.id ?? '') && ersterBruch?.bruch === expected.bruch;
    if (!isFound) wrong.push({ run, field, expected, ersterBruch });
    seen.add(field);
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBe(1 + fields.length + orderFields.length);
});

test('G32: an act that was taken out, put in by somebody else, or signed with another key is found', () => {
  const gang = sampleGang();
  const without = verifyGang(sources({ ...gang, zeichnungen: gang.zeichnungen.toSpliced(2, 1) }));
  expect(without.ersterBruch).toMatchObject({ id: gang.zeichnungen[3]!.id, bruch: 'predecessor-missing' });
  expect(without.glieder.at(-1)?.bruch).toBe('follows-broken');

  const own = gang.zeichnungen[0]!;
  const { id: _, signatur: __, ...inhalt } = own;
  const forged = { ...own, signatur: nowak.sign(zeichnungBytes(inhalt)) };
  const found = verifyGang(sources({ ...gang, zeichnungen: gang.zeichnungen.with(0, forged) })).ersterBruch;
  expect(found).toMatchObject({ id: own.id, bruch: 'signature-invalid' });

  const strange = { ...inhalt, von: 'p-nowak' };
  const stranger = { ...strange, id: zeichnungId(strange), signatur: yildiz.sign(zeichnungBytes(strange)) };
  const other = verifyGang(sources({ ...gang, zeichnungen: gang.zeichnungen.with(0, stranger) })).ersterBruch;
  expect(other).toMatchObject({ id: stranger.id, bruch: 'key-unknown' });
});

test('G34: a Version that is not there, bytes that cannot be read and bytes that were not read are told apart', () => {
  const gang = sampleGang();
  const bruchWith = (versionen: KettenQuellen['versionen']) =>
    verifyGang(sources(gang, { versionen })).ersterBruch?.bruch ?? null;
  expect(bruchWith(new Map([[v1, v1]]))).toBe('version-missing');
  expect(
    bruchWith(
      new Map([
        [v1, ''],
        [v2, v2],
      ]),
    ),
  ).toBe('file-changed');
  expect(
    bruchWith(
      new Map([
        [v1, null],
        [v2, v2],
      ]),
    ),
  ).toBeNull();
});

test('G33: records that name each other in a circle end the check', () => {
  const gang = sampleGang();
  const [a, b] = gang.zeichnungen as [Zeichnung, Zeichnung];
  const circle = [
    { ...a, vorherige: [b.id] },
    { ...b, vorherige: [a.id] },
  ];
  expect(verifyGang(sources({ ...gang, zeichnungen: circle })).ersterBruch?.bruch).toBe('content-changed');
});

test('G30: the order that a signature covers is the order with its place, its text and its addressee', () => {
  const order = sampleSchritt(1, 'p-yildiz', 'zurMitzeichnung', v1);
  expect(auftragHash({ ...order, entfallen: true, grund: 'x' })).toBe(auftragHash(order));
  expect(auftragHash({ ...order, nummer: 2 })).not.toBe(auftragHash(order));
});

/** A string with one other character, a number one higher, a list with a changed element; null becomes a value. */
function changeOneByte(value: unknown, random: (below: number) => number): unknown {
  if (typeof value === 'number') return value + 10;
  if (Array.isArray(value)) {
    const at = random(value.length);
    return value.length === 0 ? ['0'.repeat(64)] : value.with(at, changeOneByte(value[at], random));
  }
  if (typeof value !== 'string' || value === '') return 'x';
  const at = random(value.length);
  const other = [...'0123456789abcdefXYZ-_ '].filter((char) => char !== value[at]);
  return value.slice(0, at) + other[random(other.length)] + value.slice(at + 1);
}

/** The product's check, each genuine signature once: 10,000 runs share them. */
function remembered(): typeof isSignedBy {
  const known = new Map<string, boolean>();
  return (key, bytes, signatur) => {
    const name = `${key}|${Buffer.from(bytes).toString('latin1')}|${signatur}`;
    const answer = known.get(name) ?? isSignedBy(key, bytes, signatur);
    known.set(name, answer);
    return answer;
  };
}

/** Numbers below a limit, the same every time (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
