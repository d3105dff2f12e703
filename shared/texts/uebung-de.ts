/** Practice: its way in and out, the band above every screen, and the ten exercises. */
export const uebungDe = {
  'nav.uebung': 'Zehn Übungen',
  'uebung.word': 'ÜBUNG',
  'uebung.says': 'Nichts hier ist echt, und nichts verlässt diesen Computer.',
  'uebung.label': 'Übung',
  'uebung.window': 'ÜBUNG – Aktentasche',
  'uebung.title': 'Zehn Übungen',
  'uebung.end': 'Übung beenden …',
  'uebung.command': 'Übungsmodus …',
  'uebung.try': 'Ohne Behörde üben',
  'uebung.preparing': 'Die Übung wird vorbereitet …',
  'uebung.preparing.text':
    'Eine erfundene Behörde mit Akten, Post und Kolleginnen entsteht auf diesem Computer. Das dauert einige Sekunden.',
  'uebung.start.title': 'Mit dem Üben beginnen?',
  'uebung.start.text':
    'Ihre Aktentasche wird gesperrt; nicht Gesendetes bleibt sicher darin. Dann öffnet sich eine erfundene Behörde, in der Sie alles ausprobieren können. Nach der Übung entsperren Sie wieder wie gewohnt.',
  'uebung.start.go': 'Sperren und üben',
  'uebung.start.stay': 'Nicht üben',
  'uebung.end.title': 'Übung beenden und löschen?',
  'uebung.end.text':
    'Alles aus der Übung wird gelöscht und lässt sich nicht zurückholen. Kopien, die Sie gespeichert haben, bleiben; ihr Name beginnt mit ÜBUNG. Danach öffnet sich Ihre echte Aktentasche.',
  'uebung.end.go': 'Beenden und löschen',
  'uebung.end.stay': 'Weiter üben',
  'uebung.done':
    '{n} von {total} Übungen erledigt. Erledigt ist eine Übung, sobald die Sache wirklich getan ist, auf welchem Weg auch immer.',
  'uebung.isDone': 'erledigt',
  'uebung.isOpen': 'offen',
  'uebung.go': 'Hingehen',
  'uebung.goNamed': 'Zur Übung: {name}',
  'uebung.aufnehmen': 'Einen Brief aufnehmen',
  'uebung.aufnehmen.how':
    'Im Posteingang „Dokument aufnehmen …“ wählen. Die Auswahl öffnet den Ordner „Übungspost“; andere Dateien kommen nicht in die Übung.',
  'uebung.ablegen': 'Ein Dokument in einen Vorgang ablegen',
  'uebung.ablegen.how':
    'Im Posteingang ein Dokument markieren und in einen Vorgang der Akte 51.20.900/2026 legen („Zu Vorgang ablegen …“).',
  'uebung.stempeln': 'Einen Eingangsstempel setzen',
  'uebung.stempeln.how': 'Ein Dokument öffnen und stempeln. Der Stempel steht danach in der PDF-Datei.',
  'uebung.unterschreiben': 'Ein Dokument unterschreiben',
  'uebung.unterschreiben.how':
    'Ein Dokument öffnen, „Schlüsseldatei wählen …“ nimmt die Schlüsseldatei der Übung. Ihr Kennwort ist „{passwort}“. Die Prüfung sagt danach ehrlich, dass niemand dem Zertifikat vertraut.',
  'uebung.mitzeichnen': 'Einen Entwurf mitzeichnen',
  'uebung.mitzeichnen.how':
    'Im Arbeitsvorrat wartet der Entwurf eines Bescheids von Mehmet Yıldız. Öffnen, lesen und mitzeichnen.',
  'uebung.frist': 'Eine Frist eintragen',
  'uebung.frist.how': 'In einem Vorgang eine Frist berechnen lassen und eintragen. Die Herleitung steht daneben.',
  'uebung.finden': 'Einen Brief am Wortlaut finden',
  'uebung.finden.how':
    'Nach „{wort}“ suchen (Strg F), den Vorgang des Briefs öffnen und dort eine Wiedervorlage eintragen. Erst packen (Übung 7), dann ist auch der Wortlaut durchsuchbar.',
  'uebung.konflikt': 'Einen Konflikt entscheiden',
  'uebung.konflikt.how':
    'Sie und Mehmet Yıldız haben dieselbe Telefonnummer geändert. Beide Werte vergleichen und entscheiden.',
  'uebung.packen': 'Eine Akte einpacken',
  'uebung.packen.how': 'Die Akte 51.20.900/2026 öffnen und mit „Packen …“ mitnehmen, damit sie ohne Verbindung da ist.',
  'uebung.weitergeben': 'Einen Vorgang weitergeben',
  'uebung.weitergeben.how':
    'Ein Vorgang der Akte 51.20.900/2026 mit Frist oder Wiedervorlage (Übungen 6 und 8) steht im Arbeitsvorrat. Dort die Zeile „Frist“ oder „Wiedervorlage“ wählen, rechts „Weitergeben …“ und Mehmet Yıldız.',
  'uebung.not': 'Was die Übung nicht zeigt',
  'uebung.not.text':
    'Karten und Fernsignatur, das Siegel und die Zeitstempel der Behörde, Notfallkopie, Sperren und Passphrase, Gerät zurückgeben, das Wegfallen eines Rechts samt Übergabe und Nachrichten von Kolleginnen: Dafür braucht es die echte Behörde. Alles andere entscheidet dieselbe Software wie dort, nur auf diesem Computer.',
} as const;
