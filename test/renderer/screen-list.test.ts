import { expect, test } from 'vitest';
import { screenList } from './screen-list.ts';

test('every screen folder has a case that says how to get there', () => {
  expect(screenList().length).toBeGreaterThan(8);
});
