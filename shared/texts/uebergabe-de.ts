/** Refused work that is handed over: the author's side in the Ausgang, the receiver's screen. */
export const uebergabeDe = {
  'uebergabe.give': 'Übergeben …',
  'uebergabe.give.title': 'An wen übergeben?',
  'uebergabe.give.text':
    'Alles, was in dieser Akte nicht angenommen wurde, geht an eine Person, die dort noch eintragen darf, verschlossen für ihre Geräte. Sie entscheidet, ob es in die Akte kommt.',
  'uebergabe.give.to': 'Person',
  'uebergabe.give.go': 'Übergeben',
  'uebergabe.give.nobody':
    'Noch ist niemand bekannt, für den sich etwas verschließen lässt. Speichern Sie die Änderung als Text, oder versuchen Sie es nach dem nächsten Abgleich.',
  'uebergabe.sealed': 'Für {name} verschlossen',
  'uebergabe.waiting': 'Für {an} verschlossen am {zeit}. Wird mit dem nächsten Abgleich übergeben.',
  'uebergabe.done': 'Übergeben an {an} am {zeit}.',
  'uebergabe.done.why': 'Die Behörde hat es. Hier brauchen Sie die Änderung nicht mehr.',
  'uebergabe.refused': 'Die Übergabe an {an} vom {zeit} wurde nicht angenommen.',
  'uebergabe.putAway': 'Weglegen',
  'uebergabe.away': 'Änderung weggelegt',
  'uebergabe.empty.title': 'Keine Übergaben',
  'uebergabe.empty.text':
    'Hier liegt, was Kolleginnen und Kollegen in einer Akte nicht mehr eintragen durften und Ihnen übergeben haben.',
  'uebergabe.contents': 'Übergabe',
  'uebergabe.title': 'Übergabe von {von}',
  'uebergabe.from': 'Von',
  'uebergabe.when': 'Übergeben',
  'uebergabe.changes': 'Änderungen',
  'uebergabe.openHint': 'Sie ist für Ihre Geräte verschlossen. Das Öffnen wird im Zugriffsprotokoll vermerkt.',
  'uebergabe.open': 'Öffnen',
  'uebergabe.takeHint':
    'Beim Übernehmen entsteht ein Vermerk mit allem, was hier steht, und je Datei ein Dokument, beides unter Ihrem Namen.',
  'uebergabe.take': 'Übernehmen …',
  'uebergabe.take.title': 'In welchen Vorgang der Akte übernehmen?',
  'uebergabe.take.go': 'Übernehmen',
  'uebergabe.taken': 'In {zeichen} übernommen',
  'uebergabe.aside': 'Beiseite legen …',
  'uebergabe.aside.title': 'Diese Übergabe beiseite legen?',
  'uebergabe.aside.text':
    'Was {von} übergeben hat, kommt dann nicht in die Akte. Die Begründung bleibt bei der Übergabe.',
  'uebergabe.aside.go': 'Beiseite legen',
  'uebergabe.laidAside': 'Übergabe beiseite gelegt',
  'uebergabe.now': '{feld}: jetzt',
  'uebergabe.nowMoved': '{feld}: jetzt, seitdem geändert',
  'uebergabe.saveFile': 'Kopie speichern …',
  'uebergabe.fileSaved': '„{name}“ gespeichert',
  'uebergabe.fileLine': 'Datei „{name}“ liegt als Dokument in diesem Vorgang.',
  'uebergabe.vermerk':
    'Übernommen von {von}, übergeben am {zeit}. Diese Person durfte es in der Akte nicht mehr selbst eintragen.',
} as const;
