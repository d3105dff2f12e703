import { expect, test } from 'vitest';
import { onReturn } from '../../renderer/on-return.ts';

test('R49: the focus, a window that is shown again and a network that is there again ask at once, and nothing after the end', () => {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let asked = 0;
  const end = onReturn(window, document, () => {
    asked += 1;
  });
  window.dispatchEvent(new Event('focus'));
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toBe(3);
  document.visibilityState = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toBe(3);
  end();
  window.dispatchEvent(new Event('focus'));
  window.dispatchEvent(new Event('online'));
  expect(asked).toBe(3);
});
