import { AppError } from '../../shared/errors.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { transaction } from '../database.ts';
import { makeGathering } from '../gathering.ts';
import { openDesk } from './open-desk.ts';
import { nameAll, type Received, receiveOperation } from './receive-operation.ts';

/** Operations that share a transaction at most, whoever sent them. */
const MOST_OPERATIONS = 256;
/**
 * A node that stands still or was cut off in the middle of a transaction keeps its locks no longer than this, and nobody waits
 * longer for a lock (S90). One that reads bytes of its own may take its time.
 */
const MOST_SILENT_MS = 10_000;
const MOST_SILENT_ALONE_MS = 300_000;
const MOST_WAIT_MS = 20_000;
/** A group waits no longer for a lock: then each of its pieces is decided alone, and one busy record holds nobody else up. */
const MOST_WAIT_TOGETHER_MS = 500;

/** Operations of one device in order; those behind a gap are not looked at. */
export type Piece = readonly Received[];

/**
 * Decides pieces of several pushes in one transaction each time, so that they share round trips and the wait for the disk (S88).
 * Null: this piece failed, whatever the reason, and nothing of it was stored.
 */
export function makeDecideTogether(context: ServerContext): (piece: Piece) => Promise<readonly PushResult[] | null> {
  return makeGathering<Piece, readonly PushResult[] | null>((pieces) => decidePieces(context, pieces), {
    most: MOST_OPERATIONS,
    weigh: (piece) => piece.length,
  });
}

/** Decides one operation in a transaction of its own. */
export async function decideAlone(context: ServerContext, one: Received): Promise<PushResult> {
  const [[result]] = (await decideAll(context, [[one]], { silentMs: MOST_SILENT_ALONE_MS, waitMs: MOST_WAIT_MS })) as [
    [PushResult],
  ];
  return result;
}

/** One that cannot be looked at (its bytes are missing, its device is cloned) is left out, and the others begin again. */
async function decidePieces(
  context: ServerContext,
  pieces: readonly Piece[],
): Promise<readonly (readonly PushResult[] | null)[]> {
  let together = pieces;
  while (together.length > 0) {
    let current: Piece | undefined;
    try {
      const onPiece = (piece: Piece) => {
        current = piece;
      };
      const bounds = { silentMs: MOST_SILENT_MS, waitMs: MOST_WAIT_TOGETHER_MS, onPiece };
      const results = await decideAll(context, together, bounds);
      return pieces.map((piece) => results[together.indexOf(piece)] ?? null);
    } catch (error) {
      if (!(error instanceof AppError && current)) break;
      together = together.filter((piece) => piece !== current);
    }
  }
  return pieces.map(() => null);
}

async function decideAll(
  context: ServerContext,
  pieces: readonly Piece[],
  bounds: { readonly silentMs: number; readonly waitMs: number; readonly onPiece?: (piece: Piece) => void },
): Promise<PushResult[][]> {
  const named = nameAll(pieces.flat());
  return transaction(context.pool, async (plain) => {
    plain.write!(
      `select set_config('idle_in_transaction_session_timeout', $1, true), set_config('lock_timeout', $2, true)`,
      [`${bounds.silentMs}ms`, `${bounds.waitMs}ms`],
    );
    const { desk, db } = await openDesk(plain, named);
    const all: PushResult[][] = [];
    for (const piece of pieces) {
      bounds.onPiece?.(piece);
      const results: PushResult[] = [];
      for (const one of piece) {
        results.push(await receiveOperation(db, desk, one));
        if (results.at(-1)?.status === 'gap') break;
      }
      all.push(results);
    }
    desk.flush();
    return all;
  });
}
