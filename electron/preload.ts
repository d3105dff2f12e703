import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, BridgeEvent } from '../shared/bridge.ts';

/** The page's window, as far as it is needed here: the folder is compiled without DOM types. */
declare const window: { postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void };

const aktentasche: Bridge = {
  call: (name, input) => ipcRenderer.invoke('bridge', name, input),
  onEvent: (listener) => {
    const heard = (_event: IpcRendererEvent, event: BridgeEvent) => listener(event);
    ipcRenderer.on('bridge-event', heard);
    return () => ipcRenderer.off('bridge-event', heard);
  },
};

contextBridge.exposeInMainWorld('aktentasche', aktentasche);

// A MessagePort cannot pass the context bridge; the page hands it on to the replica worker.
ipcRenderer.on('worker-port', (event) => window.postMessage({ type: 'worker-port' }, 'app://aktentasche', event.ports));

// The other end of what a second window has.
ipcRenderer.on('window-port', (event, key: string) =>
  window.postMessage({ type: 'window-port', key }, 'app://aktentasche', event.ports),
);
