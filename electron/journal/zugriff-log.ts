import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import {
  type ZugriffRecord,
  type ZugriffRequest,
  type Zugriffsart,
  zugriffRecordSchema,
} from '../../shared/zugriff.ts';
import { queue } from '../queue.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import { openFrameFile } from './frame-file.ts';
import type { Head, LogHead } from './log-head.ts';

const ZERO_HASH = '0'.repeat(64);

/** The device's access log: an append-only hash chain (Z2). */
export interface ZugriffLog {
  readonly cutAtTail: boolean;
  /** Records that were there are gone from its end, or where it ended cannot be told (Z10). */
  readonly isShortened: boolean;
  /** A head of it is on disk. */
  readonly isHeadKept: boolean;
  /** Answers when the record is on disk; whoever needs the record before acting awaits this (Z1). */
  record(request: ZugriffRequest): Promise<ZugriffRecord>;
  records(): readonly ZugriffRecord[];
  /** Lets go of the file. */
  end(): Promise<void>;
}

/** Hash of a record: SHA-256 over its canonical JSON without `hash` and `sig`. */
export function zugriffHash(record: Omit<ZugriffRecord, 'hash' | 'sig'>): string {
  const { device, seq, prev, time, actor, action, objects, purpose, vertraulichkeit, fuer } = record;
  return createHash('sha256')
    .update(canonicalJson({ device, seq, prev, time, actor, action, objects, purpose, vertraulichkeit, fuer }))
    .digest('hex');
}

/** The machine's own decryptions (Z7). Thousands follow each other, and they do not wait until the head is on disk. */
const ofMachine: ReadonlySet<Zugriffsart> = new Set(['index', 'pack']);

/**
 * Opens the log and checks its chain and its end. One that was shortened goes on with a record that says from where, and is
 * believed from there on. Throws AppError 'journal-damaged' when a record does not follow its predecessor.
 */
export async function openZugriffLog(input: {
  readonly path: string;
  readonly head: LogHead;
  /** A head was kept before: when there is none now, it was removed. */
  readonly wasHeadKept: boolean;
  readonly key: Uint8Array;
  readonly device: string;
  readonly actor: string;
  readonly deviceKey: DeviceKey;
  readonly now: () => Date;
}): Promise<ZugriffLog> {
  const opened = await openFrameFile({ path: input.path, key: input.key, store: 'zugriffe' });
  const records = opened.payloads.map((payload) => zugriffRecordSchema.parse(JSON.parse(payload.toString())));
  if (!isChain(records)) throw new AppError('journal-damaged');
  const inTurn = queue();

  function next({ action, objects, purpose, vertraulichkeit, fuer }: ZugriffRequest): ZugriffRecord {
    const last = records.at(-1);
    const { device, actor } = input;
    const chained = { device, seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? ZERO_HASH };
    const body = {
      ...chained,
      time: input.now().toISOString(),
      actor,
      action,
      objects,
      purpose,
      ...(vertraulichkeit ? { vertraulichkeit } : {}),
      ...(fuer ? { fuer } : {}),
    };
    const hash = zugriffHash(body);
    return { ...body, hash, sig: input.deviceKey.sign(Buffer.from(hash, 'hex')) };
  }

  const present = (): Head => ({ seq: records.length, hash: records.at(-1)?.hash ?? ZERO_HASH });
  // Always after the record: a head may be older than the log, never newer. When the disk has no room for it, the older one
  // is as true as before.
  const keepHead = () =>
    input.head.save(present).then(
      () => true,
      () => false,
    );

  async function append(request: ZugriffRequest): Promise<ZugriffRecord> {
    const made = next(request);
    await opened.file.append([Buffer.from(JSON.stringify(made))]);
    records.push(made);
    const kept = keepHead();
    if (!ofMachine.has(request.action)) await kept;
    return made;
  }

  const known = await input.head.read();
  const isShortened = known ? !reaches(records, known) : input.wasHeadKept;
  let isTold = !isShortened;
  // On a full disk the head stays where it is: nothing is recorded before this is, and the next start tells it again.
  const tell = async () => {
    if (!isTold) await append({ action: 'shortened', objects: [], purpose: `after ${known?.seq ?? 'unknown'}` });
    isTold = true;
  };
  await tell().catch(() => {});
  const isHeadKept = isShortened ? known !== null : (await keepHead()) || known !== null;

  return {
    cutAtTail: opened.cut,
    isShortened,
    isHeadKept,
    records: () => records,
    end: () =>
      inTurn(async () => {
        if (isTold) await keepHead();
        await opened.file.close();
      }),
    record: (request) =>
      inTurn(async () => {
        await tell();
        return append(request);
      }),
  };
}

function reaches(records: readonly ZugriffRecord[], { seq, hash }: Head): boolean {
  return seq === 0 || records[seq - 1]?.hash === hash;
}

/** Whether every record names its predecessor's hash and hashes to its own. */
export function isChain(records: readonly ZugriffRecord[]): boolean {
  return records.every((record, index) => {
    const before = records[index - 1];
    const follows = record.seq === (before?.seq ?? 0) + 1 && record.prev === (before?.hash ?? ZERO_HASH);
    return follows && record.hash === zugriffHash(record);
  });
}
