import { AppError } from '../shared/errors.ts';
import { call } from './bridge-client.ts';
import type { CommandName, Commands, FromWorker, Queries, QueryName, ToWorker } from './replica-api.ts';
import replicaWorkerUrl from './replica-worker.ts?worker&url';
import { createWorker } from './trusted-worker.ts';

interface Question {
  readonly name: QueryName;
  readonly input: unknown;
  readonly listener: (value: unknown) => void;
}

let worker: Worker | null = null;
let starting: Promise<void> | null = null;
let lastId = 0;
const questions = new Map<number, Question>();
const commands = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();

/**
 * Starts the replica worker of the open vault and hands main's port to it; resolves when it can answer. What was damaged or
 * gone on this device is then being fetched again. Throws AppError 'locked' …
 */
export function startReplica(): Promise<void> {
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

/** Tells the replica to do something; resolves when it is safe on this device. Throws AppError with the worker's code. */
export function command<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Commands[N]['output']> {
  if (!worker) return Promise.reject(new AppError('locked'));
  const id = ++lastId;
  return new Promise<unknown>((resolve, reject) => {
    commands.set(id, { resolve, reject });
    worker?.postMessage({ type: 'command', id, name, input } satisfies ToWorker, handedOver(input));
  }) as Promise<Commands[N]['output']>;
}

/** Bytes on their way into a Version are not copied; a part of a larger buffer must be. */
function handedOver(input: object): Transferable[] {
  return Object.values(input).flatMap((value: unknown) =>
    value instanceof Uint8Array && value.byteLength === value.buffer.byteLength ? [value.buffer as ArrayBuffer] : [],
  );
}

async function start(): Promise<void> {
  const port = nextWorkerPort();
  await call('worker.connect', {});
  const started = createWorker(new URL(replicaWorkerUrl, import.meta.url));
  const ready = new Promise<void>((resolve, reject) => {
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'ready') resolve();
      else if (data.type === 'failed') reject(new AppError(data.code));
      else receive(data);
    };
    started.onerror = (event) => reject(new AppError('internal', { cause: event.message }));
  });
  worker = started;
  started.postMessage({ type: 'start' } satisfies ToWorker, [await port]);
  for (const [id, { name, input }] of questions) send({ type: 'subscribe', id, name, input });
  try {
    await ready;
  } catch (error) {
    started.terminate();
    worker = null;
    throw error;
  }
}

/** The port that main posts to the window after `worker.connect`. */
function nextWorkerPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data?.type !== 'worker-port' || !port) return;
      window.removeEventListener('message', onMessage);
      resolve(port);
    };
    window.addEventListener('message', onMessage);
  });
}

function receive(message: Extract<FromWorker, { type: 'answer' | 'done' }>): void {
  if (message.type === 'answer') {
    questions.get(message.id)?.listener(message.value);
    return;
  }
  const waiting = commands.get(message.id);
  commands.delete(message.id);
  if (message.ok) waiting?.resolve(message.value);
  else waiting?.reject(new AppError(message.code));
}

function send(message: ToWorker): void {
  worker?.postMessage(message);
}
