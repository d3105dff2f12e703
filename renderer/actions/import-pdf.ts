import { AppError } from '../../shared/errors.ts';
import type { Eingang } from '../replica-api.ts';
import { command } from '../replica-client.ts';
import type { PickedPdf } from './pick-pdfs.ts';

/** Takes one picked PDF in as Version 1, unchanged; into the Posteingang when `vorgang` is null. Answers its Dokument. */
export async function importPdf(
  pdf: PickedPdf,
  titel: string,
  eingang: Eingang,
  vorgang: string | null,
): Promise<string> {
  const response = await fetch(`/file/${pdf.token}`);
  if (!response.ok) throw new AppError('file-not-found');
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length === 0) throw new AppError('pdf-empty');
  const { dokument } = await command('importDokument', { name: pdf.name, titel, bytes, vorgang, eingang });
  return dokument;
}
