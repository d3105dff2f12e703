import { expect, test } from 'vitest';
import { sichtAfter } from '../../../renderer/screens/akte/sicht-after.ts';

const person = { id: 'p1', einheit: 'e1', vertritt: [] };
const akte = { federfuehrung: 'e1', vertraulichkeit: '003', bearbeitung: [] };
const elsewhere = { ...akte, federfuehrung: 'e2' };

test('A66: who gives the Federfuehrung away is told before that she will not see the Akte any more', () => {
  expect(sichtAfter(person, akte, elsewhere)).toBe('verloren');
  expect(sichtAfter(person, akte, { ...elsewhere, bearbeitung: ['p1'] })).toBe('bleibt');
  const deputy = { ...person, vertritt: [{ id: 'p2', einheit: 'e2' }] };
  expect(sichtAfter(deputy, akte, elsewhere)).toBe('bleibt');
  expect(sichtAfter(person, akte, { ...elsewhere, bearbeitung: ['p2'] })).toBe('verloren');
});

test('A66: a level that hides the Akte from its own Einheit is said, other changes are not worth a word', () => {
  expect(sichtAfter(person, akte, { ...akte, vertraulichkeit: '001' })).toBe('geheim');
  expect(sichtAfter(person, akte, { ...akte, vertraulichkeit: '001', bearbeitung: ['p1'] })).toBeNull();
  expect(sichtAfter(person, akte, { ...akte, vertraulichkeit: '002' })).toBeNull();
});
