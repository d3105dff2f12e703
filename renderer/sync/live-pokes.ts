import { liveSchema } from '../../shared/sync-protocol.ts';
import { readLines } from './read-lines.ts';
import type { ServerClient } from './server-client.ts';

/** The server sends a line at least every 15 s; a line that is silent for so long is dead. */
const SILENCE_MS = 40_000;

/** Listens to the server's pokes until the line breaks; resolves then. `onHead` gets the newest sequence. */
export async function listenForPokes(
  server: ServerClient,
  { onHead, signal }: { readonly onHead: (head: number) => void; readonly signal: AbortSignal },
): Promise<void> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  signal.addEventListener('abort', stop);
  let silence = setTimeout(stop, SILENCE_MS);
  try {
    const answer = await server.request('/v1/sync/live', {
      signal: abort.signal,
      headers: { accept: 'text/event-stream' },
    });
    if (!answer.body) return;
    for await (const { text } of readLines(answer.body)) {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS);
      for (const line of text.split('\n')) {
        const head = parsePoke(line);
        if (head !== null) onHead(head);
      }
    }
  } finally {
    clearTimeout(silence);
    abort.abort();
    signal.removeEventListener('abort', stop);
  }
}

function parsePoke(line: string): number | null {
  if (!line.startsWith('data:')) return null;
  try {
    return liveSchema.parse(JSON.parse(line.slice(5))).head;
  } catch {
    return null;
  }
}
