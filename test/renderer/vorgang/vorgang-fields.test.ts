import { expect, test } from 'vitest';
import { baseKey, collectChange, draftKey } from '../../../renderer/screens/vorgang/vorgang-fields.ts';

const id = 'v1';
const typed = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [draftKey(id, name), value]));

test('without drafts nothing changed', () => {
  expect(collectChange(id, {}, 3)).toEqual({ names: [], set: {}, base: {}, isWrong: false });
});

test('only the fields that were typed are set, in the order of the form', () => {
  const change = collectChange(id, typed({ bemerkung: 'eilt', telefon: '0341 555' }), 7);
  expect(change.names).toEqual(['telefon', 'bemerkung']);
  expect(change.set).toEqual({ telefon: '0341 555', bemerkung: 'eilt' });
});

test('S7: the base is the revision that the person saw when the typing began, not the present one', () => {
  const drafts = { ...typed({ telefon: '0341 555' }), [baseKey(id, 'telefon')]: '3' };
  expect(collectChange(id, drafts, 9).base).toEqual({ telefon: 3 });
});

test('without a kept base the present revision counts', () => {
  expect(collectChange(id, typed({ telefon: '1', titel: 'x' }), 9).base).toEqual({ titel: 9, telefon: 9 });
});

test('a list has one entry per line, without the empty ones', () => {
  const { set } = collectChange(id, typed({ beteiligte: ' Anna Weiß \n\nBauamt\n' }), 1);
  expect(set).toEqual({ beteiligte: ['Anna Weiß', 'Bauamt'] });
});

test('an emptied date is unset; half a date is wrong', () => {
  expect(collectChange(id, typed({ wiedervorlage: '' }), 1)).toMatchObject({
    set: { wiedervorlage: null },
    isWrong: false,
  });
  expect(collectChange(id, typed({ wiedervorlage: '23.1' }), 1).isWrong).toBe(true);
  expect(collectChange(id, typed({ wiedervorlage: '2026-11-23' }), 1)).toMatchObject({
    set: { wiedervorlage: '2026-11-23' },
    isWrong: false,
  });
});

test('drafts of another Vorgang do not count', () => {
  expect(collectChange('v2', typed({ telefon: '1' }), 1).names).toEqual([]);
});
