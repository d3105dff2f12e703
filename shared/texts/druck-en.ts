import type { druckDe } from './druck-de.ts';

/** The same in English. */
export const druckEn: Readonly<Record<keyof typeof druckDe, string>> = {
  'druck.open': 'Print …',
  'druck.title': 'Print “{titel}”',
  'druck.what':
    'Version {n} is printed as it is, and behind it a sheet with what is known of the signatures. Pages come out on A4.',
  'druck.logged':
    'Every print stands in the access log afterwards. On paper Aktentasche protects the content no longer.',
  'druck.drawing': 'Preparing pages',
  'druck.amount': '{done} of {total}',
  'druck.system': 'The pages are ready. Choose the printer in the window of the operating system.',
  'druck.go': 'Print',
  'druck.done': 'Handed to the printer',

  'blatt.save': 'Save circulation sheet …',
  'blatt.print': 'Print circulation sheet …',
  'blatt.file': 'File circulation sheet',
  'blatt.saved': 'Circulation sheet saved',
  'blatt.filed': 'Circulation sheet filed: “{titel}”',
  'blatt.titel': 'Circulation sheet of {titel}',
  'blatt.vermerk': 'Circulation sheet of version {n} filed',
  'blatt.atClosing': 'File {n} {n|circulation sheet|circulation sheets} with the state of the circulation',
  'blatt.what': 'What is printed is how the circulation stands, with every step and the check of the chain.',

  'fenster.open': 'Open in a window of its own',
  'fenster.title': '{titel}, version {n}',
  'fenster.tools': 'Pages and size',
  'fenster.ended': 'This window shows nothing any more. Close it and open the document again.',

  'teilung.panel': 'Width of the right column',
};
