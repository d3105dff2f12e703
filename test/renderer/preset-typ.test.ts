import { expect, test } from 'vitest';
import { presetTyp } from '../../renderer/preset-typ.ts';

test('A67: no Vorgangstyp is preset, unless the agency offers exactly one', () => {
  expect(presetTyp([])).toBe('');
  expect(presetTyp(['Wohngeld'])).toBe('Wohngeld');
  expect(presetTyp(['Wohngeld', 'Elterngeld'])).toBe('');
});
