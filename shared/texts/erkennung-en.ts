import type { erkennungDe } from './erkennung-de.ts';

/** Words that a machine read in scans. */
export const erkennungEn: Readonly<Record<keyof typeof erkennungDe, string>> = {
  'erkennung.title': 'Recognised text',
  'erkennung.open': 'A picture without readable text: the search finds this document by its details only.',
  'erkennung.waiting': 'Its text will be recognised as soon as this computer has time.',
  'erkennung.asked': 'Its text will be recognised in a moment.',
  'erkennung.reading': 'Recognising text: {done} of {total} {total|page|pages}.',
  'erkennung.read': 'Text recognised on {at} (German and English).',
  'erkennung.doubt': 'It may contain errors; the picture is what counts.',
  'erkennung.poor': 'Pages that are hard to read: {pages}.',
  'erkennung.left': '{n} {n|page was|pages were} not read: the document is too long.',
  'erkennung.refused': 'The text could not be recognised. The document itself is unchanged.',
  'erkennung.never': 'Your IT department has switched text recognition off on this computer.',
  'erkennung.ask': 'Recognise text',
  'erkennung.layer': 'Recognised text, may contain errors',
  'settings.recognise': 'Recognise text in scans automatically',
  'settings.recognise.hint': 'So that the search finds it. Nothing of it leaves this computer.',
};
