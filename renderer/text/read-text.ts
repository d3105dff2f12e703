import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import type { PageText, TextKind } from '../text-api.ts';
import { readMailText } from './read-mail-text.ts';
import { readOfficeText } from './read-office-text.ts';
import { readPdfText } from './read-pdf-text.ts';
import { readPlainText } from './read-plain-text.ts';

/** Reads the words of a file page by page; answers whether something was left out. Throws AppError of the kind. */
export async function readText(kind: TextKind, source: ByteSource, onPage: (page: PageText) => void): Promise<boolean> {
  switch (kind) {
    case 'pdf':
      return readPdfText(source, onPage);
    case 'mail':
      return readMailText(source, onPage);
    case 'office':
      return readOfficeText(source, onPage);
    case 'plain':
      return readPlainText(source, onPage);
  }
}
