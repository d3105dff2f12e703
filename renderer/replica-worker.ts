import '../shared/schemas-without-eval.ts';
import { AppError, errorCode } from '../shared/errors.ts';
import { startRaiseWorker } from './raise-client.ts';
import { startRecogniser } from './recognition-client.ts';
import { tidy } from './replica/flush.ts';
import { concernsIndex } from './replica/indexing/index-queue.ts';
import { connectMain } from './replica/main-port.ts';
import { openOpfsPackFiles } from './replica/opfs-pack-files.ts';
import { createQueries } from './replica/queries.ts';
import { startSearch } from './replica/start-search.ts';
import { createSubscriptions } from './replica/subscriptions.ts';
import { unlock } from './replica/unlock.ts';
import type { FromWorker, ToWorker } from './replica-api.ts';
import { createAskRelay } from './sync/ask-relay.ts';
import { createCommands, createFetchBlob } from './sync/commands.ts';
import { createRaising } from './sync/raise-signatures.ts';
import { createServerClient } from './sync/server-client.ts';
import { type SyncLoop, startSyncLoop } from './sync/sync-loop.ts';
import { createDownloads } from './sync/transfer-blob.ts';
import { startTextReader } from './text-client.ts';

/** Where main's gateway forwards to the agency's server. */
const SERVER = 'app://aktentasche/server';

/** How long the index waits before it looks whether the exchange is done. */
const BUSY_MS = 200;

/** How long nothing may have changed before scans are read that nobody asked for. */
const QUIET_MS = 20_000;

/** What reads words in pictures lies among the app's own files (build/bundle.mjs); nothing of it is fetched from elsewhere. */
const recognitionFiles = {
  engine: `${self.location.origin}/recognition/engine.wasm`,
  models: {
    deu: `${self.location.origin}/recognition/deu.traineddata.gz`,
    eng: `${self.location.origin}/recognition/eng.traineddata.gz`,
  },
  decoders: `${self.location.origin}/recognition/`,
};

type AnyCommand = (input: unknown, onPart: (part: unknown) => void) => Promise<unknown>;
type Message = Exclude<ToWorker, { type: 'start' }>;

const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });
let handle: ((message: Message) => void) | null = null;
const early: Message[] = [];

/** The only door to replica and sync: opens them when the page hands over main's port, then answers the page. */
self.onmessage = ({ data, ports }: MessageEvent<ToWorker>) => {
  if (data.type !== 'start') {
    if (handle) handle(data);
    else early.push(data);
    return;
  }
  const port = ports[0];
  if (!port || handle) return;
  open(port).catch((error: unknown) => post({ type: 'failed', code: errorCode(error) }));
};

async function open(port: MessagePort): Promise<void> {
  const { replica, ...started } = await unlock({
    main: connectMain(port),
    files: await openOpfsPackFiles('packs'),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    onUnanswered: () => post({ type: 'unanswered' }),
  });
  const server = createServerClient((input, init) => fetch(input, init), SERVER);
  const download = createDownloads({ server, replica });
  const raising = createRaising({
    replica,
    fetchBlob: createFetchBlob(download),
    startRaiser: () => startRaiseWorker(createAskRelay(server)),
    anchors: async () => {
      const { anchors, timestampAnchors } = await replica.trust.read();
      return [...anchors, ...timestampAnchors];
    },
    random: Math.random,
  });
  const onIdle = () => {
    // Beside the exchange, not in it: a thousand signatures keep nobody from sending.
    raising.run().catch(() => undefined);
    return tidy(replica);
  };
  const loop = startSyncLoop({ server, replica, download, random: Math.random, onIdle });
  const quiet = createQuiet(loop);
  const search = startSearch(replica, {
    ...{ reader: startTextReader(), pause: whenIdle(loop) },
    ...{ recogniser: startRecogniser(recognitionFiles), calm: quiet.wait },
  });
  const subscriptions = createSubscriptions(createQueries(replica, loop, search), (id, value) =>
    post({ type: 'answer', id, value }),
  );
  const commands = createCommands({ replica, download, loop, server, ...search });
  replica.onChange = (topics) => {
    subscriptions.changed(topics);
    if (topics.has('outbox') || topics.has('packed')) loop.wake();
    if (concernsIndex(topics)) {
      quiet.note();
      search.wake();
    }
  };
  replica.store.segments.onDamage = loop.wake;
  self.addEventListener('online', loop.wake);

  handle = (message) => {
    switch (message.type) {
      case 'subscribe':
        return subscriptions.add(message.id, message.name, message.input);
      case 'unsubscribe':
        return subscriptions.remove(message.id);
      case 'command':
        void answer(message, commands);
    }
  };
  post({ type: 'ready', ...started });
  search.wake();
  for (const message of early.splice(0)) handle(message);
}

/** Gives way to whatever came meanwhile, and to the exchange as long as it runs. */
function whenIdle(loop: SyncLoop): () => Promise<void> {
  return async () => {
    do await new Promise((done) => setTimeout(done, loop.status().phase === 'syncing' ? BUSY_MS : 0));
    while (loop.status().phase === 'syncing');
  };
}

/** Notes that somebody works, and waits until nobody has for a while. */
function createQuiet(loop: SyncLoop): { note(): void; wait(): Promise<void> } {
  let since = performance.now();
  return {
    note: () => {
      since = performance.now();
    },
    async wait() {
      while (loop.status().phase === 'syncing' || performance.now() - since < QUIET_MS)
        await new Promise((done) => setTimeout(done, BUSY_MS));
    },
  };
}

async function answer(
  message: Extract<Message, { type: 'command' }>,
  commands: ReturnType<typeof createCommands>,
): Promise<void> {
  const { id, name, input } = message;
  try {
    const command = commands[name] as AnyCommand | undefined;
    if (!command) throw new AppError('input-invalid');
    const value = await command(input, (part) => post({ type: 'part', id, value: part }));
    post({ type: 'done', id, ok: true, value }, transferable(value));
  } catch (error) {
    post({ type: 'done', id, ok: false, code: errorCode(error) });
  }
}

/** Bytes of a Version are handed over, not copied; so is the port of a lent one. */
function transferable(value: unknown): Transferable[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('port' in value && value.port instanceof MessagePort) return [value.port];
  return 'bytes' in value && value.bytes instanceof Uint8Array ? [value.bytes.buffer as ArrayBuffer] : [];
}
