import { AppError } from '../errors.ts';
import type { ByteSource } from '../pdf/file/byte-source.ts';
import { type Archive, openArchive } from './open-archive.ts';

/** A container of signed documents. */
export type Container = Archive & { readonly mimetype: string };

/**
 * Opens a ZIP container (ETSI EN 319 162-1 §A): an archive that nobody can read differently, `mimetype` first and stored.
 * Throws AppError 'container-damaged', 'container-unsafe', 'container-type-unknown'.
 */
export async function openContainer(source: ByteSource): Promise<Container> {
  const archive = await openArchive(source, 'strict');
  const { mimetype } = archive;
  if (mimetype === null) throw new AppError('container-type-unknown');
  return { ...archive, mimetype };
}
