/** Remote signatures, prepared signatures and the seal of the authority. */
export const fernsignaturDe = {
  'remote.key': 'Fernsignatur',
  'remote.choose': 'Fernsignatur wählen …',
  'remote.title': 'Mit Fernsignatur unterschreiben',
  'remote.why':
    'Ihr Schlüssel liegt bei einem Dienst. Nur Prüfsummen gehen dorthin, die Dokumente bleiben auf diesem Rechner.',
  'remote.none': 'Für diesen Rechner ist kein Dienst für Fernsignaturen zugelassen. Bitte wenden Sie sich an Ihre IT.',
  'remote.service': '{name}, {host}',
  'remote.signIn': 'Anmelden',
  'remote.signInAt': 'Bei {name} anmelden und Zertifikate zeigen',
  'remote.waiting': 'Bei {name} wird nachgefragt. Falls sich Ihr Browser öffnet, melden Sie sich bitte dort an.',
  'remote.noCredential': 'Der Dienst kennt kein Zertifikat von Ihnen.',
  'prepared.title': 'Unterschrift vorbereitet am {at}, wartet auf Verbindung',
  'prepared.why':
    'Fassung {n}, für {signer}. Unterschrieben und datiert wird erst, wenn Sie bestätigen.',
  'prepared.newer': 'Inzwischen gibt es Fassung {newer}. Vorbereitet haben Sie Fassung {n}.',
  'prepared.newerMeans': 'Unterschreiben Sie jetzt, stehen beide Fassungen nebeneinander zur Wahl.',
  'prepared.sign': 'Jetzt unterschreiben',
  'prepared.discard': 'Verwerfen',
  'prepared.kept': 'Der Dienst antwortet nicht. Die Unterschrift ist vorbereitet und wartet auf Verbindung.',
  'seal.title': 'Siegel der Behörde',
  'seal.go': 'Mit dem Siegel der Behörde versehen …',
  'seal.what': 'Der Server siegelt Fassung {n}, wie sie dort liegt. Das gesiegelte Ergebnis wird die nächste Fassung.',
  'seal.confirm': 'Jetzt siegeln',
  'seal.with': 'Siegel von {subject}, gültig bis {until}',
  'seal.means':
    'Es zeigt, dass das Dokument von der Behörde stammt und unverändert ist. Welchen Rang es hat, sagt danach die Prüfung.',
  'seal.working': 'Der Server siegelt …',
  'seal.unsent': 'Diese Fassung ist noch nicht beim Server. Bitte warten Sie, bis alles gesendet ist.',
  'seal.done': 'Gesiegelt, die neue Fassung kommt mit dem Abgleich',
} as const;
