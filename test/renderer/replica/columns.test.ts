import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../../renderer/replica/fold-text.ts';
import { createLister, createTextFilter } from '../../../renderer/replica/list-rows.ts';
import { RecordTable } from '../../../renderer/replica/record-table.ts';
import { SortOrder } from '../../../renderer/replica/sort-order.ts';
import { TextColumn } from '../../../renderer/replica/text-column.ts';

test('R37: Müller, Muller and MÜLLER are one word; ß is ss', () => {
  expect(new Set(['Müller', 'Muller', 'MÜLLER', 'Mu\u0308ller'].map(foldText)).size).toBe(1);
  expect(foldText('Straße')).toBe(foldText('STRASSE'));
});

test('R37: a text column gives back every text, however often rows change', () => {
  const write = fc.tuple(fc.nat(60), fc.string({ unit: 'grapheme', maxLength: 100 }));
  fc.assert(
    fc.property(fc.array(write, { maxLength: 200 }), (writes) => {
      const column = new TextColumn();
      const model = new Map<number, string>();
      for (const [row, text] of writes) {
        column.set(row, text);
        model.set(row, text);
      }
      const copy = new TextColumn();
      copy.load(structuredClone(column.save(61)));
      for (const [row, text] of model) expect([column.get(row), copy.get(row)]).toEqual([text, text]);
    }),
    { numRuns: 60 },
  );
});

test('R37: an order that merges changes equals one that is sorted anew', () => {
  const change = fc.tuple(fc.nat(80), fc.option(fc.integer({ min: 0, max: 20 })));
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 15 }), { maxLength: 12 }), (rounds) => {
      const keys = new Map<number, number>(Array.from({ length: 40 }, (_, row) => [row, row % 5]));
      const key = (row: number) => keys.get(row) ?? 0;
      const isLive = (row: number) => keys.has(row);
      const order = new SortOrder(key);
      for (const round of rounds) {
        for (const [row, value] of round) {
          if (value === null) keys.delete(row);
          else keys.set(row, value);
          order.touch(row);
        }
        expect([...order.rows(81, isLive)]).toEqual([...new SortOrder(key).rows(81, isLive)]);
      }
    }),
    { numRuns: 200 },
  );
});

test('R38: of 100,000 Vorgaenge a list answers what sorting and filtering every row would answer', () => {
  const words = ['Antrag', 'Bescheid', 'Prüfung', 'Größe', 'Widerspruch', 'Straße', 'Anhörung'];
  const model = Array.from({ length: 100_000 }, (_, i) => ({
    row: i,
    akte: `a${i % 500}`,
    titel: `${words[i % 7]} ${words[(i * 31) % 7]} ${i}`,
    geschaeftszeichen: `51.${i % 400}/${i}`,
    vorgangstyp: words[i % 5] ?? '',
    frist: i % 4 ? `2027-0${(i % 9) + 1}-1${i % 9}` : null,
  }));
  const table = new RecordTable('vorgang');
  for (const { row, akte, ...felder } of model) {
    table.put({ art: 'vorgang', id: `v${row}`, akte, rev: row, felder }, 1);
  }
  const contents = model.map((one) => foldText(`${one.geschaeftszeichen}\n${one.titel}\n${one.vorgangstyp}`));
  const filter = createTextFilter(table);
  const list = createLister(table);
  const akten = table.codes.get('$akte')!;

  const sorts = ['titel', 'frist'] as const;
  for (const sort of sorts) {
    const sorted = model.map((one) => ({ ...one, key: foldText(one[sort] ?? '9999') }));
    sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row - b.row));
    for (const { akte, text, descending } of [
      { akte: null, text: '', descending: true },
      { akte: null, text: 'größe', descending: false },
      { akte: 'a7', text: '', descending: true },
      { akte: 'a7', text: 'STRASSE', descending: false },
    ]) {
      const needle = foldText(text);
      const found = sorted.filter((one) => (akte === null || one.akte === akte) && contents[one.row]?.includes(needle));
      const expected = (descending ? found.reverse() : found).map(({ row }) => row);
      const hasText = filter(text);
      const code = akten.codeOf(akte);
      const key = (row: number) =>
        foldText(sort === 'frist' ? (table.code('frist', row) ?? '9999') : table.text(sort, row));
      for (const offset of [0, 50, expected.length - 20]) {
        const page = list({
          order: table.order(sort, key).rows(table.rowCount, table.isLive),
          descending,
          filter: `${akte}|${text}`,
          accepts: akte || hasText ? (row) => (!akte || akten.codes[row] === code) && (hasText?.(row) ?? true) : null,
          offset,
          limit: 50,
          toRow: (row) => row,
        });
        expect(page).toEqual({ total: expected.length, rows: expected.slice(offset, offset + 50) });
      }
    }
  }
});
