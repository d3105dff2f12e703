import { expect, test } from 'vitest';
import type { PostausgangZeile } from '../../../renderer/replica-api/postausgang-rows.ts';
import {
  canStartFrist,
  type FristDraft,
  missingIn,
  newDraft,
  onlyPostausgang,
  saysPostausgang,
  withPostausgang,
  withRegime,
} from '../../../renderer/screens/vorgang/frist-draft.ts';

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

test('O7: the day of a way that another law does not know is no day of service', () => {
  const letter = { weg: 'post', abVermerk: '2026-11-20', zugang: '2026-11-23', zurueck: null } as PostausgangZeile;
  const served = { weg: 'pzu', abVermerk: '2026-11-20', zugang: '2026-11-21', zurueck: null } as PostausgangZeile;
  const under = (draft: FristDraft, regime: FristDraft['regime']) => ({ ...draft, ...withRegime(draft, regime) });
  const empty = newDraft('', null, 'Widerspruchsfrist');
  const draft = { ...empty, ...withPostausgang(empty, letter) };
  expect(draft).toMatchObject({ kanal: 'post', ereignis: '2026-11-20', zugang: '2026-11-23' });
  expect(under(draft, 'ao')).toMatchObject({ kanal: 'post', ereignis: '2026-11-20', zugang: '2026-11-23' });
  // A letter given to the post on the 20th was not sent electronically on the 20th.
  expect(under(draft, 'vwzg')).toMatchObject({ kanal: 'elektronisch', ereignis: '', zugang: '' });
  // Nor was what was served on the 21st given to the post on the 21st.
  const formal = under(empty, 'vwzg');
  expect(under({ ...formal, ...withPostausgang(formal, served) }, 'lvwvfg')).toMatchObject({
    kanal: 'post',
    ereignis: '',
  });
  // Nor does a Versand that the law does not know leave the days of the one that was chosen before.
  expect({ ...draft, ...withPostausgang(draft, served) }).toMatchObject({ kanal: 'post', ereignis: '', zugang: '' });
  expect(withPostausgang(under(draft, 'vwzg'), served)).toEqual({ kanal: 'pzu', ereignis: '2026-11-21', zugang: '' });
  // What a person typed over is no longer what was noted.
  expect(saysPostausgang(draft, letter)).toBe(true);
  expect(saysPostausgang({ ...draft, ereignis: '2026-11-19' }, letter)).toBe(false);
  expect(saysPostausgang({ ...draft, kanal: 'elektronisch' }, letter)).toBe(false);
});
