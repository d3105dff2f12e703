import { afterEach, expect, test, vi } from 'vitest';
import { readAnswer } from '../../../renderer/sync/read-answer.ts';
import { readLines } from '../../../renderer/sync/read-lines.ts';
import { createServerClient } from '../../../renderer/sync/server-client.ts';
import { errorCode } from '../../../shared/errors.ts';

afterEach(() => {
  vi.useRealTimers();
});

const PIECE = new Uint8Array(1024).fill(0x78);

/** Bytes without a newline and without an end; counts what was taken. */
function endless() {
  let pieces = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(to) {
      // So that a reader without a limit ends the test, not the computer.
      if (++pieces > 2_000) to.close();
      else to.enqueue(PIECE);
    },
    cancel() {
      isCancelled = true;
    },
  });
  return { body, pieces: () => pieces, isCancelled: () => isCancelled };
}

test('S115: a line without an end is refused before it takes all memory', async () => {
  const { body, pieces, isCancelled } = endless();
  const read = async () => {
    for await (const { text } of readLines(body, 64 * 1024)) expect(text).toBe('none');
  };
  expect(await read().catch(errorCode)).toBe('server-answer-invalid');
  expect(pieces()).toBeLessThan(70);
  expect(isCancelled()).toBe(true);
});

test('S115: many lines of one answer are no long line', async () => {
  const lines = `${'x'.repeat(1_000)}\n`.repeat(100);
  let count = 0;
  for await (const { text } of readLines(new Response(lines).body!, 4 * 1024)) count += text.split('\n').length;
  expect(count).toBe(100);
});

test('S115: an answer without an end is refused before it takes all memory', async () => {
  const { body, pieces, isCancelled } = endless();
  expect(await readAnswer(new Response(body), 64 * 1024).catch(errorCode)).toBe('server-answer-invalid');
  expect(pieces()).toBeLessThan(70);
  expect(isCancelled()).toBe(true);
});

test('R150: a question that main never answers ends', async () => {
  vi.useFakeTimers();
  const heeding: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  const client = createServerClient(heeding, 'app://x');
  const asked = client.request('/v1/info').catch(errorCode);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(await Promise.race([asked, Promise.resolve('waits')])).toBe('server-unreachable');
});
