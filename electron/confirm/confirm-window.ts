import path from 'node:path';
import { BrowserWindow } from 'electron';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { errorsDe } from '../../shared/texts/errors-de.ts';
import { errorsEn } from '../../shared/texts/errors-en.ts';
import type { ConfirmAnswer } from './confirm-answer.ts';
import type { ConfirmPages } from './confirm-pages.ts';
import type { ConfirmRequest } from './confirm-request.ts';

const WIDTH = 680;
const FRAME_HEIGHT = 340;
const ROW_HEIGHT = 46;
const MAX_HEIGHT = 720;

/**
 * Shows the confirmation window until `tryPassword` succeeds. A wrong password is said in the window, which stays. Throws
 * AppError 'cancelled' when the person cancels or closes it.
 */
export function confirmSigning<T>(options: {
  readonly parent: BrowserWindow;
  readonly distFolder: string;
  readonly pages: ConfirmPages;
  readonly request: ConfirmRequest;
  readonly tryPassword: (password: string) => Promise<T>;
}): Promise<T> {
  const { request } = options;
  const page = options.pages.publish(request);
  const window = openConfirmWindow(options.parent, options.distFolder, request.documents.length);
  const words = request.language === 'de' ? errorsDe : errorsEn;
  const refused = (code: ErrorCode): ConfirmAnswer => ({ ok: false, message: `${words[code]} (${code})` });

  return new Promise<T>((resolve, reject) => {
    const { ipc } = window.webContents;
    ipc.handle('confirm.submit', async (event, password: unknown): Promise<ConfirmAnswer> => {
      if (event.senderFrame !== window.webContents.mainFrame) throw new AppError('no-right');
      if (typeof password !== 'string' || password.length > 1_000) return refused('input-invalid');
      try {
        resolve(await options.tryPassword(password));
        setImmediate(() => window.destroy());
        return { ok: true };
      } catch (error) {
        return refused(errorCode(error));
      }
    });
    ipc.on('confirm.cancel', () => window.close());
    window.on('closed', () => {
      page.withdraw();
      reject(new AppError('cancelled'));
    });
    window.loadURL(page.url).catch(() => window.close());
  });
}

function openConfirmWindow(parent: BrowserWindow, distFolder: string, documents: number): BrowserWindow {
  const window = new BrowserWindow({
    parent,
    modal: true,
    width: WIDTH,
    height: Math.min(MAX_HEIGHT, FRAME_HEIGHT + documents * ROW_HEIGHT),
    useContentSize: true,
    minimizable: false,
    fullscreenable: false,
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      preload: path.join(distFolder, 'preload', 'confirm.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
