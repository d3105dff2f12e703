import { expect, test } from 'vitest';
import { canStartFrist, missingIn, newDraft } from '../../../renderer/screens/vorgang/frist-draft.ts';

test('O7: what came back and was not proven to be received starts no Frist', () => {
  expect(canStartFrist({ zugang: null, zurueck: null })).toBe(true);
  expect(canStartFrist({ zugang: null, zurueck: '2026-11-16' })).toBe(false);
  // Put into the letter box with a certificate, and returned later: it was served.
  expect(canStartFrist({ zugang: '2026-11-14', zurueck: '2026-11-16' })).toBe(true);
});

test('the form names what it lacks, in the order of its fields', () => {
  const draft = newDraft('', null, 'Widerspruchsfrist');
  expect(missingIn(draft)).toEqual(['frist.land']);
  expect(missingIn({ ...draft, dauer: ' ', land: 'SN', ereignis: '31.02.' })).toEqual([
    'frist.dauer',
    `frist.tag.${draft.kanal}`,
  ]);
  expect(missingIn({ ...draft, kanal: 'festgesetzt', land: 'SN', ereignis: '' })).toEqual(['frist.tag.festgesetzt']);
});
