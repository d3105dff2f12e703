import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { computeFrist, type FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { laender } from '../../../shared/frist/laender.ts';

/**
 * Counted with Python's datetime by the words of the paragraphs, holidays from date-holidays 3.37.0; federal law, whose switch
 * to four days is certain.
 */
const lines = readFileSync(path.join(import.meta.dirname, 'vectors.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1);
const vectors = lines.map((line) => line.split('\t'));

test('F33: the table has at least 300 vectors, of every Land and of the years 2024 to 2027', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(300);
  expect(new Set(vectors.map(([, , land]) => land))).toEqual(new Set(Object.keys(laender)));
  expect(new Set(vectors.map((row) => row[4]?.slice(0, 4)))).toEqual(new Set(['2024', '2025', '2026', '2027']));
});

test.each(vectors)('F33: %s %s in %s (%s), %s and %s %s: %s, ends %s', (...row) => {
  const [regime, kanal, land, gemeinde, ereignis, dauer, einheit, bekanntgabe, ende] = row;
  const eingabe = {
    regime,
    kanal,
    land,
    gemeinde: gemeinde === '-' ? null : gemeinde,
    ereignis,
    zugang: null,
    bestritten: false,
    dauer: Number(dauer),
    einheit,
  } as FristEingabe;
  const found = computeFrist(eingabe, '2028-12-31');
  expect([found.bekanntgabe ?? '-', found.ende]).toEqual([bekanntgabe, ende]);
});
