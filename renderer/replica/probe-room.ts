import { AppError } from '../../shared/errors.ts';
import type { PackFiles } from './pack-files.ts';

/** A database that is opened writes about as much. */
const PROBE_BYTES = 256 * 1024;
const PROBE_NAME = 'probe';

/** The browser does not say that the disk is full; a file beside its database does. Throws AppError 'disk-full'. */
export async function probeRoom(files: PackFiles, cause?: unknown): Promise<void> {
  try {
    await files.write(PROBE_NAME, 0, new Uint8Array(PROBE_BYTES));
  } catch {
    throw new AppError('disk-full', { cause });
  } finally {
    await files.remove(PROBE_NAME).catch(() => undefined);
  }
}
