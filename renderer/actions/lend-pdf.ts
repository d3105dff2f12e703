import { AppError } from '../../shared/errors.ts';
import { type OpenPdf, openPdf } from '../pdf-client.ts';
import type { VersionAccess } from '../replica-api/command-inputs.ts';
import { command } from '../replica-client.ts';

/** A Version in the pdf worker; `close` gives it back. */
export interface LentPdf extends OpenPdf {
  /** Under this id it is lent: `addVersion` puts what was appended behind it. */
  readonly lent: number;
  readonly sizeBytes: number;
}

/**
 * Lends a Version to the pdf worker, which reads it in ranges; the access record is on disk before. Throws AppError
 * 'replica-damaged' when its bytes are not those that the record names.
 */
export async function lendPdf(access: VersionAccess): Promise<LentPdf> {
  const { id: lent, sha, ...file } = await command('lendVersion', access);
  const giveBack = () => void command('returnVersion', { id: lent }).catch(() => undefined);
  try {
    const pdf = await openPdf(file);
    const close = () => {
      pdf.close();
      giveBack();
    };
    if (pdf.sha === sha) return { ...pdf, lent, sizeBytes: file.sizeBytes, close };
    pdf.close();
    throw new AppError('replica-damaged');
  } catch (error) {
    giveBack();
    throw error;
  }
}
