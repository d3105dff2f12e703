import type { versandDe } from './versand-de.ts';

/** What left the agency: dispatch note, receivers, receipt. */
export const versandEn: Record<keyof typeof versandDe, string> = {
  'versand.title': 'Dispatch',
  'versand.none': 'Not dispatched yet.',
  'versand.ask': 'Note dispatch …',
  'versand.ask.title': 'Note dispatch of version {n}',
  'versand.hint':
    'The dispatch note records that the version left the authority. It sends nothing; deadlines begin to run with it.',
  'versand.weg': 'Way of dispatch',
  'versand.abVermerk': 'Left on (posted, sent or made available)',
  'versand.empfaenger': 'Recipients, one per line',
  'versand.add': 'To {name}',
  'versand.nachweis': 'Proof, e.g. number of the item',
  'versand.go': 'Note',
  'versand.done': 'Dispatch of “{titel}” noted',
  'versand.toFrist': 'To the case, set a deadline …',
  'versand.note': 'Receipt or return …',
  'versand.noteNamed': 'Note receipt or return: {namen}',
  'versand.note.title': 'What became of it',
  'versand.noted': 'Receipt noted',
  'versand.zugang': 'Received on, with proof',
  'versand.zurueck': 'Came back undelivered on',
  'versand.received': 'received {tag}',
  'versand.returned': 'returned {tag}',
  'versand.take': 'Dispatch that starts the deadline',
  'versand.take.none': 'Enter the particulars',
  'versand.take.line': '{tag}, {weg}: {titel}',
};
