import os from 'node:os';
import path from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { acceptedEndings } from '../shared/accepted-endings.ts';
import type { BridgeEvent } from '../shared/bridge.ts';
import { errorCode } from '../shared/errors.ts';
import { APP_ORIGIN, answerApp, answerViewer } from './app-protocol.ts';
import type { AppState } from './app-state.ts';
import { makeBridge } from './bridge-handlers.ts';
import { bringToFront } from './bring-to-front.ts';
import { type ConfirmPages, makeConfirmPages } from './confirm/confirm-pages.ts';
import type { ConfirmRequest, TrySecrets } from './confirm/confirm-request.ts';
import { confirmSigning } from './confirm/confirm-window.ts';
import { makeGuestWindows } from './fenster/guest-windows.ts';
import { cardHandlers } from './handlers/card-handlers.ts';
import { deviceHandlers } from './handlers/device-handlers.ts';
import { fileHandlers } from './handlers/file-handlers.ts';
import { notifyHandlers } from './handlers/notify-handlers.ts';
import { officeHandlers } from './handlers/office-handlers.ts';
import { preparedHandlers } from './handlers/prepared-handlers.ts';
import { remoteHandlers } from './handlers/remote-handlers.ts';
import { scanHandlers } from './handlers/scan-handlers.ts';
import { setupHandlers } from './handlers/setup-handlers.ts';
import { signerHandlers } from './handlers/signer-handlers.ts';
import { vaultHandlers } from './handlers/vault-handlers.ts';
import { windowHandlers } from './handlers/window-handlers.ts';
import { closeWorkplace, makeLock } from './lock.ts';
import { lockWithSystem } from './lock-triggers.ts';
import { logError } from './log.ts';
import { startProgram } from './office/start-program.ts';
import { openExternalSafe } from './open-external-safe.ts';
import { makePickedFiles } from './picked-files.ts';
import { practiceTarget, refusedInPractice, requirePracticePost } from './practice/practice-edges.ts';
import { practiceHandlers } from './practice/practice-handlers.ts';
import { practiceSwitch } from './practice/practice-profile.ts';
import { recognitionMode } from './recognition-mode.ts';
import { forwardToServer } from './server/server-gateway.ts';
import { makeShowNotification } from './show-notification.ts';
import { connectCard } from './signer/card-client.ts';
import { connectCsc } from './signer/csc-client.ts';
import { forkCardUtility } from './signer/fork-card-utility.ts';
import { connectSigner } from './signer/signer-client.ts';
import { openWindow } from './window.ts';
import { makeWorkerPort, workerHandlers } from './worker-port-handlers.ts';

/** What this process was started with, without the program. */
const wordsOfStart = process.argv.slice(1);

/** Wires protocol, bridge, worker port and lock to one window. `dist` holds the bundles `preload`, `renderer`, `viewer`. */
export function connectWindow(state: AppState, dist: string): BrowserWindow {
  const { isPackaged } = state.setting;
  const picked = makePickedFiles();
  const onError = (error: unknown) => logError('call-failed', error, isPackaged);

  const pages = makeConfirmPages();
  const { serveViewer } = serveSchemes(state, { dist, takePickedFile: picked.take, pages });
  const window = openWindow(dist);
  const tellWindow = (event: BridgeEvent) => {
    if (!window.isDestroyed()) window.webContents.send('bridge-event', event);
  };
  const guests = makeGuestWindows({
    distFolder: dist,
    handOver: (key, port) => window.webContents.postMessage('window-port', key, [port]),
    printSession: () => openPrintSession(serveViewer),
    bounds: () => onScreen(state.settings.fenster),
    keepBounds: (fenster) => void state.changeSettings({ fenster }).catch(onError),
  });
  // What they show comes from the page that is gone.
  window.webContents.on('render-process-gone', guests.closeAll);
  const startCard = () => connectCard(forkCardUtility(path.join(dist, 'electron', 'card-process.js')));
  const confirm = <T>(request: ConfirmRequest, trySecrets: TrySecrets<T>): Promise<T> =>
    confirmSigning({ parent: window, distFolder: dist, pages, request, trySecrets });
  const signing = signerHandlers(state, {
    startCard,
    chooseKeyFile: async () => practice?.keyFile ?? first(await choose(window, keyFileOptions)),
    startSigner: () => connectSigner(utilityProcess.fork(path.join(dist, 'electron', 'signer-process.js'))),
    confirm,
  });
  const remote = remoteHandlers(state, {
    startCsc: (services) => {
      const child = utilityProcess.fork(path.join(dist, 'electron', 'csc-process.js'));
      return connectCsc(child, { services, fetch: state.setting.cscFetch, openBrowser: openExternalSafe });
    },
    confirm,
  });
  const endActs = () => {
    guests.closeAll();
    signing.killSigners();
    remote.killCsc();
  };
  const { practice } = state.setting;
  const office = officeHandlers(state, { start: startProgram, onChange: () => tellWindow({ type: 'office' }) });
  const relaunch = () => {
    // From practice back to earnest: nobody could open its vault again.
    app.relaunch({ args: wordsOfStart.filter((word) => word !== practiceSwitch) });
    app.exit(0);
  };
  const startPractice = () => {
    app.relaunch({ args: [...wordsOfStart.filter((word) => word !== practiceSwitch), practiceSwitch] });
    app.exit(0);
  };
  const startEmpty = () => {
    endActs();
    relaunch();
  };
  const closing = { tellWindow, endActs, closeOffice: office.close };
  const lock = makeLock(state, { ...closing, relaunch });
  const leave = { ...closing, startPractice, endPractice: relaunch };
  const chooseFolder = () => choose(window, { properties: ['openDirectory', 'createDirectory'] }).then(first);
  const chooseFiles = async () => {
    const files = await choose(window, {
      ...(practice && { defaultPath: practice.postFolder }),
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: 'PDF, TIFF, ODT, DOCX, E-Mail', extensions: [...acceptedEndings] }],
    });
    return practice ? requirePracticePost(files, practice.postList) : files;
  };

  const chooseTarget = async (name: string) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: practice ? path.basename(practiceTarget(name)) : name,
    });
    if (canceled || !filePath) return null;
    return practice ? practiceTarget(filePath) : filePath;
  };

  const hostName = os.hostname();
  const handlers = {
    ...setupHandlers(state, { hostName, openExternal: openExternalSafe, chooseFolder }),
    ...deviceHandlers(state, { hostName, openExternal: openExternalSafe, lock, startEmpty, isUnsent: office.isUnsent }),
    ...vaultHandlers(state, { lock, connectWorker: workerConnector(state, window, onError) }),
    ...fileHandlers(state, picked, { chooseFiles, chooseFolder, chooseTarget }),
    ...windowHandlers(state, guests, () => bringToFront(window)),
    ...signing.handlers,
    ...cardHandlers(state, startCard),
    ...remote.handlers,
    ...preparedHandlers(state),
    ...office.handlers,
    ...scanHandlers(state, picked, chooseFolder),
    ...notifyHandlers(state, {
      isWatching: () => window.isFocused(),
      show: makeShowNotification(window),
    }),
    ...practiceHandlers(state, leave),
    ...(practice && refusedInPractice()),
  };
  const answer = makeBridge({ handlers, origin: APP_ORIGIN, now: () => performance.now(), onError });
  ipcMain.handle('bridge', (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    const isTopFrame = frame !== null && event.sender === window.webContents && frame === window.webContents.mainFrame;
    return answer({ origin: frame?.origin ?? '', isTopFrame }, name, input);
  });
  state.onStatus((status) => tellWindow({ type: 'status', status }));
  lockWithSystem(state, window, lock);
  quitTidily(state, window, closing);
  return window;
}

