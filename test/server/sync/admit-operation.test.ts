import { expect, test } from 'vitest';
import { admitOperation } from '../../../server/sync/admit-operation.ts';

const zeros = '0'.repeat(64);
const known = { lastN: 2, lastH: 'h2', storedH: null };

test('S11: the first operation of a device follows 64 zeros', () => {
  const nothing = { lastN: 0, lastH: zeros, storedH: null };
  expect(admitOperation({ n: 1, h: 'h1', prev: zeros }, nothing)).toEqual({ kind: 'decide' });
  expect(admitOperation({ n: 1, h: 'h1', prev: 'h0' }, nothing)).toEqual({ kind: 'fork' });
});

test('S11: the next operation is decided if it follows the last one', () => {
  expect(admitOperation({ n: 3, h: 'h3', prev: 'h2' }, known)).toEqual({ kind: 'decide' });
  expect(admitOperation({ n: 3, h: 'h3', prev: 'other' }, known)).toEqual({ kind: 'fork' });
});

test('S11: a known operation is repeated, another one with its number is a fork', () => {
  expect(admitOperation({ n: 1, h: 'h1', prev: zeros }, { ...known, storedH: 'h1' })).toEqual({ kind: 'repeat' });
  expect(admitOperation({ n: 1, h: 'x1', prev: zeros }, { ...known, storedH: 'h1' })).toEqual({ kind: 'fork' });
});

test('S11: after a gap the server says which operation it waits for', () => {
  expect(admitOperation({ n: 5, h: 'h5', prev: 'h4' }, known)).toEqual({ kind: 'gap', expected: 3 });
});
