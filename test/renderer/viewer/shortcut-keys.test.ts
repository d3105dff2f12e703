import { expect, test } from 'vitest';
import { shortcutOf } from '../../../renderer/viewer/shortcut-keys.ts';

test('the keys of the app leave a page that has the focus, all others stay in it', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false };
  const own = ['F6', 'Escape', '?'] as const;
  const pressed = (key: string, held: Partial<typeof none> = {}) => shortcutOf({ ...none, key, ...held }, own);
  for (const key of ['f', 'k', 'l']) expect(pressed(key, { ctrlKey: true })).toBe(key);
  for (const key of ['0', '2', '8']) expect(pressed(key, { altKey: true })).toBe(key);
  expect(pressed('F6')).toBe('F6');
  // To copy text is the page's own; a bare number and a bare letter are no command.
  expect(pressed('c', { ctrlKey: true })).toBeNull();
  expect([pressed('2'), pressed('f'), pressed('F6', { altKey: true }), pressed('2', { ctrlKey: true })]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
