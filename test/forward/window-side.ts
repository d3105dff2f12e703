import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Queries, QueryName } from '../../renderer/replica-api/live-queries.ts';
import type { CommandName, Commands, FromWorker, ToWorker } from '../../renderer/replica-api.ts';
import type { BridgeCall, BridgeEvent, BridgeInput } from '../../shared/bridge.ts';
import { type MainSide, startMainSide } from '../workstation/main-side.ts';
import { chromiumPath } from './chromium.ts';

declare global {
  interface Window {
    mainBridge(name: string, input: unknown): Promise<never>;
    mainPort(message: unknown): Promise<unknown>;
    hearBridge(event: BridgeEvent): void;
    givePort(): void;
    /** Resolves when the replica worker opened. */
    replicaReady: Promise<Extract<FromWorker, { type: 'ready' | 'failed' }>>;
    tellReplica(message: object): Promise<unknown>;
  }
}

/** The built window in the newest Chromium, with its own main behind it: one start of the app. */
export interface StartedApp {
  readonly page: Page;
  readonly main: MainSide;
  readonly troubles: string[];
  /** Asks the replica worker beside the screens. */
  ask<N extends QueryName>(name: N, input: Queries[N]['input']): Promise<Queries[N]['output']>;
  /** Tells the replica worker to do something beside the screens; rejects with the code. */
  tell<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Commands[N]['output']>;
  /** Ends all processes of the browser; what it wrote stays. */
  end(): Promise<void>;
}

/** Starts browser and main on their folders. `setMain` is told whom the web address belongs to now. */
export async function startApp(options: {
  readonly origin: string;
  readonly profile: string;
  readonly browserFolder: string;
  readonly setMain: (main: MainSide) => void;
}): Promise<StartedApp> {
  const context = await chromium.launchPersistentContext(options.browserFolder, {
    executablePath: chromiumPath!,
    args: ['--disable-gpu'],
    locale: 'de-DE',
    viewport: { width: 1280, height: 800 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const main = await startMainSide(options.profile, {
    origin: options.origin,
    tellWindow: (event) => void page.evaluate((told) => window.hearBridge(told), event).catch(() => undefined),
    connectWorker: () => void page.evaluate(() => window.givePort()).catch(() => undefined),
  });
  options.setMain(main);
  // A busy machine is slow; a hang ends at the test's own limit.
  page.setDefaultTimeout(90_000);
  const troubles = listenForTroubles(page);
  await exposeMain(context, page, main);
  await page.addInitScript(standInForPreload);
  await page.goto(`${options.origin}/index.html`);
  let lastId = 0;
  return {
    page,
    main,
    troubles,
    ask: (name, input) => {
      const message: ToWorker = { type: 'subscribe', id: --lastId, name, input };
      return page.evaluate((told) => window.tellReplica(told), message) as never;
    },
    tell: (name, input) => {
      const message: ToWorker = { type: 'command', id: --lastId, name, input };
      return page.evaluate((told) => window.tellReplica(told), message) as never;
    },
    async end() {
      await context.close();
      await main.end();
    },
  };
}

function listenForTroubles(page: Page): string[] {
  const troubles: string[] = [];
  // Chromium reports every refused or unreachable request, also those the product expects.
  const isExpected = (text: string) => text.startsWith('Failed to load resource');
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  return troubles;
}

/** Calls of the window and messages of the worker's port, as Electron's IPC would carry them. */
async function exposeMain(context: BrowserContext, page: Page, main: MainSide): Promise<void> {
  await context.exposeBinding('mainBridge', ({ frame }, name: BridgeCall, input: BridgeInput<BridgeCall>) =>
    main.bridge({ origin: new URL(frame.url()).origin, isTopFrame: frame === page.mainFrame() }, name, input),
  );
  await context.exposeBinding('mainPort', (_source, message: unknown) => main.workerPort(message));
}

/** Runs in the page before its own scripts: what electron/preload.ts does, over bindings; and it overhears the replica worker. */
function standInForPreload(): void {
  const listeners = new Set<(event: BridgeEvent) => void>();
  const aktentasche = {
    call: (name: string, input: unknown) => window.mainBridge(name, input),
    onEvent: (listener: (event: BridgeEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const givePort = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = async ({ data }) => port1.postMessage(await window.mainPort(data));
    window.postMessage({ type: 'worker-port' }, location.origin, [port2]);
  };
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let replica: Worker | undefined;
  let ready: (message: FromWorker) => void = () => {};
  const replicaReady = new Promise<FromWorker>((done) => {
    ready = done;
  });
  const overhear = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'ready' || data.type === 'failed') return ready(data);
    if (data.type === 'part' || data.type === 'unanswered') return;
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.type === 'answer' || data.ok) asked?.resolve(data.value);
    else asked?.reject(new Error(data.code));
  };
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (!String(url).includes('replica-worker')) return;
      replica = this;
      this.addEventListener('message', overhear);
    }
  };
  const tellReplica = (message: { id: number; type: string }) =>
    new Promise((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      replica?.postMessage(message);
    }).finally(() => message.type === 'subscribe' && replica?.postMessage({ type: 'unsubscribe', id: message.id }));
  const hearBridge = (event: BridgeEvent) => {
    for (const listener of listeners) listener(event);
  };
  Object.assign(window, { aktentasche, givePort, replicaReady, tellReplica, hearBridge });
}
