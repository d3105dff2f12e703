import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRecords, unpackFront, unpackRecords } from '../../../renderer/replica/pack-records.ts';
import { createTables, type RecordTables } from '../../../renderer/replica/record-store.ts';
import { type Datensatz, datensatzArten } from '../../../shared/akte.ts';

const name = fc.stringMatching(/^[a-z][A-Za-z]{0,6}$/);
const wert = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
const record = fc
  .record({
    art: fc.constantFrom(...datensatzArten),
    id: fc.string({ minLength: 1 }),
    akte: fc.option(fc.string({ minLength: 1 })),
    rev: fc.integer({ min: 1, max: 5 }),
    felder: fc.dictionary(name, wert, { noNullPrototype: true }),
  })
  .map((parts): Datensatz => parts);

test('R36: records come out of a segment as they went in, whatever their fields', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), (records) => {
      expect(unpackRecords(packRecords(records))).toEqual(records);
    }),
  );
});

test('R113: texts of the lists come out as they went in, also what UTF-8 cannot say, and a mark in front', () => {
  const texts = ['\ufeffa', '\ud800', 'a\udc00b', '', 'Größe', '😀', '\u0000', '\uffff'];
  for (const some of [texts, texts.filter((text) => !/\p{Surrogate}/u.test(text)), ['x', null, 7]]) {
    const records = some.map((titel, id): Datensatz => {
      return {
        art: 'vorgang',
        id: `v${id}`,
        akte: null,
        rev: 2 ** 33 + id,
        felder: { titel, geschaeftszeichen: titel },
      };
    });
    expect(unpackRecords(packRecords(records))).toEqual(records);
  }
});

test('R34: columns filled from a segment say what columns filled record by record say, whatever the fields', () => {
  fc.assert(
    fc.property(fc.array(listed, { maxLength: 30 }), fc.array(listed, { maxLength: 5 }), (records, before) => {
      const [one, other] = [createTables(), createTables()];
      // Rows that are there already, and rows to be used again.
      for (const tables of [one, other]) {
        for (const record of before) tables[record.art].put(record, 4);
        for (const { art, id } of before.slice(2)) tables[art].remove(id);
      }
      const latest = [...new Map(records.map((record) => [`${record.art} ${record.id}`, record])).values()];
      for (const record of latest) one[record.art].put(record, 9);
      const front = unpackFront(packRecords(latest));
      if (Array.isArray(front)) throw new Error('older format');
      for (const group of front.groups) other[group.art].putGroup(group, front.akten, 9);
      expect(told(other)).toEqual(told(one));
    }),
  );
});

test('R34: a block of a program that kept a column of today among the other fields fills it all the same', () => {
  const felder = { titel: 'Antrag', beteiligte: ['Ayşe Yıldız'], bemerkung: '' };
  const record: Datensatz = { art: 'vorgang', id: 'v1', akte: 'a1', rev: 7, felder };
  const front = unpackFront(withoutColumn(packRecords([record]), 'beteiligte'));
  expect(front).toEqual([record]);
});

/** Puts a column whose values stand in the head behind, where fields lie that are no columns. */
function withoutColumn(bytes: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const sizes = new DataView(bytes.buffer, bytes.byteOffset);
  const [frontBytes, headBytes] = [sizes.getUint32(1), sizes.getUint32(5)];
  const read = (from: number, to?: number) => JSON.parse(new TextDecoder().decode(bytes.subarray(from, to)));
  const [head, back] = [read(9, 9 + headBytes), read(9 + frontBytes)];
  back[0][name] = head.groups[0].columns[name].values;
  delete head.groups[0].columns[name];
  const [newHead, newBack] = [head, back].map((part) => new TextEncoder().encode(JSON.stringify(part))) as [
    Uint8Array,
    Uint8Array,
  ];
  const arrays = bytes.subarray(9 + headBytes, 9 + frontBytes);
  const all = new Uint8Array([...bytes.subarray(0, 9), ...newHead, ...arrays, ...newBack]);
  new DataView(all.buffer).setUint32(1, newHead.length + arrays.length);
  new DataView(all.buffer).setUint32(5, newHead.length);
  return all;
}

/** Records with the fields of the lists, of any kind. */
const listed = fc
  .record({
    art: fc.constantFrom('vorgang' as const, 'version' as const, 'person' as const),
    id: fc.stringMatching(/^[a-d]$/),
    akte: fc.option(fc.constantFrom('a1', 'a2')),
    rev: fc.integer({ min: 1, max: 5 }),
    felder: fc.dictionary(
      fc.constantFrom('titel', 'status', 'frist', 'vertritt', 'nummer', 'sha', 'bemerkung', 'geschaeftszeichen'),
      fc.oneof(wert, fc.constantFrom('offen', 'zdA', 'Größe')),
      { noNullPrototype: true },
    ),
  })
  .map((parts): Datensatz => parts);

/** Every value of every column by id. */
function told(tables: RecordTables): unknown {
  return Object.values(tables).map((table) => {
    const valuesOf = (row: number) => [
      ...[...table.texts].map(([feld, column]) => [feld, column.get(row)]),
      ...[...table.codes].map(([feld, column]) => [feld, column.get(row)]),
      ...[...table.numbers].map(([feld, column]) => [feld, column.get(row)]),
      ['search', table.search?.get(row)],
    ];
    const live = table.ids.flatMap((id, row) => (id === null ? [] : [[id, valuesOf(row)] as const]));
    return live.sort(([a], [b]) => (a < b ? -1 : 1));
  });
}
