import { ipcRenderer } from 'electron';

/** The page's window, as far as it is needed here: the folder is compiled without DOM types. */
declare const window: {
  readonly origin: string;
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
};

// All that a second window gets of the app: one port, whose other end the main window holds. It can ask main for nothing.
ipcRenderer.on('window-port', (event) => window.postMessage({ type: 'window-port' }, window.origin, event.ports));
