import type { Archive } from '../asic/open-archive.ts';
import { AppError, errorCode } from '../errors.ts';

/** Text of a thousand pages is a tenth of it. */
const mostPartBytes = 64 * 1024 * 1024;

/** All parts that are XML together; a file of ten megabytes can claim two gigabytes of them, which take minutes to read. */
const mostXmlBytes = 256 * 1024 * 1024;

/** Throws AppError 'office-too-large' when there is more XML in a text file than is ever read. */
export function requireReadable({ files }: Pick<Archive, 'files'>): void {
  const xml = files.filter(({ name }) => /\.(xml|rels)$/i.test(name));
  if (xml.reduce((total, { sizeBytes }) => total + sizeBytes, 0) > mostXmlBytes) throw new AppError('office-too-large');
}

/** A part of a text file. Throws AppError 'office-damaged' when it is not there, 'office-too-large'. */
export async function readPart(archive: Archive, name: string, kind: string): Promise<Uint8Array> {
  const part = archive.files.find((file) => file.name === name);
  if (!part) throw new AppError('office-damaged', { cause: `${kind} without ${name}` });
  if (part.sizeBytes > mostPartBytes) throw new AppError('office-too-large');
  try {
    return await archive.take(name);
  } catch (error) {
    throw errorCode(error) === 'container-damaged' ? new AppError('office-damaged', { cause: error }) : error;
  }
}
