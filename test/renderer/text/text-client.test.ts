import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromTextWorker, ToTextWorker } from '../../../renderer/text-api.ts';
import { startTextReader } from '../../../renderer/text-client.ts';

/** Stands for the browser's Worker: what it does with a file the test says. */
class ScriptedWorker {
  static readonly started: ScriptedWorker[] = [];
  onmessage: ((event: { data: FromTextWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  asked: ToTextWorker[] = [];
  isTerminated = false;

  constructor() {
    ScriptedWorker.started.push(this);
  }

  postMessage(message: ToTextWorker): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  tell(message: FromTextWorker): void {
    this.onmessage?.({ data: message });
  }
}

const file = { sizeBytes: 10, read: async () => new Uint8Array(10) };
const pageOf = (pageIndex: number) => ({ pageIndex, text: `Seite ${pageIndex}`, isScan: false });
const { started } = ScriptedWorker;
const last = () => started.at(-1)!;

beforeEach(() => {
  started.length = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('Worker', ScriptedWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('R80: pages come one by one, and the worker serves the next file', async () => {
  const reader = startTextReader();
  const { signal } = new AbortController();
  for (const id of [1, 2]) {
    const read = reader.read(file, 'pdf', signal);
    expect(last().asked.at(-1)).toMatchObject({ type: 'read', id, kind: 'pdf' });
    last().tell({ type: 'page', id, page: pageOf(0) });
    last().tell({ type: 'end', id, isPartial: false });
    expect(await read).toEqual({ pages: [pageOf(0)], isPartial: false });
  }
  expect(started).toHaveLength(1);
});

test('R82: a file that keeps the worker busy costs that worker only', async () => {
  const reader = startTextReader();
  const { signal } = new AbortController();
  const slow = reader.read(file, 'pdf', signal);
  const failed = expect(slow).rejects.toMatchObject({ code: 'pdf-too-much-data' });
  await vi.advanceTimersByTimeAsync(19_000);
  last().tell({ type: 'page', id: 1, page: pageOf(0) });
  await vi.advanceTimersByTimeAsync(19_000);
  expect(last().isTerminated).toBe(false);
  await vi.advanceTimersByTimeAsync(1_100);
  await failed;
  expect(last().isTerminated).toBe(true);

  const next = reader.read(file, 'plain', signal);
  expect(started).toHaveLength(2);
  last().tell({ type: 'end', id: 2, isPartial: false });
  await next;
});

test('R82: a file of endless pages ends after three minutes', async () => {
  const read = startTextReader().read(file, 'pdf', new AbortController().signal);
  const failed = expect(read).rejects.toMatchObject({ code: 'pdf-too-much-data' });
  for (let page = 0; page < 20 && !last().isTerminated; page++) {
    await vi.advanceTimersByTimeAsync(10_000);
    last().tell({ type: 'page', id: 1, page: pageOf(page) });
  }
  await failed;
  expect(last().isTerminated).toBe(true);
});

test('R82: a crash, a refusal and the end of the session are told by their codes', async () => {
  const reader = startTextReader();
  const abort = new AbortController();
  const crashed = reader.read(file, 'pdf', abort.signal);
  last().onerror?.({ message: 'out of memory' });
  await expect(crashed).rejects.toMatchObject({ code: 'pdf-too-much-data' });
  const locked = reader.read(file, 'pdf', abort.signal);
  last().tell({ type: 'failed', id: 2, code: 'pdf-encrypted' });
  await expect(locked).rejects.toMatchObject({ code: 'pdf-encrypted' });
  const stopped = reader.read(file, 'pdf', abort.signal);
  abort.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(last().isTerminated).toBe(true);
});
