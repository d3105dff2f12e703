import { expect, test } from 'vitest';
import { fromFirstMark } from '../../../renderer/screens/suche/from-first-mark.ts';

test('a line that is cut off at its end still shows the word that was looked for', () => {
  const text = '… Großtagespflege wurde zu Unrecht abgelehnt. Das Umweltgutachten lag bereits vor.';
  const from = text.indexOf('Umweltgutachten');
  const short = fromFirstMark({ text, marken: [[from, from + 15]] });
  expect(short.text).toBe('… abgelehnt. Das Umweltgutachten lag bereits vor.');
  expect(short.marken.map(([start, end]) => short.text.slice(start, end))).toEqual(['Umweltgutachten']);
  // One word that is longer than the room before it.
  const long = 'Verkehrsinfrastrukturfinanzierung';
  expect(fromFirstMark({ text: long, marken: [[24, 33]] }).text).toBe('… anzierung');
});

test('a text whose mark stands in front, or that has none, stays as it is', () => {
  for (const one of [
    { text: 'Das Umweltgutachten lag vor.', marken: [[4, 19]] as const },
    { text: 'Aylin Albrecht', marken: [] },
  ])
    expect(fromFirstMark(one)).toEqual(one);
});
