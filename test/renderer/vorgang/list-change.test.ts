import { expect, test } from 'vitest';
import { editOfChange, seenKey, undoOf } from '../../../renderer/screens/vorgang/list-change.ts';
import { collectChange, draftKey } from '../../../renderer/screens/vorgang/vorgang-fields.ts';

const id = 'v1';
const edit = (drafts: Readonly<Record<string, string>>) => editOfChange(id, drafts, collectChange(id, drafts, 4));

test('S9: a list is changed by what was added to and taken from the list that the person saw', () => {
  const drafts = { [draftKey(id, 'beteiligte')]: 'Amt B\nAmt C', [seenKey(id, 'beteiligte')]: 'Amt A\nAmt B' };
  const change = edit(drafts);
  expect(change).toEqual({ set: {}, base: {}, add: { beteiligte: ['Amt C'] }, remove: { beteiligte: ['Amt A'] } });
  expect(undoOf(change, {})).toEqual({ set: {}, base: {}, add: change.remove, remove: change.add });
});

test('a draft from before the seen list was kept sets the whole list', () => {
  expect(edit({ [draftKey(id, 'beteiligte')]: 'Amt A' })).toMatchObject({ set: { beteiligte: ['Amt A'] } });
});

test('other fields are set with their base, and taken back to what they were', () => {
  const change = edit({ [draftKey(id, 'telefon')]: '0341', [draftKey(id, 'wiedervorlage')]: '' });
  expect(change).toEqual({
    set: { telefon: '0341', wiedervorlage: null },
    base: { telefon: 4, wiedervorlage: 4 },
    add: {},
    remove: {},
  });
  expect(undoOf(change, { telefon: '030', wiedervorlage: null }).set).toEqual({ telefon: '030', wiedervorlage: null });
});
