import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import type { GuestWindows } from '../fenster/guest-windows.ts';

type WindowCall = 'window.openDokument' | 'window.front' | 'print.open' | 'print.go' | 'print.close';

/** Windows beside the main one, and printing, which the machine's policy may forbid. */
export function windowHandlers(
  state: AppState,
  guests: GuestWindows,
  toFront: () => void,
): Pick<BridgeHandlers, WindowCall> {
  return {
    'window.openDokument': async ({ key }) => {
      state.workplace();
      return { isNew: await guests.openDokument(key) };
    },
    'window.front': async () => {
      toFront();
      return {};
    },
    'print.open': async ({ key }) => {
      state.workplace();
      if (!state.status().print.isAllowed) throw new AppError('print-forbidden');
      await guests.openPrint(key);
      return {};
    },
    'print.go': async ({ key }) => {
      state.workplace();
      return { isPrinted: await guests.print(key) };
    },
    'print.close': async ({ key }) => {
      guests.closePrint(key);
      return {};
    },
  };
}
