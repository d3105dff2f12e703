import type { z } from 'zod';
import type { AppStatus } from '../shared/bridge.ts';
import { hpkeOpen, hpkePublicKey } from '../shared/crypto/hpke.ts';
import { AppError, errorCode } from '../shared/errors.ts';
import { zeichnungBytes } from '../shared/geschaeftsgang/zeichnung-bytes.ts';
import { refusalOfPrint } from '../shared/may-print.ts';
import { MAX_TRUST_DOCUMENT } from '../shared/trust/open-trust-document.ts';
import { PACKAGE_INFO } from '../shared/uebergabe.ts';
import { type WorkerCall, type WorkerOutput, workerPort, workerRequestSchema } from '../shared/worker-port.ts';
import { rateLimit, sizeOf } from './bridge-handlers.ts';
import { renewLease } from './lease.ts';
import type { Workplace } from './workplace.ts';

type WorkerHandlers = {
  readonly [C in WorkerCall]: (input: z.output<(typeof workerPort)[C]['input']>) => Promise<WorkerOutput<C>>;
};

/** A blob piece of 8 MiB and its frame; a batch of 1,000 changes stays below. */
const MAX_INPUT_BYTES = 24 * 1024 * 1024;
/** A trusted list is longer text. */
const MAX_TRUST_BYTES = 2 * MAX_TRUST_DOCUMENT + 1024;
const CALLS_PER_SECOND = 2_000;

interface WorkerEdge {
  /** Deletes the window's IndexedDB. */
  readonly clearDatabases?: () => Promise<void>;
  /** What the machine's policy lets be printed. */
  readonly print?: AppStatus['print'];
  /** What policy and person say of reading scans, now. */
  readonly recognition?: () => WorkerOutput<'recognition.mode'>['mode'];
}

/** What main does for the replica worker: journal, keys and unsent bytes. */
export function workerHandlers(
  workplace: Workplace,
  {
    clearDatabases = () => Promise.resolve(),
    print = { isAllowed: true, upTo: null },
    recognition = () => 'asked',
  }: WorkerEdge = {},
): WorkerHandlers {
  const { vault, journal, zugriffe, blobs, trust, packed, deviceKey, now } = workplace;
  const packageKey = () => new Uint8Array(vault.key('package'));
  return {
    'keys.replica': async () => {
      const { enrolment, lease, replaces = [] } = vault.secrets;
      const { person, device } = enrolment;
      const key = new Uint8Array(vault.key('replica'));
      return { key, person: person.id, einheit: person.einheit, device, replaces, leaseUntil: lease?.until ?? null };
    },
    'keys.release': async (request) => {
      // The page has no say in it: the level comes from the replica, and stands in the record that was asked for (D3).
      const refusal = request.action === 'print' ? refusalOfPrint(print, request.vertraulichkeit ?? '') : null;
      if (refusal !== null) throw new AppError(refusal);
      await zugriffe.record(request);
      return { keys: request.objects.map(({ sha }) => new Uint8Array(vault.key(`blob|${sha}`))) };
    },
    'keys.signZeichnung': async (inhalt) => {
      const { person, device } = vault.secrets.enrolment;
      if (inhalt.von !== person.id || inhalt.geraet !== device) throw new AppError('input-invalid');
      // Before the key is used (Z5): no act is signed that the log does not know.
      const object = { akte: null, dokument: inhalt.dokument, sha: inhalt.versionSha };
      const fuer = inhalt.fuer ?? undefined;
      await zugriffe.record({ action: 'sign', objects: [object], purpose: 'zeichnung', ...(fuer && { fuer }) });
      const zeit = now().toISOString();
      return { zeit, signatur: deviceKey.sign(zeichnungBytes({ ...inhalt, zeit })) };
    },
    'recognition.mode': async () => ({ mode: recognition() }),
    'journal.append': async ({ changes }) => ({ operations: [...(await journal.append(changes))] }),
    'replica.clear': async () => {
      await clearDatabases();
      return {};
    },
    'journal.load': async () => ({
      operations: [...journal.load()],
      cutAtTail: journal.cutAtTail || zugriffe.cutAtTail,
      isLogShortened: zugriffe.isShortened,
    }),
    'journal.decide': async ({ results }) => {
      await journal.decide(results);
      return {};
    },
    'journal.close': async ({ n, how }) => {
      await journal.close(n, how);
      return {};
    },
    'blob.write': async (piece) => {
      await blobs.write(piece);
      return {};
    },
    'blob.read': (part) => blobs.read(part),
    'blob.list': async () => ({ blobs: await blobs.list() }),
    'blob.drop': async ({ sha }) => {
      await blobs.drop(sha);
      return {};
    },
    'lease.renew': async (lease) => {
      await renewLease(vault, lease);
      return {};
    },
    'package.key': async () => ({ publicKey: Buffer.from(hpkePublicKey(packageKey())).toString('hex') }),
    'package.open': async ({ akte, uebergabe, sha, aad, enc, ciphertext }) => {
      const objects = [{ akte, dokument: uebergabe, sha }];
      await zugriffe.record({ action: 'handover', objects, purpose: 'open-package' });
      const key = hpkeOpen(packageKey(), { enc, ciphertext }, { info: PACKAGE_INFO, aad });
      if (!key) throw new AppError('package-damaged');
      return { key: new Uint8Array(key) };
    },
    'packed.load': async () => ({ list: await packed.load() }),
    'packed.save': async ({ list }) => {
      await packed.save(list);
      return {};
    },
    'trust.load': () => trust.load(),
    'trust.accept': async ({ document }) => {
      await trust.accept(document);
      return {};
    },
  };
}

/** The one wrapper around the worker's calls: shape, rate, size and schema; answers `{id, ok, …}` as in shared/worker-port. */
export function makeWorkerPort(options: {
  readonly handlers: WorkerHandlers;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}): (message: unknown) => Promise<unknown> {
  const admit = rateLimit(CALLS_PER_SECOND, options.now);

  async function answer(call: string, input: unknown): Promise<unknown> {
    if (!admit()) throw new AppError('too-many-calls');
    if (!isWorkerCall(call)) throw new AppError('input-invalid');
    const largest = call === 'trust.accept' ? MAX_TRUST_BYTES : MAX_INPUT_BYTES;
    if (sizeOf(input, largest) > largest) throw new AppError('too-large');
    const parsed = workerPort[call].input.safeParse(input);
    if (!parsed.success) throw new AppError('input-invalid', { cause: parsed.error });
    return (options.handlers[call] as (input: unknown) => Promise<unknown>)(parsed.data);
  }

  return async (message) => {
    const request = workerRequestSchema.safeParse(message);
    if (!request.success) return { id: -1, ok: false, code: 'input-invalid' };
    const { id, call, input } = request.data;
    try {
      return { id, ok: true, value: await answer(call, input) };
    } catch (error) {
      options.onError(error);
      return { id, ok: false, code: errorCode(error) };
    }
  };
}

function isWorkerCall(name: string): name is WorkerCall {
  return Object.hasOwn(workerPort, name);
}
