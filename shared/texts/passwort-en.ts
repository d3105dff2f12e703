import type { passwortDe } from './passwort-de.ts';

/** English counterpart of {@link passwortDe}. */
export const passwortEn: { readonly [K in keyof typeof passwortDe]: string } = {
  'pdfPassword.locked': 'This file is protected by a password.',
  'pdfPassword.limited': "This file is encrypted and does not allow every change. The owner's password lifts that.",
  'pdfPassword.open': 'This file is encrypted and open. Stamps and signatures are encrypted with it.',
  'pdfPassword.ask': 'Enter password …',
  'pdfPassword.title': 'Password for “{titel}”',
  'pdfPassword.why': 'Whoever protected the file knows the password. Ask there if it did not come with the file.',
  'pdfPassword.field': "The file's password",
  'pdfPassword.hint': 'Holds until you close the document and is stored nowhere.',
  'pdfPassword.check': 'Validation is possible once the password is entered.',
  'pdfPassword.go': 'Open',
};
