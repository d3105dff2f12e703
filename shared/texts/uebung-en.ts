/** Practice: its way in and out, the band above every screen, and the ten exercises. */
export const uebungEn = {
  'nav.uebung': 'Ten exercises',
  'uebung.word': 'PRACTICE (ÜBUNG)',
  'uebung.says': 'Nothing here is real, and nothing leaves this computer.',
  'uebung.label': 'Practice',
  'uebung.window': 'PRACTICE (ÜBUNG) – Aktentasche',
  'uebung.title': 'Ten exercises',
  'uebung.end': 'End practice …',
  'uebung.command': 'Practice mode …',
  'uebung.try': 'Practise without an authority',
  'uebung.preparing': 'Practice is being prepared …',
  'uebung.preparing.text':
    'An invented authority with files, mail and colleagues comes into being on this computer. This takes some seconds.',
  'uebung.start.title': 'Begin to practise?',
  'uebung.start.text':
    'Your Aktentasche is locked; what is not sent stays safe in it. Then an invented authority opens in which you can try everything. After practice you unlock as usual.',
  'uebung.start.go': 'Lock and practise',
  'uebung.start.stay': 'Do not practise',
  'uebung.end.title': 'End practice and delete it?',
  'uebung.end.text':
    'Everything of practice is deleted and cannot be brought back. Copies that you saved stay; their names begin with ÜBUNG. Then your real Aktentasche opens.',
  'uebung.end.go': 'End and delete',
  'uebung.end.stay': 'Go on practising',
  'uebung.done':
    '{n} of {total} exercises done. An exercise is done as soon as the thing is really done, whichever way you take.',
  'uebung.isDone': 'done',
  'uebung.isOpen': 'open',
  'uebung.go': 'Go there',
  'uebung.goNamed': 'To the exercise: {name}',
  'uebung.aufnehmen': 'Take in a letter',
  'uebung.aufnehmen.how':
    'In the incoming mail choose “Take in a document …”. The picker opens the folder “Übungspost”; other files do not come into practice.',
  'uebung.ablegen': 'File a document in a case',
  'uebung.ablegen.how': 'Select a document in the incoming mail and file it in a case of the file 51.20.900/2026.',
  'uebung.stempeln': 'Set a receipt stamp',
  'uebung.stempeln.how': 'Open a document and stamp it. The stamp is in the PDF file afterwards.',
  'uebung.unterschreiben': 'Sign a document',
  'uebung.unterschreiben.how':
    'Open a document; “Choose key file” takes the practice key. Its password is “{passwort}”. The check then says honestly that nobody trusts the certificate.',
  'uebung.mitzeichnen': 'Co-sign a draft',
  'uebung.mitzeichnen.how': 'The draft of a notice by Mehmet Yıldız waits in the work list. Open, read and co-sign it.',
  'uebung.frist': 'Set a deadline',
  'uebung.frist.how': 'In a case have a deadline computed and set it. Its derivation stands beside it.',
  'uebung.finden': 'Find a letter by its words',
  'uebung.finden.how':
    'Search for “{wort}” (Ctrl F), open the case of the letter and set a follow-up day there. Pack first (exercise 7), then the words can be searched, too.',
  'uebung.konflikt': 'Decide a conflict',
  'uebung.konflikt.how': 'You and Mehmet Yıldız changed the same phone number. Compare both values and decide.',
  'uebung.packen': 'Pack a file',
  'uebung.packen.how': 'Open the file 51.20.900/2026 and take it along, so that it is there without a connection.',
  'uebung.weitergeben': 'Pass a case on',
  'uebung.weitergeben.how':
    'A case of the file 51.20.900/2026 with a deadline or a follow-up day (exercises 6 and 8) stands in the work list. Choose its line “Deadline” or “Follow-up” there, then “Hand on …” at the right and Mehmet Yıldız.',
  'uebung.not': 'What practice does not show',
  'uebung.not.text':
    'Cards and remote signatures, the seal and the time-stamps of the authority, the emergency copy, locking and the passphrase, handing a device back, losing a right and handing the work over, and news from colleagues: these need the real authority. Everything else is decided by the same software as there, only on this computer.',
} as const;
