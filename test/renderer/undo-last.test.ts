import { expect, test } from 'vitest';
import { hearRefused, showNotice, undoLast, useNotice } from '../../renderer/state/notice.ts';
import { AppError } from '../../shared/errors.ts';
import { translate } from '../../shared/texts/translate.ts';

/** What the line says now, in German; null: nothing. */
function line(): string | null {
  return (
    useNotice.getState().notice?.text({
      language: 'de',
      t: (key, ...args) => translate('de', key, ...args),
      size: String,
      error: (code) => `Fehler ${code}`,
    }) ?? null
  );
}

test('H5: what the line names is taken back once, and the line says so', async () => {
  let undone = 0;
  showNotice({ text: () => 'abgelegt', undo: async () => void undone++ });
  expect(undoLast()).toBe(true);
  expect(undoLast()).toBe(false);
  await expect.poll(line).toBe('Zurückgenommen');
  expect(undone).toBe(1);
  expect(undoLast()).toBe(false);
});

test('H5: why it could not be taken back stays on the line', async () => {
  showNotice({ text: () => 'abgelegt', undo: () => Promise.reject(new AppError('undo-too-late')) });
  expect(undoLast()).toBe(true);
  await expect.poll(line).toBe('Fehler undo-too-late');
  expect(useNotice.getState().notice?.isLasting).toBe(true);
});

test('H5: a line that offers nothing takes nothing back and stays', () => {
  showNotice({ text: () => 'zu den Akten' });
  expect(undoLast()).toBe(false);
  expect(line()).toBe('zu den Akten');
  showNotice(null);
  expect(undoLast()).toBe(false);
});

test('H5: when the authority refuses a change, the line no longer says that it was done, and offers nothing to take back', () => {
  const refused = 'Eine Änderung wurde nicht angenommen. Im Ausgang steht sie mit dem Grund.';
  const filed = { text: () => 'abgelegt', isUnsent: true, isLasting: true, undo: async () => undefined };
  hearRefused(2);
  showNotice(filed);
  hearRefused(2);
  expect(line()).toBe('abgelegt');
  // Somebody dealt with an old one.
  hearRefused(1);
  expect(line()).toBe('abgelegt');
  hearRefused(2);
  expect(line()).toBe(refused);
  expect(useNotice.getState().notice).toMatchObject({ to: 'ausgang', isLasting: true });
  expect(undoLast()).toBe(false);
  expect(line()).toBe(refused);
  // What was done on this device alone stays true.
  showNotice({ text: () => 'ausgepackt', undo: async () => undefined });
  hearRefused(3);
  expect(line()).toBe('ausgepackt');
  showNotice(null);
});
