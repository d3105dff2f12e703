/** Words that a machine read in scans. */
export const erkennungDe = {
  'erkennung.title': 'Erkannter Text',
  'erkennung.open': 'Ein Bild ohne lesbaren Text: Die Suche findet dieses Dokument nur über seine Angaben.',
  'erkennung.waiting': 'Der Text wird erkannt, sobald dieser Rechner Zeit hat.',
  'erkennung.asked': 'Der Text wird gleich erkannt.',
  'erkennung.reading': 'Text wird erkannt: {done} von {total} {total|Seite|Seiten}.',
  'erkennung.read': 'Text erkannt am {at} (Deutsch und Englisch).',
  'erkennung.doubt': 'Er kann Fehler enthalten; maßgeblich ist das Bild.',
  'erkennung.poor': 'Schlecht lesbare Seiten: {pages}.',
  'erkennung.left': '{n} {n|Seite wurde|Seiten wurden} nicht gelesen: Das Dokument ist zu lang.',
  'erkennung.refused': 'Der Text ließ sich nicht erkennen. Das Dokument selbst ist unverändert.',
  'erkennung.never': 'Ihre IT hat die Texterkennung für diesen Rechner abgeschaltet.',
  'erkennung.ask': 'Text erkennen',
  'erkennung.layer': 'Erkannter Text, kann Fehler enthalten',
  'settings.recognise': 'Text in Scans von selbst erkennen',
  'settings.recognise.hint': 'Damit die Suche ihn findet. Nichts davon verlässt diesen Rechner.',
} as const;
