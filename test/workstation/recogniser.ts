import type { Engine } from '../../renderer/recognition/start-engine.ts';
import type { Recogniser } from '../../renderer/replica/indexing/recognition-queue.ts';
import { readWhole } from '../../renderer/replica/read-version.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';

let engine: Promise<Engine> | null = null;

/** What renderer/recognition-worker.ts does, without a worker around it; the machine is started when the first file comes. */
export function recogniserHere(): Recogniser {
  return {
    async recognise(file, pages, onPage, signal) {
      const { canvasHere, engineHere } = await import('./recognition-engine.ts');
      const { openDrawn } = await import('../../renderer/recognition/draw-page.ts');
      engine ??= engineHere();
      const machine = await engine;
      // A worker reads the lent file in ranges and waits; here nobody else could answer meanwhile.
      const document = await openDrawn(bytesSource(await readWhole(file)), canvasHere, null);
      try {
        for (const pageIndex of pages) {
          signal.throwIfAborted();
          onPage(machine.read(await document.draw(pageIndex), pageIndex));
        }
      } finally {
        await document.close();
      }
    },
    close: () => undefined,
  };
}
