import { inRoot } from '../../build/repository.mjs';
import { answerApp } from '../../electron/app-protocol.ts';
import { type AppState, makeAppState } from '../../electron/app-state.ts';
import { makeBridge } from '../../electron/bridge-handlers.ts';
import { cardHandlers } from '../../electron/handlers/card-handlers.ts';
import { deviceHandlers } from '../../electron/handlers/device-handlers.ts';
import { fileHandlers } from '../../electron/handlers/file-handlers.ts';
import { notifyHandlers } from '../../electron/handlers/notify-handlers.ts';
import { officeHandlers } from '../../electron/handlers/office-handlers.ts';
import { preparedHandlers } from '../../electron/handlers/prepared-handlers.ts';
import { remoteHandlers } from '../../electron/handlers/remote-handlers.ts';
import { scanHandlers } from '../../electron/handlers/scan-handlers.ts';
import { setupHandlers } from '../../electron/handlers/setup-handlers.ts';
import { signerHandlers } from '../../electron/handlers/signer-handlers.ts';
import { vaultHandlers } from '../../electron/handlers/vault-handlers.ts';
import { windowHandlers } from '../../electron/handlers/window-handlers.ts';
import { makeLock } from '../../electron/lock.ts';
import { makePickedFiles } from '../../electron/picked-files.ts';
import { practiceHandlers } from '../../electron/practice/practice-handlers.ts';
import { forwardToServer } from '../../electron/server/server-gateway.ts';
import { readSettings } from '../../electron/settings.ts';
import { makeCscFetch } from '../../electron/signer/csc-fetch.ts';
import { deriveArgon2, LOWEST_COST } from '../../electron/vault/argon2.ts';
import { makeWorkerPort, workerHandlers } from '../../electron/worker-port-handlers.ts';
import type { BridgeEvent } from '../../shared/bridge.ts';
import { errorCode } from '../../shared/errors.ts';

/** One start of main in this process: the product's handlers, wired as electron/connect-window.ts wires them to Electron. */
export interface MainSide {
  readonly state: AppState;
  /** What the handlers reported as broken; refusals are among it. */
  readonly errors: unknown[];
  /** Resolves when main would relaunch into the locked state. */
  readonly relaunching: Promise<void>;
  /** The network of this computer, as a switch. */
  offline: boolean;
  readonly bridge: ReturnType<typeof makeBridge>;
  /** One message of the replica worker. */
  readonly workerPort: (message: unknown) => Promise<unknown>;
  readonly answerApp: (request: Request) => Promise<Response>;
  /** Lets go of the open files, as the end of main's process does. */
  end(): Promise<void>;
}

/** What main asks of the window. */
export interface WindowEdge {
  readonly origin: string;
  /** The wire to the server; absent = the real one. */
  readonly wire?: (url: string, init: RequestInit) => Promise<Response>;
  /** This computer's clock; absent = the real one. */
  readonly now?: () => Date;
  readonly tellWindow: (event: BridgeEvent) => void;
  /** Main made a fresh port for the replica worker. */
  readonly connectWorker: () => void;
}

/** Starts main on a profile folder; without a keyring, as on a computer that has none. */
export async function startMainSide(profile: string, edge: WindowEdge): Promise<MainSide> {
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const now = () => performance.now();
  const setting = {
    profile,
    version: '0.1.0',
    policy: {},
    vaultPlace: { folder: profile, keyring: null, derive: deriveArgon2, cost: LOWEST_COST },
    netFetch: (url: string, init: RequestInit) =>
      main.offline ? Promise.reject(new TypeError('net::ERR_INTERNET_DISCONNECTED')) : (edge.wire ?? fetch)(url, init),
    cscFetch: makeCscFetch(fetch),
    clearBrowser: async () => undefined,
    now: edge.now ?? (() => new Date()),
    isPackaged: false,
    practice: null,
  };
  const state = await makeAppState(setting, await readSettings(profile, 'de'));
  const picked = makePickedFiles();
  const nothing = async () => null;
  const notHere = () => {
    throw new Error('a window of Electron');
  };
  const signing = signerHandlers(state, {
    chooseKeyFile: nothing,
    startSigner: notHere,
    startCard: notHere,
    confirm: notHere,
  });
  let relaunch = () => {};
  const relaunching = new Promise<void>((done) => {
    relaunch = done;
  });
  const office = officeHandlers(state, { start: notHere, onChange: () => edge.tellWindow({ type: 'office' }) });
  const closing = { tellWindow: edge.tellWindow, endActs: signing.killSigners, closeOffice: office.close };
  const lock = makeLock(state, { ...closing, relaunch });
  let workerPort: MainSide['workerPort'] = async () => undefined;
  const connectWorker = () => {
    workerPort = makeWorkerPort({ handlers: workerHandlers(state.workplace()), now, onError });
    edge.connectWorker();
  };
  const handlers = {
    ...setupHandlers(state, { hostName: 'Prüfplatz', openExternal: notHere, chooseFolder: nothing }),
    ...vaultHandlers(state, { lock, connectWorker }),
    ...fileHandlers(state, picked, { chooseFiles: async () => [], chooseFolder: nothing, chooseTarget: nothing }),
    ...deviceHandlers(state, {
      hostName: 'Prüfplatz',
      openExternal: notHere,
      lock,
      startEmpty: () => relaunch(),
      isUnsent: office.isUnsent,
    }),
    ...signing.handlers,
    ...cardHandlers(state, notHere),
    ...remoteHandlers(state, { startCsc: notHere, confirm: notHere }).handlers,
    ...preparedHandlers(state),
    ...windowHandlers(
      state,
      {
        openDokument: notHere,
        openPrint: notHere,
        print: notHere,
        closePrint: () => undefined,
        closeAll: () => undefined,
      },
      () => undefined,
    ),
    ...office.handlers,
    ...practiceHandlers(state, {
      ...closing,
      startPractice: notHere,
      endPractice: notHere,
    }),
    ...scanHandlers(state, picked, nothing),
    ...notifyHandlers(state, { isWatching: () => true, show: () => undefined }),
  };
  state.onStatus((status) => edge.tellWindow({ type: 'status', status }));
  const context = {
    rendererFolder: inRoot('dist/renderer'),
    viewerFolder: inRoot('dist/viewer'),
    takePickedFile: picked.take,
    confirmPage: () => null,
    forward: (request: Request, path: string) =>
      Promise.resolve()
        .then(() => forwardToServer(state.gateway(), request, path))
        .catch((error: unknown) => Response.json({ code: errorCode(error) }, { status: 503 })),
  };
  const main: MainSide = {
    state,
    errors,
    relaunching,
    offline: false,
    bridge: makeBridge({ handlers, origin: edge.origin, now, onError }),
    workerPort: (message) => workerPort(message),
    answerApp: (request) => answerApp(context, request),
    async end() {
      if (state.status().phase !== 'open') return;
      const { journal, zugriffe } = state.workplace();
      await Promise.all([journal.end(), zugriffe.end()]);
    },
  };
  return main;
}
