import { EventEmitter } from 'node:events';
import type { MessagePortMain, Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { makeGuestWindows } from '../../electron/fenster/guest-windows.ts';
import { openGuest } from '../../electron/fenster/open-guest.ts';

vi.mock('../../electron/fenster/open-guest.ts', () => ({ openGuest: vi.fn() }));

/** A window as Electron has it, as far as printing needs it; its dialog is answered by `print`. */
class SeenWindow extends EventEmitter {
  isGone = false;
  answer: (isPrinted: boolean, reason: string) => void = () => undefined;
  webContents = {
    print: (_options: unknown, answer: typeof this.answer) => {
      this.answer = answer;
    },
  };
  show = () => undefined;
  destroy = () => {
    this.isGone = true;
    this.emit('closed');
  };
}

function makePrinting() {
  const opened: SeenWindow[] = [];
  const given: string[] = [];
  vi.mocked(openGuest).mockImplementation(async () => {
    const window = new SeenWindow();
    opened.push(window);
    return { window, port: {} as MessagePortMain } as unknown as Awaited<ReturnType<typeof openGuest>>;
  });
  const guests = makeGuestWindows({
    distFolder: '',
    handOver: (key) => void given.push(key),
    printSession: () => ({}) as Session,
    bounds: () => undefined,
    keepBounds: () => undefined,
  });
  return { guests, opened, given };
}

test('D4: a print that another one took the place of neither prints its sheets nor ends it', async () => {
  const { guests, opened } = makePrinting();
  await guests.openPrint('eins');
  const first = guests.print('eins').catch((error: Error) => error.message);
  await guests.openPrint('zwei');
  expect(await first).toBe('cancelled');
  guests.closePrint('eins');
  await expect(async () => guests.print('eins')).rejects.toThrow('print-failed');
  expect(opened.map(({ isGone }) => isGone)).toEqual([true, false]);
  const second = guests.print('zwei');
  opened[1]!.answer(true, '');
  expect(await second).toBe(true);
  expect(opened[1]!.isGone).toBe(true);
});

test('D4: a print whose window comes too late is told, and does not wait for it', async () => {
  const { guests, opened, given } = makePrinting();
  const late = guests.openPrint('eins');
  const present = guests.openPrint('zwei');
  await expect(late).rejects.toThrow('cancelled');
  await present;
  expect(given).toEqual(['zwei']);
  expect(opened.filter(({ isGone }) => !isGone)).toHaveLength(1);
  const locked = guests.openPrint('drei');
  guests.closeAll();
  await expect(locked).rejects.toThrow('cancelled');
  expect(opened.every(({ isGone }) => isGone)).toBe(true);
});
