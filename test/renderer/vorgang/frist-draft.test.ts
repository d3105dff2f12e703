import { expect, test } from 'vitest';
import type { PostausgangZeile } from '../../../renderer/replica-api/postausgang-rows.ts';
import { canStartFrist, missingIn, newDraft, onlyPostausgang } from '../../../renderer/screens/vorgang/frist-draft.ts';

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

test('O7: the form begins with the only Postausgang that can start a Frist, and with none of two', () => {
  const draft = newDraft('', null, 'Widerspruchsfrist');
  const sent = (id: string, part: Partial<PostausgangZeile>) =>
    ({ id, weg: 'post', abVermerk: '2026-11-20', zugang: null, zurueck: null, ...part }) as PostausgangZeile;
  const letter = sent('a', {});
  const returned = sent('b', { zurueck: '2026-11-22' });
  expect(onlyPostausgang(draft, [])).toBeNull();
  expect(onlyPostausgang(draft, [letter])).toBe(letter);
  expect(onlyPostausgang(draft, [returned, letter])).toBe(letter);
  expect(onlyPostausgang(draft, [letter, sent('c', {})])).toBeNull();
  // The law of the form does not know this way: which law holds, a person says.
  expect(onlyPostausgang(draft, [sent('d', { weg: 'pzu', zugang: '2026-11-21' })])).toBeNull();
});
