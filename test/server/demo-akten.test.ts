import { expect, test } from 'vitest';
import { demoAkten } from '../../server/demo/demo-akten.ts';
import { de } from '../../shared/texts/de.ts';
import { en } from '../../shared/texts/en.ts';

test('what came in says how and from where in codes that both languages have a word for', () => {
  const received = demoAkten().records.filter(({ art, felder }) => art === 'dokument' && felder.eingangsdatum !== null);
  expect(received.length).toBeGreaterThan(20);
  const used = received.flatMap(({ felder }) => [`quelle.${felder.eingangsquelle}`, `kanal.${felder.eingangskanal}`]);
  expect([...new Set(used)].filter((key) => !(key in de) || !(key in en))).toEqual([]);
});
