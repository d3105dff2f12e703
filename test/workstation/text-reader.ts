import type { TextReader } from '../../renderer/replica/indexing/index-queue.ts';
import { readWhole } from '../../renderer/replica/read-version.ts';
import type { PageText } from '../../renderer/text-api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';

/** What renderer/text-worker.ts does, without a worker around it; the parser is loaded when the first file comes. */
export function textReaderHere(): TextReader {
  return {
    async read(file, kind) {
      await import('./pdf-parser.ts');
      const { readText } = await import('../../renderer/text/read-text.ts');
      // A worker reads the lent file in ranges and waits; here nobody else could answer meanwhile.
      const source = bytesSource(await readWhole(file));
      const pages: PageText[] = [];
      const onPage = (page: PageText) => void pages.push(page);
      const isPartial = await readText(kind, source, onPage);
      return { pages, isPartial };
    },
    close: () => undefined,
  };
}
