import type { FreePlace } from '../../shared/pdf/sign/free-places.ts';
import type { PdfCheck } from '../pdf-api.ts';
import { command } from '../replica-client.ts';
import { lendPdf } from './lend-pdf.ts';

/** What must be known of a Version before it is signed together with others. */
export interface LookedInto extends PdfCheck {
  /** Where a visible signature would cover nothing. */
  readonly places: readonly FreePlace[];
}

/** Judges a Version that is going to be signed, and finds the places where its signature may be seen. */
export async function lookIntoVersion(version: string, at = new Date()): Promise<LookedInto> {
  const pdf = await lendPdf({ version, action: 'validate', purpose: 'Gemeinsam unterschreiben', format: 'best' });
  try {
    const check = await pdf.check(await command('readTrust', {}), at);
    return { ...check, places: await pdf.freePlaces() };
  } finally {
    pdf.close();
  }
}
