import path from 'node:path';
import { BrowserWindow } from 'electron';
import { z } from 'zod';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { errorsDe } from '../../shared/texts/errors-de.ts';
import { errorsEn } from '../../shared/texts/errors-en.ts';
import { translate } from '../../shared/texts/translate.ts';
import type { ConfirmAnswer } from './confirm-answer.ts';
import type { ConfirmPages } from './confirm-pages.ts';
import type { ConfirmRequest, TrySecrets } from './confirm-request.ts';

const typedSchema = z.tuple([z.string().max(1_000)], z.string().max(1_000));
const WIDTH = 680;
/** With room for a refusal of three lines and its code: the buttons stay in sight when a password was wrong. */
const FRAME_HEIGHT = 408;
/** A remote credential has more to say, above all when it is refused. */
const extraHeight = { file: 0, card: 0, remote: 96 } as const;
const ROW_HEIGHT = 46;
/** One or two lines more: whose key it is. */
const HOLDER_HEIGHT = 48;
const MAX_HEIGHT = 720;

/**
 * Shows the confirmation window until `trySecrets` succeeds. A wrong password is said in the window, which stays. Throws
 * AppError 'cancelled' when the person cancels or closes it.
 */
export function confirmSigning<T>(options: {
  readonly parent: BrowserWindow;
  readonly distFolder: string;
  readonly pages: ConfirmPages;
  readonly request: ConfirmRequest;
  /** What was typed: the password or PIN, or one value for each factor of a remote credential. */
  readonly trySecrets: TrySecrets<T>;
}): Promise<T> {
  const { request } = options;
  const page = options.pages.publish(request);
  const window = openConfirmWindow(options.parent, options.distFolder, request);
  const words = request.language === 'de' ? errorsDe : errorsEn;
  const refused = (code: ErrorCode): ConfirmAnswer => ({
    ok: false,
    message: words[code],
    codeLine: translate(request.language, 'error.code', { code }),
  });

  return new Promise<T>((resolve, reject) => {
    const { ipc } = window.webContents;
    ipc.handle('confirm.submit', async (event, typed: unknown): Promise<ConfirmAnswer> => {
      if (event.senderFrame !== window.webContents.mainFrame) throw new AppError('no-right');
      const secrets = typedSchema.safeParse(typed);
      if (!secrets.success) return refused('input-invalid');
      try {
        resolve(await options.trySecrets(...secrets.data));
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

function openConfirmWindow(
  parent: BrowserWindow,
  distFolder: string,
  { key, documents, otherHolder }: ConfirmRequest,
): BrowserWindow {
  const window = new BrowserWindow({
    parent,
    modal: true,
    width: WIDTH,
    height: Math.min(
      MAX_HEIGHT,
      FRAME_HEIGHT + extraHeight[key.kind] + (otherHolder ? HOLDER_HEIGHT : 0) + documents.length * ROW_HEIGHT,
    ),
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
