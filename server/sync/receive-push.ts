import { shaSchema } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { transaction } from '../database.ts';
import { type Caller, callerOf, type Route } from '../route.ts';
import { parseOperation, type SignedLine, verifySignature } from './parse-operation.ts';
import { receiveOperation } from './receive-operation.ts';

/** Largest push body, bytes. */
const MAX_PUSH_BYTES = 16 * 1024 * 1024;

/**
 * `POST /v1/sync/push`: operations in strict order of n, one result per operation. When an operation cannot be looked at yet
 * (its blobs are missing) or ever (fork, forged), the results before it are answered and the rest is not touched; if it is
 * the first, the answer is its refusal: 409 'blob-incomplete', 409 'device-fork', 400 'operation-invalid' (S12, S13).
 * The header `at-lost-blobs: sha,sha` names bytes that the device can no longer produce: what needs them is rejected.
 */
export function pushRoute(context: ServerContext): Route {
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
      const results = await receivePush(context, lines, { caller: callerOf(request), lostBlobs });
      return reply.type('application/x-ndjson').send(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
    },
  };
}

/** Decides the operations one by one, each in its own transaction. */
export async function receivePush(
  context: ServerContext,
  lines: readonly string[],
  { caller, lostBlobs }: { readonly caller: Caller; readonly lostBlobs: ReadonlySet<string> },
): Promise<readonly PushResult[]> {
  const results: PushResult[] = [];
  try {
    for (const line of lines) {
      const signed: SignedLine = parseOperation(line);
      await verifySignature(signed, caller);
      const result = await transaction(context.pool, (db) =>
        receiveOperation(db, { context, caller, signed, lostBlobs }),
      );
      results.push(result);
      if (result.status === 'gap') break;
    }
  } catch (error) {
    if (results.length === 0) throw error;
  } finally {
    context.sequencer.wake();
  }
  return results;
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
