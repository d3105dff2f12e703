import { forgetPdfPasswords, lastPdfPassword } from '../pdf-client.ts';
import { lendPdf } from './lend-pdf.ts';

/**
 * Opens a Version that is protected by a password, and with it the Dokument's other Versions. The password stays in the
 * pdf worker until `forgetPasswords`; nothing of it is stored. Rejects with AppError 'pdf-password-wrong'.
 */
export async function unlockPdf(version: string, password: string): Promise<void> {
  const pdf = await lendPdf({ version, action: 'open', purpose: 'Dokument mit Passwort öffnen' });
  try {
    await pdf.unlock(password);
  } finally {
    pdf.close();
  }
}

/** The password that the viewer needs as well; null when none was given. */
export function knownPassword(): Promise<string | null> {
  return lastPdfPassword();
}

/** Forgets what was given, when the Dokument is closed. */
export function forgetPasswords(): void {
  forgetPdfPasswords();
}
