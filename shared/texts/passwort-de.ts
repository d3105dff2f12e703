/** PDF files that are protected by a password. */
export const passwortDe = {
  'pdfPassword.locked': 'Diese Datei ist mit einem Passwort geschützt.',
  'pdfPassword.limited':
    'Diese Datei ist verschlüsselt und erlaubt nicht jede Änderung. Das Passwort des Eigentümers hebt das auf.',
  'pdfPassword.open': 'Diese Datei ist verschlüsselt und geöffnet. Stempel und Unterschriften werden mitverschlüsselt.',
  'pdfPassword.ask': 'Passwort eingeben …',
  'pdfPassword.title': 'Passwort für „{titel}“',
  'pdfPassword.why': 'Das Passwort kennt, wer die Datei geschützt hat. Fragen Sie dort nach, wenn es nicht dabei war.',
  'pdfPassword.field': 'Passwort der Datei',
  'pdfPassword.hint': 'Gilt, bis Sie das Dokument schließen, und wird nirgends gespeichert.',
  'pdfPassword.check': 'Die Prüfung ist möglich, sobald das Passwort eingegeben ist.',
  'pdfPassword.go': 'Öffnen',
} as const;
