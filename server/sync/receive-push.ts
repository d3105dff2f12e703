import pg from 'pg';
import { shaSchema } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { movesRecord } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { decideAlone, makeDecideTogether, type Piece } from './decide-pieces.ts';
import { parseOperation, verifySignature } from './parse-operation.ts';
import type { Received } from './receive-operation.ts';

/** Largest push body, bytes. */
const MAX_PUSH_BYTES = 16 * 1024 * 1024;
/** Operations of one push that are decided in one piece. */
const PIECE = 32;

/**
 * `POST /v1/sync/push`: operations in strict order of n, one result per operation. When an operation cannot be looked at yet
 * (its blobs are missing) or ever (fork, forged), the results before it are answered and the rest is not touched; if it is
 * the first, the answer is its refusal: 409 'blob-incomplete', 409 'device-fork', 400 'operation-invalid' (S12, S13).
 * The header `at-lost-blobs: sha,sha` names bytes that the device can no longer produce: what needs them is rejected.
 */
export function pushRoute(context: ServerContext): Route {
  const decideTogether = makeDecideTogether(context);
  return {
    method: 'POST',
    url: '/v1/sync/push',
    rule: {
      access: 'device',
      summary: 'Operations of a device in strict order, one JSON object per line; one result line each.',
      bodyType: 'application/x-ndjson',
      answerType: 'application/x-ndjson',
    },
    bodyLimit: MAX_PUSH_BYTES,
    async handle(request, reply) {
      if (!Buffer.isBuffer(request.body)) throw new AppError('input-invalid');
      const lines = request.body.toString('utf8').split('\n').filter(Boolean);
      const lostBlobs = readLostBlobs(request.headers['at-lost-blobs']);
      const results = await receivePush({ context, decideTogether, caller: callerOf(request), lostBlobs }, lines);
      return reply.type('application/x-ndjson').send(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
    },
  };
}

/** Who sent it, which bytes are gone for good, and how it is decided. */
interface On {
  readonly context: ServerContext;
  readonly decideTogether: ReturnType<typeof makeDecideTogether>;
  readonly caller: Caller;
  readonly lostBlobs: ReadonlySet<string>;
}

/**
 * Decides the operations in order, piece by piece; if one of a piece fails, nothing of it counts and its operations are decided
 * one by one, so that those before it are answered and kept (S64).
 */
async function receivePush(on: On, lines: readonly string[]): Promise<PushResult[]> {
  const results: PushResult[] = [];
  try {
    for (let from = 0; from < lines.length && results.length === from; from += PIECE) {
      const some = lines.slice(from, from + PIECE);
      const piece = readPiece(on, some);
      const together = piece && (await on.decideTogether(piece));
      if (together) results.push(...together);
      else await decideEach(on, some, results);
      if (results.at(-1)?.status === 'gap') break;
    }
  } catch (error) {
    if (results.length === 0) throw error;
  } finally {
    on.context.sequencer.wake();
  }
  return results;
}

/** Null: one of them is forged, or takes so long that others would wait for it. */
function readPiece(on: On, lines: readonly string[]): Piece | null {
  try {
    const piece = lines.map((line) => readSigned(on, line));
    return piece.some(({ signed: { operation } }) => operation && isLong(operation)) ? null : piece;
  } catch {
    return null;
  }
}

/** Reads bytes, or moves any number of records. */
function isLong({ intent }: Operation): boolean {
  return intent === 'add-primaerdokument' || movesRecord({ intent });
}

/** Adds each result as soon as it is stored; throws at the first operation that cannot be looked at. */
async function decideEach(on: On, lines: readonly string[], results: PushResult[]): Promise<void> {
  for (const line of lines) {
    const one = readSigned(on, line);
    const result = await decideAlone(on.context, one).catch((error: unknown) => {
      // A value that the database refuses (SQLSTATE class 22, data exception) is the operation's fault and blocks nothing (I9).
      if (error instanceof pg.DatabaseError && error.code?.startsWith('22')) {
        return decideAlone(on.context, { ...one, isRefused: true });
      }
      throw error;
    });
    results.push(result);
    if (result.status === 'gap') return;
  }
}

function readSigned({ context, caller, lostBlobs }: On, line: string): Received {
  const signed = parseOperation(line, context.schemas, context.now());
  verifySignature(signed, caller);
  return { context, caller, signed, lostBlobs, isRefused: false };
}

/** Throws AppError 'input-invalid' when something else than hashes is listed. */
function readLostBlobs(header: string | string[] | undefined): ReadonlySet<string> {
  const shas = String(header ?? '')
    .split(',')
    .map((sha) => sha.trim())
    .filter(Boolean);
  if (!shas.every((sha) => shaSchema.safeParse(sha).success)) throw new AppError('input-invalid');
  return new Set(shas);
}
