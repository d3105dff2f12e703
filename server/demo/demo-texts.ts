/** A short question that follows a Bescheid. */
export const dank = {
  titel: 'Rückfrage zum Bescheid',
  saetze: [
    'vielen Dank für Ihren Bescheid. Ich habe dazu noch eine Rückfrage und bitte um einen kurzen Anruf, am besten vormittags.',
  ],
};

/** What stands in the Bemerkung of some Vorgaenge. */
export const bemerkungen = [
  'Bitte vor jeder Zahlung Rücksprache mit der Leitung.',
  'Antragsteller ist am besten vormittags zu erreichen.',
  'Dolmetscher für Türkisch wird benötigt.',
  'Vorgang hängt mit dem Verfahren des Vorjahres zusammen; Unterlagen liegen dort.',
  'Eilt: Termin beim Verwaltungsgericht.',
];

/** What caseworkers note while a Vorgang is open. */
export const vermerke = [
  'Telefonat mit der Antragstellerin: fehlende Unterlagen werden bis Ende der Woche nachgereicht.',
  'Unterlagen geprüft, vollständig. Kann entschieden werden.',
  'Ortstermin durchgeführt, Fotos in der Anlage. Keine Beanstandungen.',
  'Rücksprache mit der Leitung: Zustimmung zur vorgeschlagenen Entscheidung.',
];
