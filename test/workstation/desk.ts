import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { restoreNotfallkopie, writeNotfallkopie } from '../../electron/notfallkopie.ts';
import { forwardToServer } from '../../electron/server/server-gateway.ts';
import { makeServerToken } from '../../electron/server/server-token.ts';
import { importDeviceKey, makeDeviceKey } from '../../electron/vault/device-key.ts';
import { createVault, type KeyVault, unlockVault } from '../../electron/vault/key-vault.ts';
import { type NewDevice, replaceDevice } from '../../electron/vault/replace-device.ts';
import { makeWorkerPort, workerHandlers } from '../../electron/worker-port-handlers.ts';
import { openWorkplace, type Workplace } from '../../electron/workplace.ts';
import type { Recogniser } from '../../renderer/replica/indexing/recognition-queue.ts';
import type { MainPort } from '../../renderer/replica/main-port.ts';
import { createQueries, type QueryAnswers } from '../../renderer/replica/queries.ts';
import type { Replica } from '../../renderer/replica/replica.ts';
import { type Search, startSearch } from '../../renderer/replica/start-search.ts';
import { unlock } from '../../renderer/replica/unlock.ts';
import type { RecognitionMode } from '../../renderer/replica-api/recognition-rows.ts';
import { type CommandHandlers, createCommands } from '../../renderer/sync/commands.ts';
import { createServerClient, type ServerClient } from '../../renderer/sync/server-client.ts';
import { syncOnce } from '../../renderer/sync/sync-once.ts';
import { createProgress } from '../../renderer/sync/sync-progress.ts';
import { createDownloads } from '../../renderer/sync/transfer-blob.ts';
import { AppError } from '../../shared/errors.ts';
import { enrolmentSchema } from '../../shared/sync-protocol.ts';
import { type WorkerCall, type WorkerInput, type WorkerOutput, workerPort } from '../../shared/worker-port.ts';
import { PASSPHRASE, vaultPlace } from '../electron/sample-vault.ts';
import { memoryPackFiles } from './memory-pack-files.ts';
import { recogniserHere } from './recogniser.ts';
import { textReaderHere } from './text-reader.ts';

/** Stands between gateway and server: a test cuts, delays or counts here. */
export type Wire = (url: string, init: RequestInit) => Promise<Response>;

/**
 * One person's workstation without windows: the product's replica, sync, journal, access log and gateway in one process, on
 * fake-indexeddb and packs in memory.
 */
export class Desk {
  readonly folder: string;
  readonly recoveryCode: string;
  #vault: KeyVault;
  wire: Wire = (url, init) => fetch(url, init);
  /** Called before each call to main: a test that throws here kills the workstation at that moment, a promise holds it. */
  beforeCall: (call: WorkerCall, input: unknown) => void | Promise<void> = () => undefined;
  /** The clock of the workstation. */
  now: () => Date = () => new Date();
  indexedDB = new IDBFactory();
  files = memoryPackFiles();
  replica!: Replica;
  commands!: CommandHandlers;
  queries!: QueryAnswers;
  server!: ServerClient;
  search!: Search;
  workplace!: Workplace;
  /** Reads words in pictures when a test asks for it. */
  recogniser: Recogniser = recogniserHere();
  recognition: RecognitionMode = 'asked';
  rebuilt = false;
  offline = false;
  #sync: () => Promise<void> = async () => undefined;

  private constructor(folder: string, vault: KeyVault, recoveryCode: string) {
    this.folder = folder;
    this.#vault = vault;
    this.recoveryCode = recoveryCode;
  }

  /** Registers a new device for a demo account and opens its replica. */
  static async open(url: string, account: string, password: string): Promise<Desk> {
    const { deviceKey, ...device } = await register(url, account, password);
    const place = vaultPlace(await makeFolder());
    const secrets = { ...device, deviceKey: deviceKey.exportPrivate(), signerKey: null, lease: null };
    const { vault, recoveryCode } = await createVault(place, PASSPHRASE, secrets);
    const desk = new Desk(place.folder, vault, recoveryCode);
    await desk.start();
    return desk;
  }

  /** Registers a new device and restores a Notfallkopie on it. */
  static async restore(
    copy: { readonly folder: string; readonly recoveryCode: string },
    ...[url, account, password]: [url: string, account: string, password: string]
  ): Promise<Desk> {
    const device = await register(url, account, password);
    const place = vaultPlace(await makeFolder());
    const { recoveryCode } = copy;
    await restoreNotfallkopie(copy.folder, place, { recoveryCode, passphrase: PASSPHRASE, device });
    const desk = new Desk(place.folder, await unlockVault(place, PASSPHRASE), recoveryCode);
    await desk.start();
    return desk;
  }

  /** The same profile in another folder, as after copying a disk; without what the browser keeps. */
  async clone(): Promise<Desk> {
    const folder = await makeFolder();
    await cp(this.folder, folder, { recursive: true });
    const desk = new Desk(folder, await unlockVault(vaultPlace(folder), PASSPHRASE), this.recoveryCode);
    await desk.start();
    return desk;
  }

  get person(): string {
    return this.#vault.secrets.enrolment.person.id;
  }

