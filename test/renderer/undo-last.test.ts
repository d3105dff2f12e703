import { expect, test } from 'vitest';
import { showNotice, undoLast, useNotice } from '../../renderer/state/notice.ts';
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
