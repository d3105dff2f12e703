import type { BrowserWindow, MessagePortMain, Session } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { bringToFront } from '../bring-to-front.ts';
import { openGuest } from './open-guest.ts';
import { printOutcome } from './print-outcome.ts';

/** Where a document's own window was last; what it showed is not remembered. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the windows beside the main one need of Electron and of the app. */
export interface GuestEdge {
  readonly distFolder: string;
  /** Gives the main window one end of a port; `key` says of which window. */
  readonly handOver: (key: string, port: MessagePortMain) => void;
  /** Nothing of it is on the disk, and it serves the viewer's pages. */
  readonly printSession: () => Session;
  /** Where the next window opens; undefined = where the system wants. */
  readonly bounds: () => WindowBounds | undefined;
  readonly keepBounds: (bounds: WindowBounds) => void;
}

/** The windows beside the main one. */
export interface GuestWindows {
  /** Opens a window under this name, or brings the one that is open to the front: then false. */
  openDokument(key: string): Promise<boolean>;
  /** Opens the window that is printed, which nobody sees; the one before is closed. Throws AppError 'cancelled' when it was meanwhile. */
  openPrint(key: string): Promise<void>;
  /** Asks by the system's dialog and prints. False: cancelled. Throws AppError 'print-failed', also when another one took its place. */
  print(key: string): Promise<boolean>;
  closePrint(key: string): void;
  closeAll(): void;
}

/** The one window for sheets; null until its page is there. */
interface Printed {
  readonly key: string;
  window: BrowserWindow | null;
}

const DOKUMENT_URL = 'app://fenster/dokument-fenster.html';
const PRINT_URL = 'akten-viewer://viewer/print.html';

/** None is open yet. */
export function makeGuestWindows(edge: GuestEdge): GuestWindows {
  const { distFolder } = edge;
  const documents = new Map<string, BrowserWindow | null>();
  let printed: Printed | null = null;

  const closePrint = () => {
    const open = printed;
    printed = null;
    open?.window?.destroy();
  };

  async function openNew(key: string): Promise<void> {
    const bounds = aside(edge.bounds() ?? usual, documents.size - 1);
    const { window, port } = await openGuest({ distFolder, url: DOKUMENT_URL, bounds });
    // Locked meanwhile.
    if (!documents.has(key)) return window.destroy();
    documents.set(key, window);
    window.on('close', () => edge.keepBounds(window.getNormalBounds()));
    window.on('closed', () => documents.delete(key));
    edge.handOver(key, port);
    window.show();
  }

  return {
    async openDokument(key) {
      const open = documents.get(key);
      if (open) bringToFront(open);
      if (documents.has(key)) return false;
      documents.set(key, null);
      try {
        await openNew(key);
      } catch (error) {
        documents.delete(key);
        throw error;
      }
      return true;
    },
    async openPrint(key) {
      closePrint();
      const own: Printed = { key, window: null };
      printed = own;
      const { window, port } = await openGuest({ distFolder, url: PRINT_URL, session: edge.printSession() });
      if (printed !== own) {
        window.destroy();
        throw new AppError('cancelled');
      }
      own.window = window;
      window.on('closed', () => {
        if (printed === own) printed = null;
      });
      edge.handOver(key, port);
    },
    print(key) {
      const own = printed;
      const window = own?.key === key ? own.window : null;
      if (!window) throw new AppError('print-failed');
      // There the dialog hangs on its window.
      if (process.platform === 'darwin') window.show();
      return new Promise<boolean>((resolve, reject) => {
        window.on('closed', () => reject(new AppError('cancelled')));
        window.webContents.print(printOptions, (isPrinted, reason) => {
          try {
            resolve(printOutcome(isPrinted, reason));
          } catch (error) {
            reject(error);
          }
        });
      }).finally(() => {
        if (printed === own) closePrint();
      });
    },
    closePrint: (key) => {
      if (printed?.key === key) closePrint();
    },
    closeAll() {
      closePrint();
      const open = [...documents.values()].filter((window) => window !== null);
      const last = open.at(-1);
      if (last) edge.keepBounds(last.getNormalBounds());
      for (const window of open) window.destroy();
      documents.clear();
    },
  };
}

const usual = { width: 900, height: 1000 };

/** So that each window shows that another one lies below it. */
function aside(bounds: Partial<WindowBounds>, windows: number): Partial<WindowBounds> {
  const { x, y } = bounds;
  return x === undefined || y === undefined ? bounds : { ...bounds, x: x + 24 * windows, y: y + 24 * windows };
}

/** The page brings its own margins. */
const printOptions: Electron.WebContentsPrintOptions = {
  silent: false,
  printBackground: true,
  margins: { marginType: 'none' },
  pageSize: 'A4',
};