  /** What {@link Desk.restore} needs. */
  async writeNotfallkopie(): Promise<{ readonly folder: string; readonly recoveryCode: string }> {
    const stick = await makeFolder();
    await writeNotfallkopie(this.folder, stick, new Date());
    const [name = ''] = await readdir(stick);
    return { folder: path.join(stick, name), recoveryCode: this.recoveryCode };
  }

  /** The person signs in again and goes on as a new device; takes effect with the next {@link Desk.start}. */
  async replaceDevice(account: string, password: string): Promise<void> {
    await replaceDevice(this.#vault, await register(this.#vault.secrets.server, account, password));
  }

  /** Starts the workstation anew on what is on its disk. */
  async start(): Promise<void> {
    await this.#letGo();
    this.workplace = await openWorkplace(this.folder, this.#vault, () => new Date());
    const forward = this.#gateway();
    const { replica, rebuilt } = await unlock({
      main: this.#mainPort(),
      files: this.files,
      engine: { indexedDB: this.indexedDB as unknown as IDBFactory, IDBKeyRange },
      now: () => this.now(),
      newId: randomUUID,
    } as Parameters<typeof unlock>[0]);
    this.replica = replica;
    this.rebuilt = rebuilt;
    const base = 'app://aktentasche/server';
    const gateway = (input: RequestInfo | URL, init?: RequestInit) => {
      const address = String(input).slice(base.length);
      // Node's Request has no custom schemes: the path is what counts.
      return forward(new Request(`http://gateway${address}`, init), address.split('?')[0] ?? '');
    };
    this.server = createServerClient(gateway as typeof fetch, base);
    const download = createDownloads({ server: this.server, replica });
    const meter = createProgress(
      () => undefined,
      () => Date.now(),
    );
    this.#sync = () =>
      syncOnce({
        server: this.server,
        replica,
        download,
        progress: meter.progress,
        signal: new AbortController().signal,
      }).finally(meter.reset);
    const calm = async () => undefined;
    this.search = startSearch(replica, { reader: textReaderHere(), recogniser: this.recogniser, pause: calm, calm });
    const { server, search } = this;
    this.commands = createCommands({ replica, download, loop: { syncNow: this.#sync }, server, ...search });
    const status = () => {
      throw new Error('no loop here');
    };
    this.queries = createQueries(replica, { status, sending: meter.sending }, search);
  }

  /** One exchange. */
  sync(): Promise<void> {
    return this.#sync();
  }

  /** Exchanges until `check` holds. */
  async syncUntil(check: () => boolean | Promise<boolean>): Promise<void> {
    for (let i = 0; i < 200; i++) {
      await this.sync();
      if (await check()) return;
      await new Promise((done) => setTimeout(done, 15));
    }
    throw new Error('did not arrive');
  }

  /** The browser lost everything: IndexedDB and OPFS are empty. */
  wipe(): void {
    this.indexedDB = new IDBFactory();
    this.files = memoryPackFiles();
  }

  async close(): Promise<void> {
    await this.search.stop();
    this.replica.store.database.close();
    await this.#letGo();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Lets go of the open files, as the end of main's process does. */
  async #letGo(): Promise<void> {
    const { journal, zugriffe } = this.workplace ?? {};
    await Promise.all([journal?.end(), zugriffe?.end()]);
  }

  #gateway(): (request: Request, path: string) => Promise<Response> {
    const { server: origin, enrolment, deviceKey } = this.#vault.secrets;
    const jwt = { deviceKey: importDeviceKey(deviceKey), now: () => new Date(), randomId: randomUUID };
    const netFetch: Wire = (to, init) =>
      this.offline ? Promise.reject(new TypeError('net::ERR_INTERNET_DISCONNECTED')) : this.wire(to, init);
    const token = makeServerToken({ netFetch, origin, device: enrolment.device, jwt });
    return (request, path) => forwardToServer({ netFetch, origin, token, jwt }, request, path);
  }

  #mainPort(): MainPort {
    const answer = makeWorkerPort({
      handlers: workerHandlers(this.workplace, { recognition: () => this.recognition }),
      now: () => performance.now(),
      onError: () => undefined,
    });
    let id = 0;
    return {
      call: async <C extends WorkerCall>(call: C, input: WorkerInput<C>): Promise<WorkerOutput<C>> => {
        const held = this.beforeCall(call, input);
        if (held) await held;
        const reply = (await answer(structuredClone({ id: ++id, call, input }))) as
          | { ok: true; value: unknown }
          | { ok: false; code: AppError['code'] };
        if (!reply.ok) throw new AppError(reply.code);
        return workerPort[call].output.parse(structuredClone(reply.value)) as WorkerOutput<C>;
      },
    };
  }
}

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'aktentasche-desk-'));

/** Signs in, which registers a device with a fresh key. */
async function register(server: string, name: string, password: string): Promise<NewDevice> {
  const deviceKey = makeDeviceKey();
  const device = { id: `dev-${randomUUID()}`, name: 'Prüfplatz', publicKey: deviceKey.publicJwk };
  const answer = await fetch(`${server}/v1/sign-in/local`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'AT-Protocol': '1' },
    body: JSON.stringify({ name, password, device }),
  });
  return { server, enrolment: enrolmentSchema.parse(await answer.json()), deviceKey };
}
