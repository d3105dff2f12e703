import { AppError } from '../shared/errors.ts';
import { lendFile, type RangeFile } from './ranges/lend-file.ts';
import type { FileText, FromTextWorker, PageText, TextKind, ToTextWorker } from './text-api.ts';
import textWorkerUrl from './text-worker.ts?worker&url';
import { createWorker } from './trusted-worker.ts';

/** How long one page, and one file, may take; what takes longer is made to keep the reader busy. Milliseconds. */
const patience = { pageMs: 20_000, fileMs: 180_000 } as const;

/** A started text worker; it reads one file at a time. */
export interface TextReader {
  /** The words of a file. Rejects with AppError 'pdf-encrypted', 'pdf-too-much-data' … */
  read(file: RangeFile, kind: TextKind, signal: AbortSignal): Promise<FileText>;
  /** Ends it and frees its memory. */
  close(): void;
}

/**
 * Starts the worker that reads words, when the first file comes. A file that takes too long, or ends the worker, costs that
 * worker only: the next file gets a new one.
 */
export function startTextReader(): TextReader {
  let worker: Worker | null = null;
  let lastId = 0;
  const end = () => {
    worker?.terminate();
    worker = null;
  };

  return {
    close: end,
    read(file, kind, signal) {
      const id = ++lastId;
      const pages: PageText[] = [];
      const { lent, takeBack } = lendFile(file);
      const started = worker ?? createWorker(new URL(textWorkerUrl, import.meta.url));
      worker = started;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let stop: () => void = () => undefined;
      return new Promise<FileText>((resolve, reject) => {
        const giveUp = (error: AppError) => {
          end();
          reject(error);
        };
        const endsAt = performance.now() + patience.fileMs;
        const wait = () => {
          clearTimeout(timer);
          const leftMs = Math.min(patience.pageMs, endsAt - performance.now());
          timer = setTimeout(() => giveUp(new AppError('pdf-too-much-data')), Math.max(0, leftMs));
        };
        stop = () => giveUp(new AppError('cancelled'));
        signal.addEventListener('abort', stop);
        // A crash, such as memory running out on a hostile file.
        started.onerror = (event) => giveUp(new AppError('pdf-too-much-data', { cause: event.message }));
        started.onmessage = ({ data }: MessageEvent<FromTextWorker>) => {
          if (data.id !== id) return;
          if (data.type === 'page') {
            pages.push(data.page);
            wait();
          } else if (data.type === 'end') resolve({ pages, isPartial: data.isPartial });
          else if (data.type === 'failed') reject(new AppError(data.code));
        };
        wait();
        started.postMessage({ type: 'read', id, kind, file: lent } satisfies ToTextWorker, [lent.port]);
      }).finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        takeBack();
      });
    },
  };
}
