import type { z } from 'zod';
import { type BridgeCall, type BridgeOutput, type BridgeResult, bridge } from '../shared/bridge.ts';
import { AppError, errorCode } from '../shared/errors.ts';

/** One function per call of the window; input is already checked. */
export type BridgeHandlers = {
  readonly [C in BridgeCall]: (input: z.output<(typeof bridge)[C]['input']>) => Promise<BridgeOutput<C>>;
};

/** Who calls, as main sees it. */
export interface Sender {
  readonly origin: string;
  readonly isTopFrame: boolean;
}

/** Largest input of one call, bytes. */
const MAX_INPUT_BYTES = 4 * 1024 * 1024;
const CALLS_PER_SECOND = 200;

/**
 * The one wrapper around every call: sender, rate, size, name and schema are checked before a handler sees anything, what it
 * answers is checked before the window sees it, and an error becomes `{ok: false, error: {code}}`. `onError` gets what was thrown.
 */
export function makeBridge(options: {
  readonly handlers: BridgeHandlers;
  readonly origin: string;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}): (sender: Sender, name: unknown, input: unknown) => Promise<BridgeResult<BridgeCall>> {
  const admit = rateLimit(CALLS_PER_SECOND, options.now);

  async function answer(sender: Sender, name: unknown, input: unknown): Promise<unknown> {
    if (sender.origin !== options.origin || !sender.isTopFrame) throw new AppError('no-right');
    if (!admit()) throw new AppError('too-many-calls');
    if (!isBridgeCall(name)) throw new AppError('input-invalid');
    if (sizeOf(input) > MAX_INPUT_BYTES) throw new AppError('too-large');
    const parsed = bridge[name].input.safeParse(input);
    if (!parsed.success) throw new AppError('input-invalid', { cause: parsed.error });
    const handle = options.handlers[name] as (input: unknown) => Promise<unknown>;
    const output = bridge[name].output.safeParse(await handle(parsed.data));
    if (!output.success) throw new AppError('answer-invalid', { cause: output.error });
    return output.data;
  }

  return async (sender, name, input) => {
    try {
      return { ok: true, value: await answer(sender, name, input) } as BridgeResult<BridgeCall>;
    } catch (error) {
      options.onError(error);
      return { ok: false, error: { code: errorCode(error) } };
    }
  };
}

/** Admits at most `perSecond` calls in each second. */
export function rateLimit(perSecond: number, now: () => number): () => boolean {
  let left = perSecond;
  let refilledAt = now();
  return () => {
    const at = now();
    left = Math.min(perSecond, left + ((at - refilledAt) / 1000) * perSecond);
    refilledAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

function isBridgeCall(name: unknown): name is BridgeCall {
  return typeof name === 'string' && Object.hasOwn(bridge, name);
}

/** Rough size of a structured-clone value, bytes; cycles and depth are bounded by giving up above the limit. */
export function sizeOf(value: unknown, limit = MAX_INPUT_BYTES): number {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && size <= limit) {
    const next = open.pop();
    size += 8;
    if (typeof next === 'string') size += next.length * 2;
    else if (ArrayBuffer.isView(next)) size += next.byteLength;
    else if (next instanceof ArrayBuffer) size += next.byteLength;
    else if (next !== null && typeof next === 'object')
      for (const [key, inner] of Object.entries(next)) {
        size += key.length * 2;
        open.push(inner);
      }
  }
  return size;
}
