import { AppError } from '../shared/errors.ts';
import type { AskNetwork } from '../shared/pdf/level/network.ts';
import type { RaisedPdf, RaiseOrder } from '../shared/pdf/level/raise-pdf.ts';
import type { FromRaiseWorker, ToRaiseWorker } from './raise-api.ts';
import raiseWorkerUrl from './raise-worker.ts?worker&url';
import { lendFile, type RangeFile } from './ranges/lend-file.ts';
import { createWorker } from './trusted-worker.ts';

/** A file to be raised, read in ranges, and the level it shall reach. */
export type RaiseTask = Omit<RaiseOrder, 'source'> & { readonly file: RangeFile };

/** A started raise worker. */
export interface RaiseWorker {
  /** Raises one file. Rejects with AppError. */
  raise(task: RaiseTask): Promise<RaisedPdf>;
  /** Ends it and frees its memory. */
  close(): void;
}

/** Starts the worker that raises signatures; `ask` is its only way to the network. */
export function startRaiseWorker(ask: AskNetwork): RaiseWorker {
  const waiting = new Map<number, { resolve(raised: RaisedPdf): void; reject(error: AppError): void }>();
  let lastId = 0;
  const worker = createWorker(new URL(raiseWorkerUrl, import.meta.url));
  const send = (message: ToRaiseWorker, transfer: Transferable[]) => worker.postMessage(message, transfer);
  const take = (id: number) => {
    const order = waiting.get(id);
    waiting.delete(id);
    return order;
  };
  const failAll = (cause: unknown) => {
    for (const { reject } of waiting.values()) reject(new AppError('internal', { cause }));
    waiting.clear();
  };

  worker.onmessage = ({ data }: MessageEvent<FromRaiseWorker>) => {
    switch (data.type) {
      case 'question':
        ask(data.question).then(
          (bytes) => send({ type: 'answer', id: data.id, bytes }, []),
          () => send({ type: 'answer', id: data.id, bytes: null }, []),
        );
        return;
      case 'raised':
        return take(data.id)?.resolve(data.raised);
      case 'failed':
        return take(data.id)?.reject(new AppError(data.code));
    }
  };
  // A crash, such as memory running out on a hostile file.
  worker.onerror = (event) => failAll(event.message);

  return {
    raise({ file, ...order }) {
      const id = ++lastId;
      const { lent, takeBack } = lendFile(file);
      return new Promise<RaisedPdf>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ type: 'raise', id, order: { ...order, file: lent } }, [lent.port]);
      }).finally(takeBack);
    },
    close() {
      worker.terminate();
      failAll('closed');
    },
  };
}
