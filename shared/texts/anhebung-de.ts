/** Raising signatures to a higher level after the sync. */
export const anhebungDe = {
  'anhebung.reached': 'Unterschrift: {stufe} seit {time}, {means}',
  'anhebung.means.B-T': 'Zeitpunkt belegt',
  'anhebung.means.B-LT': 'ohne Netz prüfbar',
  'anhebung.means.B-LTA': 'langfristig prüfbar',
  'anhebung.means.other': 'angehoben',
  'anhebung.carries': 'Der Zeitstempel trägt bis {time} und wird vorher von selbst erneuert.',
  'anhebung.renewing': 'Der Zeitstempel trägt nur noch bis {time}; beim nächsten Abgleich kommt ein neuer hinzu.',
  'anhebung.waiting': 'Unterschrift wird beim nächsten Abgleich angehoben',
  'anhebung.later': 'Unterschrift noch nicht angehoben, nächster Versuch {time}.',
  'anhebung.never': 'Unterschrift lässt sich nicht weiter anheben.',
  'anhebung.count.waiting':
    '{n} {n|Unterschrift wird|Unterschriften werden} noch angehoben, von selbst, sobald Zeitstempel und Sperrauskunft zu haben sind.',
  'anhebung.count.never':
    '{n} {n|Unterschrift lässt|Unterschriften lassen} sich nicht anheben; der Grund steht beim Dokument unter „Fassungen“.',
} as const;
