import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { type ZugriffRecord, type ZugriffRequest, zugriffRecordSchema } from '../../shared/zugriff.ts';
import { queue } from '../queue.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import { openFrameFile } from './frame-file.ts';

const ZERO_HASH = '0'.repeat(64);

/** The device's access log: an append-only hash chain (Z2). */
export interface ZugriffLog {
  readonly cutAtTail: boolean;
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

/** Opens the log and checks its chain. Throws AppError 'journal-damaged' when a record does not follow its predecessor. */
export async function openZugriffLog(input: {
  readonly path: string;
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

  return {
    cutAtTail: opened.cut,
    records: () => records,
    end: () => opened.file.close(),
    record: (request) =>
      inTurn(async () => {
        const record = next(request);
        await opened.file.append([Buffer.from(JSON.stringify(record))]);
        records.push(record);
        return record;
      }),
  };
}

/** Whether every record names its predecessor's hash and hashes to its own. */
export function isChain(records: readonly ZugriffRecord[]): boolean {
  return records.every((record, index) => {
    const before = records[index - 1];
    const follows = record.seq === (before?.seq ?? 0) + 1 && record.prev === (before?.hash ?? ZERO_HASH);
    return follows && record.hash === zugriffHash(record);
  });
}
