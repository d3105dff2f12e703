import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idSchema, shaSchema } from '../../shared/akte.ts';
import { type Change, type Operation, operationPayload, operationSchema } from '../../shared/change.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { type PushResult, pushResultSchema } from '../../shared/sync-protocol.ts';
import { originHash } from '../../shared/uebergabe.ts';
import type { Journalled } from '../../shared/worker-port.ts';
import { queue } from '../queue.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import { openFrameFile } from './frame-file.ts';

/** Acknowledged operations stay so long, so that a restored server can be fed again. */
const KEEP_MS = 30 * 24 * 3600_000;
/** Compaction waits until so many operations can go: each rewrite costs a full copy. */
const COMPACT_FROM = 200;
const ZERO_HASH = '0'.repeat(64);

/** One frame's content. */
const entrySchema = z.discriminatedUnion('kind', [
  /** Where numbering continues after a rewrite, and on which device; without one it is the profile's first. */
  z.strictObject({
    kind: z.literal('head'),
    n: z.number().int().nonnegative(),
    h: shaSchema,
    dev: idSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('operation'), operation: operationSchema }),
  z.strictObject({ kind: z.literal('decision'), result: pushResultSchema, time: z.string() }),
  z.strictObject({ kind: z.literal('close'), n: z.number().int(), how: z.enum(['discarded', 'retried']) }),
]);
type Entry = z.infer<typeof entrySchema>;
/** Number, hash and device of the last operation. */
type Head = { readonly n: number; readonly h: string; readonly dev: string };

interface Kept {
  readonly operation: Operation;
  result?: PushResult;
  decidedAt?: string;
  closed?: 'discarded' | 'retried';
}

/** The truth for unsent work. Every promise resolves after fdatasync (R1). */
export interface Journal {
  readonly cutAtTail: boolean;
  /** Numbers, chains and signs; all or none. */
  append(changes: readonly Change[]): Promise<readonly Operation[]>;
  load(): readonly Journalled[];
  /** Number of the last operation ever made on this device; 0 for none. */
  lastN(): number;
  decide(results: readonly PushResult[]): Promise<void>;
  close(n: number, how: 'discarded' | 'retried'): Promise<void>;
  /** Lets go of the file; nothing can be written afterwards. */
  end(): Promise<void>;
}

/**
 * Opens the journal file and drops what was acknowledged more than 30 days ago. A journal of a device that this one replaces
 * becomes this one's (R20). Throws AppError 'journal-damaged', or 'disk-full' when it cannot be taken over.
 */
