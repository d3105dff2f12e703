import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../../renderer/replica/fold-text.ts';
import { createTextFilter, listPage, narrowRows } from '../../../renderer/replica/list-rows.ts';
import { RecordTable } from '../../../renderer/replica/record-table.ts';
import { byCode, byText, byValue, type SortKey } from '../../../renderer/replica/sort-keys.ts';
import { SortOrder } from '../../../renderer/replica/sort-order.ts';
import { TextColumn } from '../../../renderer/replica/text-column.ts';

test('R37: Müller, Muller and MÜLLER are one word; ß is ss', () => {
  expect(new Set(['Müller', 'Muller', 'MÜLLER', 'Mu\u0308ller'].map(foldText)).size).toBe(1);
  expect(foldText('Straße')).toBe(foldText('STRASSE'));
});

test('R37: nothing that folding leaves as it is would have been taken apart', () => {
  for (let unit = 0; unit < 0x250; unit++) {
    const letter = String.fromCharCode(unit);
    const apart = letter
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .normalize('NFD')
      .replace(/\p{M}+/gu, '');
    expect(foldText(letter), unit.toString(16)).toBe(apart);
  }
});

test('R37: what a column folds by itself is what folding says, for every text', () => {
  const german = fc.stringMatching(/^[A-Za-zÄÖÜäöüß§°»µ ,.0-9-]{0,30}$/);
  fc.assert(
    fc.property(fc.oneof(german, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
      const column = new TextColumn();
      column.setFolded(3, text);
      expect(column.get(3)).toBe(foldText(text));
    }),
    { numRuns: 500 },
  );
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
      const { bytes, length } = column.save(61);
      copy.load({ bytes, length: new Uint32Array(length) });
      for (const [row, text] of model) expect([column.get(row), copy.get(row)]).toEqual([text, text]);
    }),
    { numRuns: 60 },
  );
});

test('R34: the rows with a value are those that looking at each row finds, whatever came, changed and went', () => {
  const act = fc.record({
    id: fc.nat(12),
    dokument: fc.option(fc.constantFrom('d1', 'd2', 'd3')),
    isGone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const table = new RecordTable('zeichnung');
      for (const { id, dokument, isGone } of acts) {
        if (isGone) table.remove(`z${id}`);
        else table.put({ art: 'zeichnung', id: `z${id}`, akte: 'a', rev: 1, felder: { dokument } }, 0);
        for (const wanted of ['d1', 'd2', 'd3', 'd4']) {
          const found = table.ids.flatMap((one, row) => (one && table.code('dokument', row) === wanted ? [row] : []));
          expect(table.rowsWith('dokument', wanted)).toEqual(found);
        }
      }
    }),
  );
});

test('R34: rows that change again and again take no more room than their texts', () => {
  const [plain, folded] = [new TextColumn(), new TextColumn()];
  for (let i = 0; i < 20_000; i++) {
    plain.set(i % 10, `Widerspruch der Größe ${i}`);
    folded.setFolded(i % 10, `Widerspruch der Größe ${i}`);
  }
  for (const column of [plain, folded]) expect(column.save(10).bytes.buffer.byteLength).toBeLessThan(16_384);
});

test('R37: an order that merges changes equals one that is sorted anew', () => {
  const change = fc.tuple(fc.nat(80), fc.option(fc.integer({ min: 0, max: 20 })));
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 15 }), { maxLength: 12 }), (rounds) => {
      const keys = new Map<number, number>(Array.from({ length: 40 }, (_, row) => [row, row % 5]));
      const key = byValue((row) => keys.get(row) ?? 0);
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

const fewLetters = fc.stringMatching(/^[aAäÄ -]{0,40}$/);
const anyText = fc.oneof(
  fewLetters,
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '\u0000', 'a', 'a\u0000', 'Straße', '😀', '\uffee'),
);
/** As code points compare. */
const inOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

