import type { NetFetch } from './keep-session.ts';

/** How long an answer is waited for, milliseconds. */
export interface Patience {
  /** Until its headers are there, beyond what it takes to send the request's body. */
  readonly answerMs: number;
  /** Until its next piece is there, counted only while somebody wants one. */
  readonly silenceMs: number;
}

/** A body may leave as slowly as this, bytes per millisecond (128 kbit/s). */
const SLOWEST_BYTES_PER_MS = 16;
/** Pieces read before they are asked for, so that those on the way do not wait for each other at each one. */
const PIECES_AHEAD = 16;

/**
 * The same fetch with an end to all waiting: an answer that does not begin and one that falls silent are a rejected promise
 * and a broken stream, whether or not the fetch below heeds its signal (R150). Cancelling the stream ends the request.
 */
export function patientFetch(netFetch: NetFetch, { answerMs, silenceMs }: Patience): NetFetch {
  return async (url, init) => {
    const end = new AbortController();
    const signal = init.signal ? AbortSignal.any([end.signal, init.signal]) : end.signal;
    const sendingMs = sizeOf(init.body) / SLOWEST_BYTES_PER_MS;
    const answer = await within(netFetch(url, { ...init, signal }), answerMs + sendingMs, end);
    const { status, statusText, headers } = answer;
    return new Response(answer.body && patientBody(answer.body, silenceMs, end), { status, statusText, headers });
  };
}

function patientBody(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
  end: AbortController,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await within(reader.read(), silenceMs, end);
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel(reason) {
        end.abort(reason);
      },
    },
    { highWaterMark: PIECES_AHEAD },
  );
}

/** What comes after the end of patience is nobody's any more. */
function within<T>(work: Promise<T>, limitMs: number, end: AbortController): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      const reason = new DOMException('no answer in time', 'TimeoutError');
      reject(reason);
      end.abort(reason);
    }, limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Bytes, or characters, of a body that is sent; nothing here sends streams. */
function sizeOf(body: RequestInit['body']): number {
  if (typeof body === 'string') return body.length;
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : 0;
}
