import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FristGo } from '../../../renderer/screens/vorgang/frist-go.tsx';
import { computeFrist, type FristEingabe } from '../../../shared/frist/compute-frist.ts';

const letter: FristEingabe = {
  ...{ regime: 'lvwvfg', kanal: 'post', land: 'NW', gemeinde: null, bestritten: false },
  ...{ ereignis: '2026-11-20', zugang: null, dauer: 1, einheit: 'monat' },
};
const drawn = (eingabe: FristEingabe | null, isReady = true) =>
  renderToStaticMarkup(
    <FristGo result={eingabe && computeFrist(eingabe, '2026-11-23')} isReady={isReady} onPress={() => undefined} />,
  );

test('F17: a Frist whose end nobody can tell yet is noted, not set', () => {
  for (const open of [{ ereignis: null }, { bestritten: true }]) {
    const html = drawn({ ...letter, ...open });
    expect(html).toMatch(/<button[^>]*>Ohne Fristende vormerken<\/button>/);
    expect(html).not.toContain('disabled');
  }
});

test('one with an end is set; nothing is while it cannot be computed or has no name', () => {
  expect(drawn(letter)).toMatch(/<button[^>]*>Frist setzen<\/button>/);
  expect(drawn(letter)).not.toContain('disabled');
  expect(drawn(null)).toMatch(/<button[^>]* disabled=""[^>]*>Frist setzen<\/button>/);
  expect(drawn(letter, false)).toContain('disabled');
});
