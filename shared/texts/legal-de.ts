/** What a signature legally means, and what the trusted list says; sources in brackets. */
export const legalDe = {
  'legal.rank.qualified-signature': 'qualifiziert',
  'legal.rank.qualified-seal': 'qualifiziertes Siegel',
  'legal.rank.advanced-qualified-certificate': 'fortgeschritten, qualifiziertes Zertifikat',
  'legal.rank.advanced': 'fortgeschritten',
  'legal.rank.unknown': 'Rang nicht belegt',
  'legal.qualified-signature':
    'Qualifizierte elektronische Signatur: wirkt wie eine handschriftliche Unterschrift und kann die Schriftform ersetzen (Art. 25 Abs. 2 eIDAS, § 3a Abs. 2 VwVfG).',
  'legal.qualified-seal':
    'Qualifiziertes elektronisches Siegel: es wird vermutet, dass die Datei unversehrt ist und von der genannten Stelle stammt (Art. 35 Abs. 2 eIDAS). Als Siegel der Behörde kann es bei ihren Dokumenten die Schriftform ersetzen (§ 3a Abs. 3 VwVfG).',
  'legal.advanced-qualified-certificate':
    'Fortgeschrittene Signatur mit qualifiziertem Zertifikat. Sie ersetzt die gesetzliche Schriftform nicht: Dass der Schlüssel in einer qualifizierten Signaturerstellungseinheit liegt, ist nicht belegt (Art. 26 eIDAS, § 3a Abs. 2 VwVfG).',
  'legal.advanced':
    'Fortgeschrittene elektronische Signatur. Sie ersetzt die gesetzliche Schriftform nicht (Art. 26 eIDAS, § 3a Abs. 2 VwVfG).',
  'legal.unknown': 'Was diese Unterschrift rechtlich bedeutet, ist hier nicht belegt.',
  'legal.ifNotRevoked': 'Das gilt nur, wenn das Zertifikat nicht gesperrt ist; geprüft ist das nicht.',
  'legal.unlisted': 'Ohne Vertrauensliste lässt sich kein höherer Rang feststellen.',
  'legal.stale': 'Die Vertrauensliste ist veraltet; maßgeblich ist ihr Stand.',
  'legal.offline': 'Ob das Zertifikat gesperrt ist, ist nicht geprüft. Kein Zeitstempel belegt die Zeit.',
  'legal.timeUnproven': 'Kein Zeitstempel belegt die Zeit.',
  'trust.line': 'Vertrauensliste vom {date}, {days} {days|Tag|Tage} alt.',
  'trust.none': 'Keine Vertrauensliste auf diesem Gerät.',
  'trust.title': 'Vertrauensliste',
  'trust.why':
    'Sie sagt, welchen Ausstellern von Zertifikaten und Zeitstempeln die Behörde vertraut. Sie gilt auch ohne Verbindung.',
  'trust.state': 'Stand',
  'trust.stateOld': '{date}, {days} {days|Tag|Tage} alt',
  'trust.lists': 'Listen',
  'trust.ownOnly': 'nur eigene Zertifikate der Behörde',
  'trust.entries': 'Dienste',
  'trust.next': 'Nächste bis',
} as const;