const keyFileOptions: Electron.OpenDialogOptions = {
  properties: ['openFile'],
  filters: [{ name: 'PKCS#12', extensions: ['p12', 'pfx'] }],
};

interface Served {
  readonly dist: string;
  readonly takePickedFile: (token: string) => string | null;
  readonly pages: ConfirmPages;
}

type ServeViewer = (request: Request) => Promise<Response>;

function serveSchemes(state: AppState, { dist, takePickedFile, pages }: Served): { readonly serveViewer: ServeViewer } {
  const context = {
    rendererFolder: path.join(dist, 'renderer'),
    viewerFolder: path.join(dist, 'viewer'),
    takePickedFile,
    confirmPage: pages.answer,
    forward: async (request: Request, path: string) => {
      try {
        return await forwardToServer(state.gateway(), request, path);
      } catch (error) {
        return Response.json({ code: errorCode(error) }, { status: 503 });
      }
    },
  };
  protocol.handle('app', (request) => answerApp(context, request));
  const serveViewer: ServeViewer = (request) => answerViewer(context, request);
  protocol.handle('akten-viewer', serveViewer);
  return { serveViewer };
}

/** In memory only: nothing that is prepared for the printer is cached on the disk. */
function openPrintSession(serveViewer: ServeViewer): Electron.Session {
  const print = session.fromPartition('druck', { cache: false });
  if (!print.protocol.isProtocolHandled('akten-viewer')) print.protocol.handle('akten-viewer', serveViewer);
  return print;
}

/** A screen may be gone since. */
function onScreen(bounds: Electron.Rectangle | undefined): Electron.Rectangle | undefined {
  const isOn = ({ workArea: { x, y, width, height } }: Electron.Display) =>
    bounds && bounds.x >= x - 50 && bounds.x < x + width - 50 && bounds.y >= y - 50 && bounds.y < y + height - 50;
  return screen.getAllDisplays().some(isOn) ? bounds : undefined;
}

/** One port at a time: a new one closes the one before. */
function workerConnector(state: AppState, window: BrowserWindow, onError: (error: unknown) => void): () => void {
  let open: MessagePortMain | null = null;
  return () => {
    open?.close();
    const { port1, port2 } = new MessageChannelMain();
    const { session } = window.webContents;
    const clearDatabases = () => session.clearStorageData({ origin: APP_ORIGIN, storages: ['indexdb'] });
    const recognition = () => recognitionMode(state.status());
    const handlers = workerHandlers(state.workplace(), { clearDatabases, print: state.status().print, recognition });
    const answer = makeWorkerPort({ handlers, now: () => performance.now(), onError });
    port1.on('message', async ({ data }) => port1.postMessage(await answer(data)));
    port1.start();
    open = port1;
    window.webContents.postMessage('worker-port', null, [port2]);
  };
}

async function choose(window: BrowserWindow, options: Electron.OpenDialogOptions): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}

const first = (paths: readonly string[]) => paths[0] ?? null;

/** Closing the window saves as locking does, then ends the app. */
function quitTidily(state: AppState, window: BrowserWindow, edge: Parameters<typeof closeWorkplace>[1]): void {
  let closing = false;
  window.on('close', (event) => {
    if (state.status().phase !== 'open') return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    closeWorkplace(state, edge).finally(() => app.exit(0));
  });
  window.on('closed', () => app.exit(0));
}
