import type { beilageDe } from './beilage-de.ts';

/** Signatures beside a file, and containers, in English. */
export const beilageEn: Record<keyof typeof beilageDe, string> = {
  'container.title': 'Contents of the container',
  'container.kept':
    'The container stays as it was received. To stamp or sign a document out of it, take it out; signatures within it are then checked as well.',
  'mail.title': 'Contents of the e-mail',
  'mail.kept':
    'The e-mail stays as it came in; its text is shown without pictures and active content. Attached PDFs are documents of their own. Open what else is attached outside only if you trust the sender.',
  'container.signed': 'signed',
  'container.unsigned': 'not signed',
  'container.shown': 'shown',
  'container.show': 'Show',
  'container.showNamed': 'Show {name}',
  'container.take': 'Take out',
  'container.takeNamed': 'Take {name} out as a document',
  'container.save': 'Copy …',
  'container.saveNamed': 'Save a copy of {name}',
  'container.taken': '“{name}” now lies beside it as a document of its own',
  'container.saved': 'Copy of “{name}” saved',
  'container.vermerk': '“{name}” taken out as a document of its own',
  'container.herkunft': '“{name}” taken out of “{titel}”, version {n}',
  'beside.covers': 'Holds for {names}.',
  'beside.coversNothing': 'Names no file that it holds for.',
  'beside.unsigned': 'Without a signature: {name}',
  'beside.file': 'Signature ({format}) in {name}',
  'beside.timestamp': 'Time-stamp in {name}',
  'beside.save': 'Save signature …',
  'beside.saveNamed': 'Save signature file {name}',
  'import.with': 'with {n} {n|signature file|signature files}: {names}',
  'import.tiff': 'as a PDF from “{name}”, without loss',
  'import.anlagen': 'with {n} {n|attachment as a document of its own|attachments as documents of their own}: {names}',
  'import.refused': 'Not added. The files are unchanged where they were.',
  'import.sorting': 'Looking at the files …',
  'import.drop': 'Drop the files to add them',
};
