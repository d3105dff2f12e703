import { AppError } from '../shared/errors.ts';
import { lendFile, type RangeFile } from './ranges/lend-file.ts';
import { recognitionLimits } from './recognition/recognition-limits.ts';
import type {
  FromRecognitionWorker,
  RecognisedPage,
  RecognitionFiles,
  ToRecognitionWorker,
} from './recognition-api.ts';
import recognitionWorkerUrl from './recognition-worker.ts?worker&url';
import { createWorker } from './trusted-worker.ts';

/** A started recognition worker; it reads one file at a time. */
export interface Recogniser {
  /** Reads the pictures of pages (from 0) in their order. Rejects with AppError 'pdf-too-much-data', 'pdf-encrypted' …; 'internal': the machine does not start. */
  recognise(
    file: RangeFile,
    pages: readonly number[],
    onPage: (page: RecognisedPage) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Ends it and frees its memory. */
  close(): void;
}

/**
 * Starts the worker that reads words in pictures, when the first file comes. A page that takes too long, or ends the worker,
 * costs that file only: the next one gets a new worker.
 */
export function startRecogniser(files: RecognitionFiles): Recogniser {
  let worker: Worker | null = null;
  let lastId = 0;
  const end = () => {
    worker?.terminate();
    worker = null;
  };

  return {
    close: end,
    recognise(file, pages, onPage, signal) {
      const id = ++lastId;
      const { lent, takeBack } = lendFile(file);
      const started = worker ?? createWorker(new URL(recognitionWorkerUrl, import.meta.url));
      worker = started;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let stop: () => void = () => undefined;
      return new Promise<void>((resolve, reject) => {
        const giveUp = (error: AppError) => {
          end();
          reject(error);
        };
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(() => giveUp(new AppError('pdf-too-much-data')), recognitionLimits.pageMs);
        };
        stop = () => giveUp(new AppError('cancelled'));
        if (signal.aborted) return stop();
        signal.addEventListener('abort', stop);
        // A crash, such as memory running out on a hostile file; a worker that does not even start says nothing.
        started.onerror = ({ message }) =>
          giveUp(new AppError(message ? 'pdf-too-much-data' : 'internal', { cause: message }));
        started.onmessage = ({ data }: MessageEvent<FromRecognitionWorker>) => {
          if (data.id !== id) return;
          if (data.type === 'page') {
            onPage(data.page);
            wait();
          } else if (data.type === 'end') resolve();
          else giveUp(new AppError(data.code));
        };
        wait();
        started.postMessage({ type: 'recognise', id, file: lent, pages, files } satisfies ToRecognitionWorker, [
          lent.port,
        ]);
      }).finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        takeBack();
      });
    },
  };
}
