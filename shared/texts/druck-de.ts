/** Printing, the Verfuegungsblatt, a document's own window, and how a screen is divided. */
export const druckDe = {
  'druck.open': 'Drucken …',
  'druck.title': '„{titel}“ drucken',
  'druck.what':
    'Gedruckt wird Fassung {n}, wie sie ist, und dahinter ein Blatt mit den Angaben zu den Unterschriften. Seiten kommen auf A4.',
  'druck.logged':
    'Jeder Druck steht danach im Zugriffsprotokoll. Auf Papier schützt Aktentasche den Inhalt nicht mehr.',
  'druck.drawing': 'Seiten werden vorbereitet',
  'druck.amount': '{done} von {total}',
  'druck.system': 'Die Seiten sind bereit. Wählen Sie im Fenster des Betriebssystems den Drucker.',
  'druck.go': 'Drucken',
  'druck.done': 'An den Drucker übergeben',

  'blatt.save': 'Verfügungsblatt speichern …',
  'blatt.print': 'Verfügungsblatt drucken …',
  'blatt.file': 'Verfügungsblatt ablegen',
  'blatt.saved': 'Verfügungsblatt gespeichert',
  'blatt.filed': 'Verfügungsblatt abgelegt: „{titel}“',
  'blatt.titel': 'Verfügungsblatt zu {titel}',
  'blatt.vermerk': 'Verfügungsblatt zu Fassung {n} abgelegt',
  'blatt.atClosing': '{n} {n|Verfügungsblatt|Verfügungsblätter} mit dem Stand des Geschäftsgangs ablegen',
  'blatt.what': 'Gedruckt wird der Stand des Geschäftsgangs mit allen Schritten und der Prüfung der Kette.',

  'fenster.open': 'In eigenem Fenster öffnen',
  'fenster.title': '{titel}, Fassung {n}',
  'fenster.tools': 'Blättern und Größe',
  'fenster.ended': 'Dieses Fenster zeigt nichts mehr. Schließen Sie es und öffnen Sie das Dokument noch einmal.',

  'teilung.panel': 'Breite der rechten Spalte',
} as const;
