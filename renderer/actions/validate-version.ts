import type { PdfCheck } from '../pdf-api.ts';
import { command } from '../replica-client.ts';
import { lendPdf } from './lend-pdf.ts';

/** Judges the signatures of a Version on this device, without a connection. */
export async function validateVersion(version: string, at = new Date()): Promise<PdfCheck> {
  const pdf = await lendPdf({ version, action: 'validate', purpose: 'Unterschriften prüfen', format: 'best' });
  try {
    // Without a trusted list a chain stays 'indeterminate'; integrity and coverage are judged all the same.
    return await pdf.check(await command('readTrust', {}), at);
  } finally {
    pdf.close();
  }
}
