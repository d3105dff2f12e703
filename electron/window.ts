import path from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';
import { log } from './log.ts';

/** The one main window: sandboxed, isolated, without Node. */
export function openWindow(distFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    title: 'Aktentasche',
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      preload: path.join(distFolder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  // A crashed page comes back; main stays unlocked and the page asks for its worker's port again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log('window-gone');
    if (reason !== 'clean-exit') window.reload();
  });
  // Never a rejected promise without a reader: a page that cannot load leaves an empty window.
  window.loadURL(`${APP_ORIGIN}/`).catch(() => {});
  return window;
}