export async function openJournal(input: {
  readonly path: string;
  readonly key: Uint8Array;
  readonly device: string;
  /** Devices that this one replaces, the first one first; absent = none. */
  readonly replaces?: readonly string[];
  readonly deviceKey: DeviceKey;
  readonly now: () => Date;
}): Promise<Journal> {
  const opened = await openFrameFile({ path: input.path, key: input.key, store: 'journal' });
  const inTurn = queue();
  const kept = new Map<number, Kept>();
  let head: Head = { n: 0, h: ZERO_HASH, dev: input.replaces?.[0] ?? input.device };
  for (const payload of opened.payloads) apply(readEntry(payload));
  if (head.dev !== input.device) await takeOver();
  // A full disk must not keep a person from the work on it: the old file stays as it is.
  await compact().catch((error: unknown) => {
    if (errorCode(error) !== 'disk-full' && errorCode(error) !== 'journal-write-failed') throw error;
  });

  function apply(entry: Entry): void {
    switch (entry.kind) {
      case 'head':
        head = { n: entry.n, h: entry.h, dev: entry.dev ?? head.dev };
        break;
      case 'operation':
        head = entry.operation;
        kept.set(entry.operation.n, { operation: entry.operation });
        break;
      case 'decision':
        Object.assign(kept.get(entry.result.n) ?? {}, { result: entry.result, decidedAt: entry.time });
        break;
      case 'close':
        Object.assign(kept.get(entry.n) ?? {}, { closed: entry.how });
    }
  }

  async function write(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await opened.file.append(entries.map((entry) => Buffer.from(JSON.stringify(entry))));
    for (const entry of entries) apply(entry);
  }

  function number(changes: readonly (Change & Pick<Operation, 'origin'>)[]): Operation[] {
    let { n, h } = head;
    return changes.map((change) => {
      const body = { ...change, dev: input.device, n: n + 1, prev: h };
      h = createHash('sha256').update(operationPayload(body)).digest('hex');
      n += 1;
      return { ...body, h, sig: input.deviceKey.sign(Buffer.from(h, 'hex')) };
    });
  }

  /** Numbers, chains and signs anew what the device before left, with its decisions; one atomic rewrite. */
  async function takeOver(): Promise<void> {
    // What a person has dealt with is done: it must not reach the server a second time.
    const left = [...kept.values()].filter((entry) => !entry.closed);
    head = { n: 0, h: ZERO_HASH, dev: input.device };
    const operations = number(left.map(({ operation }) => reissue(operation)));
    kept.clear();
    for (const [index, operation] of operations.entries()) {
      const { result, ...entry } = left[index]!;
      kept.set(operation.n, { ...entry, operation, ...(result && { result: { ...result, n: operation.n } }) });
    }
    head = operations.at(-1) ?? head;
    await opened.file.rewrite(entriesOf(kept, head).map((entry) => Buffer.from(JSON.stringify(entry))));
  }

  async function compact(): Promise<void> {
    const before = input.now().getTime() - KEEP_MS;
    const open = openHashes(kept);
    const isOld = (entry: Kept) => isSettled(entry) && Date.parse(entry.decidedAt ?? '') < before;
    const old = [...kept.values()].filter((entry) => isOld(entry) && !isAbout(entry, open));
    if (old.length < COMPACT_FROM) return;
    const rest = new Map(kept);
    for (const entry of old) rest.delete(entry.operation.n);
    await opened.file.rewrite(entriesOf(rest, head).map((entry) => Buffer.from(JSON.stringify(entry))));
    for (const entry of old) kept.delete(entry.operation.n);
  }

  return {
    cutAtTail: opened.cut,
    append: (changes) =>
      inTurn(async () => {
        const operations = number(changes);
        await write(operations.map((operation) => ({ kind: 'operation', operation })));
        return operations;
      }),
    lastN: () => head.n,
    load: () => [...kept.values()].map(({ decidedAt, ...entry }) => entry),
    decide: (results) =>
      inTurn(() => {
        const time = input.now().toISOString();
        const decided = results.filter((result) => result.status !== 'gap' && isNews(kept.get(result.n), result));
        return write(decided.map((result) => ({ kind: 'decision', result, time })));
      }),
    close: (n, how) =>
      inTurn(async () => {
        if (kept.get(n)?.result?.status !== 'rejected') throw new AppError('input-invalid');
        await write([{ kind: 'close', n, how }]);
      }),
    end: () => opened.file.close(),
  };
}

/** Whether nothing is left to do for an operation: acknowledged, or rejected and dealt with by a person. */
function isSettled(entry: Kept): boolean {
  if (!entry.result) return false;
  return entry.result.status !== 'rejected' || entry.closed !== undefined;
}

/** Refused changes that a person has not dealt with, by the hash that they had first. */
function openHashes(kept: ReadonlyMap<number, Kept>): ReadonlySet<string> {
  const open = [...kept.values()].filter((entry) => !isSettled(entry));
  return new Set(open.map(({ operation }) => originHash(operation)));
}

/** Whether it handed one of them over: the person still has to read to whom. */
function isAbout({ operation: { intent, set } }: Kept, open: ReadonlySet<string>): boolean {
  return intent === 'hand-over' && [set.operationen].flat().some((hash) => open.has(String(hash)));
}

function isNews(entry: Kept | undefined, result: PushResult): boolean {
  return entry !== undefined && JSON.stringify(entry.result) !== JSON.stringify(result);
}

/** An operation of another device as a change of this one; the first device's number and hash stay its origin. */
function reissue({ dev, n, prev, h, sig, origin, ...change }: Operation): Change & Pick<Operation, 'origin'> {
  return { ...change, origin: origin ?? { dev, n, h } };
}

function entriesOf(kept: ReadonlyMap<number, Kept>, { n, h, dev }: Head): Entry[] {
  const entries: Entry[] = [];
  for (const { operation, result, decidedAt, closed } of kept.values()) {
    entries.push({ kind: 'operation', operation });
    if (result) entries.push({ kind: 'decision', result, time: decidedAt ?? '' });
    if (closed) entries.push({ kind: 'close', n: operation.n, how: closed });
  }
  // Last, because reading an operation moves the head.
  entries.push({ kind: 'head', n, h, dev });
  return entries;
}

function readEntry(payload: Buffer): Entry {
  const parsed = entrySchema.safeParse(JSON.parse(payload.toString()));
  if (!parsed.success) throw new AppError('journal-damaged', { cause: parsed.error });
  return parsed.data;
}
