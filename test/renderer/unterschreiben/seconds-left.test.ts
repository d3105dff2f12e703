import { expect, test } from 'vitest';
import { secondsLeft } from '../../../renderer/screens/unterschreiben/seconds-left.ts';

test('the time that is left follows the pace so far, in steps of five seconds', () => {
  expect(secondsLeft({ done: 50, total: 200, elapsedMs: 10_000 })).toBe(30);
  expect(secondsLeft({ done: 199, total: 200, elapsedMs: 60_000 })).toBe(5);
});

test('nothing is foretold from the first few, nor at the end', () => {
  expect(secondsLeft({ done: 2, total: 200, elapsedMs: 5_000 })).toBeNull();
  expect(secondsLeft({ done: 5, total: 200, elapsedMs: 400 })).toBeNull();
  expect(secondsLeft({ done: 200, total: 200, elapsedMs: 60_000 })).toBeNull();
});
