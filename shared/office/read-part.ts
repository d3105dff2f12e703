import type { Archive } from '../asic/open-archive.ts';
import { AppError, errorCode } from '../errors.ts';

/** Text of a thousand pages is a tenth of it. */
const mostPartBytes = 64 * 1024 * 1024;

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
