/** Some lines of a stream as text without the last newline, and their bytes with every newline. */
export interface Lines {
  readonly text: string;
  readonly bytes: Uint8Array;
}

const NEWLINE = 10;

/** Lines of a stream that end in a newline, in groups as they arrive. A cut tail is not a line. A broken stream ends it. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<Lines> {
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest: Uint8Array[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || !value) return;
      const end = value.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        const bytes = joined([...rest, value.subarray(0, end)]);
        yield { text: decoder.decode(bytes.subarray(0, -1)), bytes };
        rest = [];
      }
      if (end < value.length) rest.push(value.subarray(end));
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
