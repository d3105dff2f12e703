import { AppError, errorCode } from '../shared/errors.ts';
import { call, nextPort } from './bridge-client.ts';
import type { Queries, QueryName } from './replica-api/live-queries.ts';
import type { CommandName, Commands, FromWorker, Started, ToWorker } from './replica-api.ts';
import replicaWorkerUrl from './replica-worker.ts?worker&url';
import { createWorker } from './trusted-worker.ts';

/** A browser that answers does so at once. */
const ANSWER_MS = 5_000;
/** Pause before a start that failed is tried again. */
const AGAIN_MS = 5_000;

interface Question {
  readonly name: QueryName;
  readonly input: unknown;
  readonly listener: (value: unknown) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onPart: ((part: unknown) => void) | undefined;
}

let worker: Worker | null = null;
let starting: Promise<Started> | null = null;
let lastId = 0;
const questions = new Map<number, Question>();
const commands = new Map<number, Waiting>();

/**
 * Starts the replica worker of the open vault and hands main's port to it; resolves when it can answer, with
 * how it was found. Throws AppError 'locked' …
 */
export function startReplica(): Promise<Started> {
  starting ??= start();
  starting.catch(() => {
    starting = null;
  });
  return starting;
}

/** Asks a live question: `listener` gets the answer, and again whenever it changed. Answers with the function that ends it. */
export function subscribe<N extends QueryName>(
  name: N,
  input: Queries[N]['input'],
  listener: (value: Queries[N]['output']) => void,
): () => void {
  const id = ++lastId;
  questions.set(id, { name, input, listener: listener as (value: unknown) => void });
  send({ type: 'subscribe', id, name, input });
  return () => {
    questions.delete(id);
    send({ type: 'unsubscribe', id });
  };
}

/** Asks a question once. */
export function ask<N extends QueryName>(name: N, input: Queries[N]['input']): Promise<Queries[N]['output']> {
  if (!worker) return Promise.reject(new AppError('locked'));
  return new Promise((resolve) => {
    const end = subscribe(name, input, (value) => {
      end();
      resolve(value);
    });
  });
}

/**
 * Tells the replica to do something; resolves when it is safe on this device. `onPart` is told what is known before. Throws
 * AppError with the worker's code.
 */
export function command<N extends CommandName>(
  name: N,
  input: Commands[N]['input'],
  onPart?: (part: Commands[N]['output']) => void,
): Promise<Commands[N]['output']> {
  if (!worker) return Promise.reject(new AppError('locked'));
  const id = ++lastId;
  return new Promise<unknown>((resolve, reject) => {
    commands.set(id, { resolve, reject, onPart: onPart as Waiting['onPart'] });
    worker?.postMessage({ type: 'command', id, name, input } satisfies ToWorker, handedOver(input));
  }) as Promise<Commands[N]['output']>;
}

/** Bytes on their way into a Version are not copied; a part of a larger buffer must be. */
function handedOver(input: object): Transferable[] {
  return Object.values(input).flatMap((value: unknown) =>
    value instanceof Uint8Array && value.byteLength === value.buffer.byteLength ? [value.buffer as ArrayBuffer] : [],
  );
}

async function start(): Promise<Started> {
  const port = nextPort('worker-port');
  await call('worker.connect', {});
  const started = createWorker(new URL(replicaWorkerUrl, import.meta.url));
  const ready = new Promise<Started>((resolve, reject) => {
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'ready') resolve(data);
      else if (data.type === 'failed') reject(new AppError(data.code));
      else if (data.type === 'unanswered') void startAnother(started);
      else receive(data);
    };
    started.onerror = (event) => reject(new AppError('internal', { cause: event.message }));
  });
  worker = started;
  started.postMessage({ type: 'start' } satisfies ToWorker, [await port]);
  for (const [id, { name, input }] of questions) send({ type: 'subscribe', id, name, input });
  try {
    return await ready;
  } catch (error) {
    started.terminate();
    worker = null;
    throw error;
  }
}

/**
 * After a full disk Chromium may leave one worker without an answer for ever and answer everybody else (R125). Once it answers
 * here, another worker takes over with what main has on disk; questions go on, commands under way are refused.
 */
async function startAnother(silent: Worker): Promise<void> {
  const answered = indexedDB.databases().then(
    () => true,
    () => false,
  );
  const tooLate = new Promise<false>((resolve) => setTimeout(() => resolve(false), ANSWER_MS));
  if (!(await Promise.race([answered, tooLate])) || worker !== silent) return;
  silent.terminate();
  worker = null;
  starting = null;
  for (const { reject } of commands.values()) reject(new AppError('replica-damaged'));
  commands.clear();
  const isStarted = () =>
    startReplica().then(
      () => true,
      (error: unknown) => errorCode(error) === 'locked',
    );
  while (!(await isStarted())) await new Promise((done) => setTimeout(done, AGAIN_MS));
}

function receive(message: Extract<FromWorker, { type: 'answer' | 'part' | 'done' }>): void {
  if (message.type === 'answer') {
    questions.get(message.id)?.listener(message.value);
    return;
  }
  const waiting = commands.get(message.id);
  if (message.type === 'part') {
    waiting?.onPart?.(message.value);
    return;
  }
  commands.delete(message.id);
  if (message.ok) waiting?.resolve(message.value);
  else waiting?.reject(new AppError(message.code));
}

function send(message: ToWorker): void {
  worker?.postMessage(message);
}
