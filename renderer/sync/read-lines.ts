import { AppError } from '../../shared/errors.ts';

/** Some lines of a stream as text without the last newline, and their bytes with every newline. */
export interface Lines {
  readonly text: string;
  readonly bytes: Uint8Array;
}

const NEWLINE = 10;
/** No record is longer: what a device sends in one request has at most 6 MiB. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Lines of a stream that end in a newline, in groups as they arrive. A cut tail is not a line. A broken stream ends it. Throws
 * AppError 'server-answer-invalid' for a line without an end, which would take all memory (S115).
 */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  longestBytes: number = LONGEST_LINE_BYTES,
): AsyncGenerator<Lines> {
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || !value) return;
      const end = value.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        const bytes = joined([...rest, value.subarray(0, end)]);
        yield { text: decoder.decode(bytes.subarray(0, -1)), bytes };
        rest = [];
        restBytes = 0;
      }
      if (end < value.length) rest.push(value.subarray(end));
      restBytes += value.length - end;
      if (restBytes > longestBytes) throw new AppError('server-answer-invalid');
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
