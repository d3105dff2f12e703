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
  if (!response.ok || !response.body) throw new AppError('file-not-found');
  const bytes = await readInPlace(response.body, Number(response.headers.get('Content-Length')));
  if (bytes.length === 0) throw new AppError('pdf-empty');
  const { dokument } = await command('importDokument', { name: pdf.name, titel, bytes, vorgang, eingang });
  return dokument;
}

/** `arrayBuffer()` would hold a large file twice for a moment. Throws AppError 'pdf-changed-meanwhile' when it is not as long. */
async function readInPlace(body: ReadableStream<Uint8Array>, sizeBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes);
  const reader = body.getReader();
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.length > sizeBytes) throw new AppError('pdf-changed-meanwhile');
    bytes.set(value, filled);
    filled += value.length;
  }
  if (filled !== sizeBytes) throw new AppError('pdf-changed-meanwhile');
  return bytes;
}
