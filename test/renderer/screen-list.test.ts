import { expect, test } from 'vitest';
import { dialogList } from './dialog-list.ts';
import { screenList } from './screen-list.ts';

test('every screen folder has a case that says how to get there', () => {
  expect(screenList().length).toBeGreaterThan(8);
});

test('H31: every dialog has a case that opens it, or a story that looks at it', () => {
  expect(dialogList().length).toBeGreaterThan(30);
});
