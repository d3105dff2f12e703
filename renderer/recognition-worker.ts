import '../shared/schemas-without-eval.ts';
// Registers pdf.js' parser in this thread: the display half finds it and starts no worker of its own.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { AppError, errorCode } from '../shared/errors.ts';
import { lentSource } from './ranges/lent-source.ts';
import { type GrayPage, openDrawn } from './recognition/draw-page.ts';
import { type Engine, startEngine } from './recognition/start-engine.ts';
import type {
  FromRecognitionWorker,
  RecognisedPage,
  RecognitionFiles,
  ToRecognitionWorker,
} from './recognition-api.ts';

/** The worker that reads words in pictures of pages; it sees no key, and of the network only the app's own files. */
declare const self: DedicatedWorkerGlobalScope;

let engine: Promise<Engine> | null = null;

// pdf.js listens here too, and passes over what is not its own.
self.addEventListener('message', ({ data }: MessageEvent<ToRecognitionWorker>) => {
  if (data.type === 'recognise') void recognise(data);
});

async function recognise({ id, file, pages, files }: ToRecognitionWorker): Promise<void> {
  const source = lentSource(file);
  try {
    engine ??= start(files);
    const machine = await engine;
    const document = await openDrawn(source, (width, height) => new OffscreenCanvas(width, height), files.decoders);
    try {
      for (const pageIndex of pages) {
        const drawn = await document.draw(pageIndex).catch(() => null);
        if (source.failure !== null) throw new AppError(source.failure);
        tell({ type: 'page', id, page: drawn ? read(machine, drawn, pageIndex) : unreadable(pageIndex) });
      }
    } finally {
      await document.close();
    }
    tell({ type: 'end', id });
  } catch (error) {
    tell({ type: 'failed', id, code: source.failure ?? errorCode(error) });
  } finally {
    file.port.close();
  }
}

/** A page on which the machine gives up; 'internal' is left to a machine that does not start. */
function read(machine: Engine, drawn: GrayPage, pageIndex: number): RecognisedPage {
  try {
    return machine.read(drawn, pageIndex);
  } catch (cause) {
    throw new AppError('pdf-too-much-data', { cause });
  }
}

/** A damaged page costs itself only. */
const unreadable = (pageIndex: number): RecognisedPage => ({ pageIndex, lines: [], text: '', confidence: null });

async function start(files: RecognitionFiles): Promise<Engine> {
  const models = Object.entries(files.models).map(async ([name, url]) => [name, await unpacked(url)] as const);
  const [program, ...loaded] = await Promise.all([whole(files.engine), ...models]);
  return startEngine({ program, models: Object.fromEntries(loaded) });
}

async function whole(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await answered(url)).arrayBuffer());
}

async function unpacked(url: string): Promise<Uint8Array> {
  const { body } = await answered(url);
  if (!body) throw new AppError('internal', { cause: url });
  const stream = body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function answered(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new AppError('internal', { cause: `${url} ${response.status}` });
  return response;
}

function tell(message: FromRecognitionWorker): void {
  self.postMessage(message);
}
