import { type Archive, openArchive } from '../asic/open-archive.ts';
import type { Envelope } from '../asic/open-envelope.ts';
import { AppError, errorCode } from '../errors.ts';
import { bytesSource } from '../pdf/file/byte-source.ts';
import type { OfficeText } from './office-text.ts';
import { officeTypes } from './office-types.ts';
import { readDocx } from './read-docx.ts';
import { readOdt } from './read-odt.ts';
import { writeOfficeSheet } from './write-office-sheet.ts';

/** What a text file is shown with: the SHA-256 of its file (hexadecimal), and the font file. */
export interface OfficeView {
  readonly sha: string;
  readonly font: Uint8Array;
}

/** The name of the sheet with the words of a text file. */
export const sheetName = 'Wortlaut.pdf';

/** The words of a text file; null when the archive is none. Throws AppError 'office-…', 'container-unsafe', 'container-damaged'. */
export async function readOffice(bytes: Uint8Array): Promise<OfficeText | null> {
  const archive = await openArchive(bytesSource(bytes), 'balanced');
  if (archive.mimetype === officeTypes.odt) return readOdt(archive);
  return isOpenXml(archive) ? readDocx(archive) : null;
}

/**
 * Opens a text file like an envelope: its one member is a sheet with its words. Null when the archive is no text file. Throws
 * as {@link readOffice} does; taking what is not there 'container-damaged'.
 */
export async function openOffice(bytes: Uint8Array, view: OfficeView): Promise<Envelope | null> {
  const text = await readOffice(bytes).catch((error: unknown) => {
    // Whatever else this archive is, the next reader says.
    if (errorCode(error) === 'container-type-unknown') return null;
    throw error;
  });
  if (text === null) return null;
  const sheet = writeOfficeSheet({ text, sizeBytes: bytes.length, ...view });
  const members = [{ name: sheetName, sizeBytes: sheet.length }];
  return {
    type: text.type,
    members,
    concerns: text.concerns,
    take: async (name) => {
      if (name !== sheetName) throw new AppError('container-damaged', { cause: 'no such file' });
      // A copy: who takes it may hand it on to another thread.
      return new Uint8Array(sheet);
    },
    judge: async () => ({
      verdict: 'none',
      signatures: [],
      files: members.map((member) => ({ ...member, isCovered: false })),
    }),
  };
}

function isOpenXml({ files }: Archive): boolean {
  return files.some(({ name }) => name === '[Content_Types].xml') && files.some(({ name }) => name === '_rels/.rels');
}
