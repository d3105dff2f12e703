/** Ausgang: what waits for the server, and why. */
export const ausgangDe = {
  'ausgang.list': 'Ausgang',
  'ausgang.syncNow': 'Jetzt abgleichen',
  'ausgang.empty.title': 'Alles ist bei der Behörde',
  'ausgang.empty.text':
    'Hier steht, was Sie geändert haben und was die Behörde noch nicht bestätigt hat. Es bleibt auf diesem Gerät sicher, bis die Bestätigung da ist.',
  'ausgang.why.offline':
    'Keine Verbindung zur Behörde seit {since}. Alles ist auf diesem Gerät gesichert und wird von selbst gesendet.',
  'ausgang.why.stopped': 'Der Abgleich ist angehalten.',
  'ausgang.why.sending': 'Wird gerade gesendet.',
  'ausgang.why.waiting': 'Wird mit dem nächsten Abgleich gesendet.',
  'ausgang.count': '{n} {n|Änderung|Änderungen}',
  'ausgang.sent': '{done} von {total}',
  'ausgang.state.waiting': 'wartet',
  'ausgang.state.sending': 'wird gesendet',
  'ausgang.state.rejected': 'nicht angenommen',
  'ausgang.rejected': 'Von der Behörde nicht angenommen',
  'ausgang.rejected.why':
    'Erneut senden hilft, sobald die Behörde den Grund behoben hat. Ein Verwerfen steht im Verlauf.',
  'ausgang.retry': 'Erneut senden',
  'ausgang.discard': 'Verwerfen …',
  'ausgang.discard.title': 'Diese Änderung verwerfen?',
  'ausgang.discard.text':
    '„{what}“ an „{titel}“ vom {time} wird nicht mehr gesendet. Das lässt sich nicht rückgängig machen.',
  'ausgang.discard.go': 'Verwerfen',
  'ausgang.discarded': 'Änderung verworfen',
  'ausgang.retried': 'Änderung wird erneut gesendet',
  'ausgang.what': 'Inhalt der Änderung',
  'ausgang.about': 'Worum es geht',
  'ausgang.fields': 'Geänderte Angaben',
  'ausgang.choose.title': 'Keine Änderung gewählt',
  'ausgang.choose.text': 'Wählen Sie eine Änderung, um zu sehen, warum sie wartet.',
  'ausgang.why': 'Warum',
} as const;
