import path from 'node:path';
import { BrowserWindow, MessageChannelMain, type MessagePortMain, type Session } from 'electron';

interface GuestOrder {
  readonly distFolder: string;
  readonly url: string;
  readonly bounds?: Partial<Electron.Rectangle>;
  readonly session?: Session;
}

/**
 * Opens a window beside the main one, not shown yet: sandboxed, without bridge, with nothing but a port. Answers when its page
 * is there; the other end of the port is for the main window.
 */
export async function openGuest(order: GuestOrder): Promise<{ window: BrowserWindow; port: MessagePortMain }> {
  const window = new BrowserWindow({
    ...order.bounds,
    minWidth: 480,
    minHeight: 360,
    title: 'Aktentasche',
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      preload: path.join(order.distFolder, 'preload', 'fenster.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      // Pages are drawn for the printer while nobody looks.
      backgroundThrottling: false,
      ...(order.session ? { session: order.session } : {}),
    },
  });
  const close = () => window.destroy();
  window.webContents.on('render-process-gone', close);
  try {
    await window.loadURL(order.url);
  } catch (error) {
    close();
    throw error;
  }
  const { port1, port2 } = new MessageChannelMain();
  window.webContents.postMessage('window-port', null, [port2]);
  // Loaded anew it would have no port any more.
  window.webContents.on('did-finish-load', close);
  return { window, port: port1 };
}
