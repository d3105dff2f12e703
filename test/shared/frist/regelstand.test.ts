import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { kanaeleOf, regimes } from '../../../shared/frist/bekanntgabe.ts';
import { computeFrist } from '../../../shared/frist/compute-frist.ts';
import { freierTag } from '../../../shared/frist/feiertage.ts';
import { gemeindenOf, type Land, laender } from '../../../shared/frist/laender.ts';
import { regelstand } from '../../../shared/frist/regelstand.ts';
import { addDays } from '../../../shared/frist/tag.ts';

/** What the rules of a Stand lead to, as a hash over many computations. A new Stand gets a new line; old lines stay. */
const known: Readonly<Record<string, string>> = {
  '2026-11': 'fdcb23a0b3879e3740e25b45f5fbb4387e71d4ca941d0077d1def93a4f1c85bb',
};

test('F51: another outcome of any rule, or another holiday, is another Stand', () => {
  const hash = createHash('sha256');
  for (const land of Object.keys(laender) as Land[]) {
    for (const gemeinde of [null, ...gemeindenOf(land)]) {
      for (const regime of regimes) {
        for (const [at, kanal] of kanaeleOf(regime).entries()) {
          for (let day = at; day < 2_555; day += 97) {
            const ereignis = addDays('2024-01-01', day);
            const eingabe = { regime, kanal, land, gemeinde, ereignis, zugang: null, bestritten: false };
            const { ende, bekanntgabe, warnungen } = computeFrist(
              { ...eingabe, dauer: 1, einheit: 'monat' },
              '2099-01-01',
            );
            hash.update(JSON.stringify([ende, bekanntgabe, warnungen]));
          }
        }
      }
      for (let day = 0; day < 2_555; day++)
        hash.update(freierTag(addDays('2024-01-01', day), { land, gemeinde }) ?? '-');
    }
  }
  expect(hash.digest('hex')).toBe(known[regelstand]);
});
