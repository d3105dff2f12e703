/** Lines of a stream that end in a newline, in groups as they arrive. A cut tail is not a line. A broken stream ends it. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly string[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || !value) return;
      const text = rest + decoder.decode(value, { stream: true });
      const end = text.lastIndexOf('\n');
      rest = text.slice(end + 1);
      if (end >= 0) yield text.slice(0, end).split('\n');
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
