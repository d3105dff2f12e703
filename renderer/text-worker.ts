import '../shared/schemas-without-eval.ts';
// Registers pdf.js' parser in this thread: the display half finds it and starts no worker of its own.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { AppError, errorCode } from '../shared/errors.ts';
import { lentSource } from './ranges/lent-source.ts';
import { readText } from './text/read-text.ts';
import type { FromTextWorker, PageText, ToTextWorker } from './text-api.ts';

/** The worker that reads the words out of files for the index; it sees no key, no network and no page. */
declare const self: DedicatedWorkerGlobalScope;

// pdf.js listens here too, and passes over what is not its own.
self.addEventListener('message', ({ data }: MessageEvent<ToTextWorker>) => {
  if (data.type === 'read') void read(data);
});

async function read({ id, kind, file }: ToTextWorker): Promise<void> {
  const source = lentSource(file);
  try {
    const onPage = (page: PageText) => tell({ type: 'page', id, page });
    const isPartial = await readText(kind, source, onPage);
    if (source.failure !== null) throw new AppError(source.failure);
    tell({ type: 'end', id, isPartial });
  } catch (error) {
    tell({ type: 'failed', id, code: source.failure ?? errorCode(error) });
  } finally {
    file.port.close();
  }
}

function tell(message: FromTextWorker): void {
  self.postMessage(message);
}
