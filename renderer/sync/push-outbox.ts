import { z } from 'zod';
import { shaSchema } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { AppError, errorCode, errorCodes } from '../../shared/errors.ts';
import { type PushResult, pushResultSchema } from '../../shared/sync-protocol.ts';
import type { Replica } from '../replica/replica.ts';
import { planPush } from './plan-push.ts';
import { readText } from './read-answer.ts';
import { readReplica, readUnsent } from './sendable-blob.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';
import { type ReadPiece, type Transfer, uploadBlob } from './transfer-blob.ts';

/** Main's gateway lets 8 MiB pass. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;
/** Blobs of one request: their hashes fit into a header if all of them are lost (Node takes 16 KiB). */
const MAX_BLOBS = 150;
/** Tells the server which needed bytes this workstation has no more, comma-separated. */
const LOST_BLOBS_HEADER = 'at-lost-blobs';
const haveSchema = z.object({ have: z.array(shaSchema) });

/** What a push tells while it runs. */
export interface PushProgress {
  readonly onSending: (upTo: number) => void;
  readonly onBlobBytes: (sha: string, count: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends everything that waits, in order: blobs first, then operations. Main journals the server's word before anything
 * changes on the screen. Throws AppError 'device-fork' or 'operation-gap' when this device's history does not fit.
 */
export async function pushOutbox(
  server: ServerClient,
  replica: Replica,
  options: PushProgress & { readonly lastN: number },
): Promise<void> {
  let { lastN } = options;
  let gapAt = -1;
  for (;;) {
    const plan = planPush(replica.outbox, lastN, replica.state.askAgainFrom);
    if (plan.kind === 'nothing') return dropSentBlobs(replica);
    if (plan.kind !== 'send') throw new AppError(plan.kind);
    const operations = fitting(plan.operations);
    const lost = await uploadNeeded(server, replica, { ...options, shas: needs(operations) });
    options.onSending(operations.at(-1)?.n ?? 0);
    const results = await sendOperations(server, operations, { signal: options.signal, lost });
    await replica.decide(results);
    await noteAsked(replica, results);
    await dropSentBlobs(replica);
    const gap = results.find((result) => result.status === 'gap');
    if (gap) {
      // The same gap twice: the server cannot be fed from here.
      if (gap.expected === gapAt) throw new AppError('operation-gap');
      gapAt = gap.expected;
      lastN = gap.expected - 1;
    } else {
      if (results.length === 0) throw new AppError('server-answer-invalid');
      lastN = Math.max(lastN, ...results.map(({ n }) => n));
    }
  }
}

/** The journal holds the restored server's words up to here. */
async function noteAsked(replica: Replica, results: readonly PushResult[]): Promise<void> {
  const { askAgainFrom } = replica.state;
  if (askAgainFrom === null) return;
  const decided = results.flatMap((result) => (result.status === 'gap' ? [] : result.n));
  const asked = Math.max(askAgainFrom, ...decided.map((n) => n + 1));
  await replica.patchState({ askAgainFrom: [...replica.outbox.keys()].find((n) => n >= asked) ?? null });
}

async function sendOperations(
  server: ServerClient,
  operations: readonly Operation[],
  { signal, lost }: { readonly signal: AbortSignal; readonly lost: readonly string[] },
): Promise<readonly PushResult[]> {
  const answer = await server.request('/v1/sync/push', {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/x-ndjson',
      ...(lost.length > 0 && { [LOST_BLOBS_HEADER]: lost.join(',') }),
    },
    body: operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''),
  });
  const lines = (await readText(answer)).split('\n');
  lines.pop();
  return lines.map((line) => parseResult(line, operations));
}

function parseResult(line: string, operations: readonly Operation[]): PushResult {
  try {
    const result = pushResultSchema.parse(withKnownCode(JSON.parse(line)));
    if (operations.some(({ n }) => n === result.n)) return result;
  } catch (cause) {
    throw new AppError('server-answer-invalid', { cause });
  }
  throw new AppError('server-answer-invalid');
}

/** A refusal for a reason that only a newer server knows is a refusal still: it is parked and blocks nothing (I9). */
function withKnownCode(result: { readonly status?: unknown; readonly code?: unknown }): unknown {
  const isKnown = result.status !== 'rejected' || errorCodes.some((code) => code === result.code);
  return isKnown ? result : { ...result, code: 'operation-invalid' };
}

/** Sends what the server lacks. Answers the hashes of bytes that are nowhere any more: the server refuses what needs them. */
async function uploadNeeded(
  server: ServerClient,
  replica: Replica,
  options: PushProgress & { readonly shas: readonly string[] },
): Promise<readonly string[]> {
  const { shas, signal } = options;
  if (shas.length === 0) return [];
  const { have } = await readJson(
    await server.request('/v1/blobs/have', { ...jsonBody({ shas }), signal }),
    haveSchema,
  );
  const lost: string[] = [];
  for (const sha of shas.filter((each) => !have.includes(each))) {
    const transfer: Transfer = { signal, onBytes: (count) => options.onBlobBytes(sha, count) };
    if (!(await sendReadable(server, { replica, sha }, transfer))) lost.push(sha);
  }
  return lost;
}

/** Uploads from the first place that has the bytes whole; false when none has. */
async function sendReadable(
  server: ServerClient,
  { replica, sha }: { readonly replica: Replica; readonly sha: string },
  transfer: Transfer,
): Promise<boolean> {
  for (const place of [readUnsent, readReplica]) {
    const blob = await place(replica, sha);
    if (!blob) continue;
    let isGone = false;
    const read: ReadPiece = (offset, length) =>
      blob(offset, length).catch((error: unknown) => {
        isGone = ['not-found', 'journal-damaged'].includes(errorCode(error));
        throw error;
      });
    try {
      await uploadBlob(server, { sha, read }, transfer);
      return true;
    } catch (error) {
      if (!isGone) throw error;
    }
  }
  return false;
}

/** Main keeps bytes until nothing that waits or was refused needs them. */
async function dropSentBlobs(replica: Replica): Promise<void> {
  let dropped = false;
  for (const sha of replica.unsentBlobs) {
    // Asked anew each time: an import may have begun while the one before was dropped.
    if (replica.isNeeded(sha)) continue;
    dropped = true;
    await replica.main.call('blob.drop', { sha });
    replica.unsentBlobs = new Set([...replica.unsentBlobs].filter((each) => each !== sha));
  }
  if (dropped) replica.tell('blobs');
}

function needs(operations: readonly Operation[]): string[] {
  return [...new Set(operations.flatMap(({ need }) => need))].slice(0, MAX_BLOBS);
}

/** As many from the front as fit into one request body, with at most {@link MAX_BLOBS} different blobs. */
function fitting(operations: readonly Operation[]): readonly Operation[] {
  let bytes = 0;
  const blobs = new Set<string>();
  const end = operations.findIndex((operation, index) => {
    bytes += JSON.stringify(operation).length * 3;
    for (const sha of operation.need) blobs.add(sha);
    return index > 0 && (bytes > MAX_BODY_BYTES || blobs.size > MAX_BLOBS);
  });
  return end < 0 ? operations : operations.slice(0, end);
}