test('R112: texts stand in order of their folded code points, rows of the same text in order of row', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 120 }), fc.string({ maxLength: 12 }), (texts, front) => {
      const column = new TextColumn();
      // What all have in common is not compared again and again.
      for (const [row, text] of texts.entries()) column.set(row, front + text);
      const naive = texts.map((text, row) => ({ row, text: foldText(front + text) }));
      naive.sort((a, b) => inOrder(a.text, b.text) || a.row - b.row);
      const rows = Uint32Array.from(texts.keys());
      expect([...byText(column).sort(rows)]).toEqual(naive.map(({ row }) => row));
    }),
    { numRuns: 300 },
  );
});

test('R112: whatever comes, changes and goes between two looks, every row stands where sorting all of them puts it', () => {
  const change = fc.record({
    id: fc.nat(60),
    titel: anyText,
    status: fc.constantFrom('offen', 'zdA', null),
    isGone: fc.boolean(),
  });
  const orders: Record<string, (table: RecordTable) => SortKey> = {
    titel: (table) => byText(table.texts.get('titel')!),
    status: (table) => byCode(table.codes.get('status')!, (status) => status ?? '9999'),
    rev: (table) => byValue((row) => table.number('$rev', row)),
  };
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 25 }), { maxLength: 8 }), fc.nat(30), (rounds, many) => {
      const table = new RecordTable('vorgang');
      const first = Array.from({ length: many }, (_, id) => ({
        id,
        titel: `Titel ${id % 5}`,
        status: 'offen',
        isGone: false,
      }));
      for (const round of [first, ...rounds]) {
        for (const { id, isGone, ...felder } of round) {
          if (isGone) table.remove(`v${id}`);
          else table.put({ art: 'vorgang', id: `v${id}`, akte: null, rev: id % 7, felder }, 1);
        }
        const live = [...table.ids.keys()].filter(table.isLive);
        const naive = (keyOf: (row: number) => string) =>
          live.map((row) => ({ row, key: keyOf(row) })).sort((a, b) => inOrder(a.key, b.key) || a.row - b.row);
        const expected: Record<string, { row: number }[]> = {
          titel: naive((row) => foldText(table.text('titel', row))),
          status: naive((row) => table.code('status', row) ?? '9999'),
          rev: naive((row) => String(table.number('$rev', row))),
        };
        for (const [name, makeKey] of Object.entries(orders)) {
          const rows = table.order(name, () => makeKey(table)).rows(table.rowCount, table.isLive);
          expect([...rows], name).toEqual(expected[name]?.map(({ row }) => row));
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('R38: a text is found in exactly the rows whose folded text contains it', () => {
  const text = fc.stringMatching(/^[abÄäß ]{0,12}$/);
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 40 }),
      fc.array(text, { maxLength: 6 }),
      fc.nat(5),
      (texts, needles, gone) => {
        const table = new RecordTable('vorgang');
        for (const [row, titel] of texts.entries()) {
          table.put({ art: 'vorgang', id: `v${row}`, akte: null, rev: 1, felder: { titel } }, 1);
        }
        table.remove(`v${gone}`);
        const filter = createTextFilter(table);
        for (const needle of needles) {
          const folded = foldText(needle.trim());
          const expected = [...table.ids.keys()].filter(
            (row) => table.isLive(row) && table.search?.get(row).includes(folded),
          );
          const found = filter(needle);
          const rows = found ? [...found.marks.keys()].filter((row) => found.marks[row] === 1) : expected;
          expect([rows, found?.size ?? rows.length]).toEqual([expected, expected.length]);
        }
      },
    ),
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
      const withText = filter(text);
      const code = akten.codeOf(akte);
      const among = akte ? narrowRows(table, withText, (row) => akten.codes[row] === code) : withText;
      const deadline = () => byCode(table.codes.get('frist')!, (frist) => frist ?? '9999');
      const order = sort === 'frist' ? table.order(sort, deadline) : table.foldedOrder(sort);
      for (const offset of [0, 50, expected.length - 20]) {
        const page = listPage({
          order: order.rows(table.rowCount, table.isLive),
          descending,
          among,
          offset,
          limit: 50,
          toRow: (row) => row,
        });
        expect(page).toEqual({ total: expected.length, rows: expected.slice(offset, offset + 50) });
      }
    }
  }
});
