/**
 * What happens in the demo's three offices. In the texts: {name} the citizen, {betreff} firm, child or building site, {datum}
 * the day of the first letter, {betrag} an amount.
 */
export interface Vorgangsart {
  readonly typ: string;
  readonly titel: string;
  /** Title and sentences of what came in. */
  readonly eingang: { readonly titel: string; readonly form: boolean; readonly saetze: readonly string[] };
  /** Title and sentences of the answer. */
  readonly antwort: { readonly titel: string; readonly saetze: readonly string[] };
  /** Title and sentences of what the citizen sent afterwards. */
  readonly nachtrag: { readonly titel: string; readonly saetze: readonly string[] };
}

/** One office: its Aktenplan unit, how its Akten are called, who works there, and its kinds of work. */
export interface Sachgebiet {
  readonly einheit: string;
  readonly einheitName: string;
  readonly plan: string;
  readonly akte: string;
  readonly akten: number;
  readonly schutzbedarf: 'normal' | 'sozialdaten';
  readonly bearbeitung: readonly string[];
  readonly arten: readonly Vorgangsart[];
}

const bescheidEnde =
  'Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch bei der Stadt Musterstadt, Markt 1, 12345 Musterstadt, erhoben werden.';

const unterhalt: readonly Vorgangsart[] = [
  {
    typ: 'Antrag auf Unterhaltsvorschuss',
    titel: 'Unterhaltsvorschuss für {betreff}',
    eingang: {
      titel: 'Antrag auf Leistungen nach dem UVG',
      form: true,
      saetze: [
        'Ich beantrage Leistungen nach dem Unterhaltsvorschussgesetz für mein Kind {betreff}. Das Kind lebt bei mir; der andere Elternteil zahlt seit {datum} keinen Unterhalt.',
        'Ich versichere, dass meine Angaben vollständig und richtig sind, und teile Änderungen unverzüglich mit.',
      ],
    },
    antwort: {
      titel: 'Bewilligungsbescheid Unterhaltsvorschuss',
      saetze: [
        'auf Ihren Antrag vom {datum} bewillige ich für Ihr Kind {betreff} Unterhaltsvorschuss in Höhe von monatlich {betrag} Euro.',
        'Die Leistung wird jeweils zum Monatsanfang im Voraus gezahlt. Bitte teilen Sie mir mit, wenn sich Ihre Verhältnisse ändern, insbesondere bei Umzug, Heirat oder Zahlungen des anderen Elternteils (§ 6 Abs. 4 UVG).',
        bescheidEnde,
      ],
    },
    nachtrag: {
      titel: 'Nachweis Meldebescheinigung',
      saetze: [
        'anbei übersende ich Ihnen wie gewünscht die Meldebescheinigung und die Geburtsurkunde von {betreff} in Kopie.',
      ],
    },
  },
  {
    typ: 'Überprüfung der Anspruchsvoraussetzungen',
    titel: 'Jährliche Überprüfung {betreff}',
    eingang: {
      titel: 'Fragebogen zur jährlichen Überprüfung',
      form: true,
      saetze: [
        'An den Verhältnissen von {betreff} hat sich seit der letzten Mitteilung nichts geändert. Unterhaltszahlungen habe ich nicht erhalten.',
      ],
    },
    antwort: {
      titel: 'Mitteilung über die Weiterbewilligung',
      saetze: [
        'die Überprüfung hat ergeben, dass die Voraussetzungen weiterhin vorliegen. Die Leistung für {betreff} wird in Höhe von monatlich {betrag} Euro weitergezahlt.',
      ],
    },
    nachtrag: {
      titel: 'Änderungsmitteilung Kontoverbindung',
      saetze: [
        'meine Bankverbindung hat sich geändert. Bitte überweisen Sie die Leistung für {betreff} ab dem nächsten Monat auf das neue Konto.',
      ],
    },
  },
  {
    typ: 'Rückgriff gegen den anderen Elternteil',
    titel: 'Rückgriff nach § 7 UVG – {betreff}',
    eingang: {
      titel: 'Schreiben zum übergegangenen Unterhaltsanspruch',
      form: false,
      saetze: [
        'zu Ihrem Schreiben vom {datum} teile ich mit, dass ich die geforderten {betrag} Euro derzeit nicht in einer Summe zahlen kann. Ich bin seit dem Frühjahr in Kurzarbeit.',
        'Ich bitte um eine Ratenzahlung von 60 Euro im Monat und füge meine letzten drei Verdienstabrechnungen bei.',
      ],
    },
    antwort: {
      titel: 'Vereinbarung einer Ratenzahlung',
      saetze: [
        'Ihrem Antrag auf Ratenzahlung wird entsprochen. Die Rückstände für {betreff} in Höhe von {betrag} Euro sind in monatlichen Raten von 60 Euro bis zum 5. eines Monats zu zahlen.',
      ],
    },
    nachtrag: {
      titel: 'Verdienstabrechnungen',
      saetze: ['wie telefonisch besprochen sende ich Ihnen die noch fehlende Verdienstabrechnung.'],
    },
  },
];

const gewerbe: readonly Vorgangsart[] = [
  {
    typ: 'Gewerbeanmeldung',
    titel: 'Anmeldung {betreff}',
    eingang: {
      titel: 'Gewerbe-Anmeldung nach § 14 GewO',
      form: true,
      saetze: [
        'Angemeldet wird der Betrieb {betreff}. Beginn der angemeldeten Tätigkeit: {datum}. Der Betrieb wird im Haupterwerb geführt.',
      ],
    },
    antwort: {
      titel: 'Empfangsbescheinigung (Gewerbeschein)',
      saetze: [
        'der Empfang Ihrer Gewerbeanmeldung vom {datum} für {betreff} wird bescheinigt (§ 15 Abs. 1 GewO).',
        'Für die Bescheinigung wird eine Gebühr von {betrag} Euro erhoben.',
      ],
    },
    nachtrag: {
      titel: 'Handelsregisterauszug',
      saetze: ['anbei erhalten Sie den Auszug aus dem Handelsregister zu {betreff}.'],
    },
  },
  {
    typ: 'Beschwerde wegen Lärms',
    titel: 'Nachbarbeschwerde über {betreff}',
    eingang: {
      titel: 'Beschwerde über nächtliche Ruhestörung',
      form: false,
      saetze: [
        'seit einigen Wochen wird im Hof von {betreff} regelmäßig bis weit nach Mitternacht gefeiert, zuletzt am {datum}. An Schlaf ist bei geöffnetem Fenster nicht zu denken.',
        'Ein Gespräch mit dem Betreiber blieb ohne Erfolg. Ich bitte Sie, tätig zu werden. Ein Lärmprotokoll füge ich bei.',
      ],
    },
    antwort: {
      titel: 'Zwischennachricht zur Beschwerde',
      saetze: [
        'Ihre Beschwerde vom {datum} ist hier eingegangen. Der Betreiber von {betreff} wurde zur Stellungnahme aufgefordert. Ich werde Sie über das Ergebnis unterrichten.',
      ],
    },
    nachtrag: {
      titel: 'Lärmprotokoll',
      saetze: ['ergänzend zu meiner Beschwerde übersende ich das Lärmprotokoll der letzten vierzehn Tage.'],
    },
  },
  {
    typ: 'Gaststättenerlaubnis',
    titel: 'Erlaubnis Außengastronomie {betreff}',
    eingang: {
      titel: 'Antrag auf Sondernutzung für Außengastronomie',
      form: true,
      saetze: [
        'Beantragt wird die Aufstellung von sechs Tischen und 24 Stühlen auf dem Gehweg vor {betreff} in der Zeit vom 1. April bis 31. Oktober.',
      ],
    },
    antwort: {
      titel: 'Sondernutzungserlaubnis',
      saetze: [
        'auf Ihren Antrag vom {datum} erteile ich die Erlaubnis, vor {betreff} eine Fläche von 22 m² zu nutzen. Die Gebühr beträgt {betrag} Euro je Saison.',
        'Eine Durchgangsbreite von 1,50 m ist jederzeit freizuhalten.',
        bescheidEnde,
      ],
    },
    nachtrag: {
      titel: 'Lageplan der Außenfläche',
      saetze: ['den nachgeforderten Lageplan im Maßstab 1:100 füge ich bei.'],
    },
  },
];

const bau: readonly Vorgangsart[] = [
  {
    typ: 'Bauantrag',
    titel: 'Bauantrag {betreff}',
    eingang: {
      titel: 'Antrag auf Baugenehmigung',
      form: true,
      saetze: [
        'Beantragt wird die Genehmigung für {betreff}. Entwurfsverfasserin ist das Büro Architektur am Markt, Musterstadt. Die Bauvorlagen liegen in dreifacher Ausfertigung bei.',
      ],
    },
    antwort: {
      titel: 'Baugenehmigung',
      saetze: [
        'auf Ihren Antrag vom {datum} erteile ich die Baugenehmigung für {betreff} mit den in der Anlage genannten Nebenbestimmungen. Die Gebühr beträgt {betrag} Euro.',
        'Der Baubeginn ist mindestens eine Woche vorher anzuzeigen.',
        bescheidEnde,
      ],
    },
    nachtrag: {
      titel: 'Standsicherheitsnachweis',
      saetze: ['beigefügt übersende ich den geprüften Standsicherheitsnachweis für {betreff}.'],
    },
  },
  {
    typ: 'Nachforderung von Unterlagen',
    titel: 'Vollständigkeit der Bauvorlagen {betreff}',
    eingang: {
      titel: 'Nachgereichte Bauvorlagen',
      form: false,
      saetze: [
        'auf Ihre Nachforderung vom {datum} übersende ich den qualifizierten Freiflächenplan und die Berechnung des Maßes der baulichen Nutzung für {betreff}.',
      ],
    },
    antwort: {
      titel: 'Mitteilung der Vollständigkeit',
      saetze: [
        'die Bauvorlagen für {betreff} sind nunmehr vollständig. Über den Antrag wird innerhalb der Frist des § 69 BauO entschieden.',
      ],
    },
    nachtrag: {
      titel: 'Zustimmung der Nachbarn',
      saetze: [
        'die Eigentümer der angrenzenden Grundstücke haben dem Vorhaben {betreff} zugestimmt; die Unterschriften liegen bei.',
      ],
    },
  },
  {
    typ: 'Anfrage zur Bebaubarkeit',
    titel: 'Bauvoranfrage {betreff}',
    eingang: {
      titel: 'Bauvoranfrage',
      form: false,
      saetze: [
        'ich bitte um Auskunft, ob {betreff} planungsrechtlich zulässig wäre. Das Grundstück liegt nach meiner Kenntnis im Innenbereich nach § 34 BauGB.',
      ],
    },
    antwort: {
      titel: 'Bauvorbescheid',
      saetze: [
        'zu Ihrer Anfrage vom {datum} stelle ich fest, dass {betreff} bauplanungsrechtlich zulässig ist. Dieser Vorbescheid gilt drei Jahre; die Gebühr beträgt {betrag} Euro.',
        bescheidEnde,
      ],
    },
    nachtrag: {
      titel: 'Auszug aus der Liegenschaftskarte',
      saetze: ['den aktuellen Auszug aus der Liegenschaftskarte habe ich beigefügt.'],
    },
  },
];

/** All offices of the demo. */
export const sachgebiete: readonly Sachgebiet[] = [
  {
    einheit: 'jugendamt',
    einheitName: 'Jugendamt',
    plan: '51.20',
    akte: 'Unterhaltsvorschuss {name}',
    akten: 13,
    schutzbedarf: 'sozialdaten',
    bearbeitung: ['p-brandt', 'p-yildiz'],
    arten: unterhalt,
  },
  {
    einheit: 'ordnungsamt',
    einheitName: 'Ordnungsamt',
    plan: '32.10',
    akte: 'Gewerbe {betreff}',
    akten: 11,
    schutzbedarf: 'normal',
    bearbeitung: ['p-hoffmann', 'p-krueger'],
    arten: gewerbe,
  },
  {
    einheit: 'bauamt',
    einheitName: 'Bauamt',
    plan: '63.04',
    akte: 'Bauvorhaben {name}',
    akten: 10,
    schutzbedarf: 'normal',
    bearbeitung: ['p-nowak'],
    arten: bau,
  },
];

/** What is being built in the Bauamt's Akten. */
export const bauvorhaben: readonly string[] = [
  'Neubau eines Einfamilienhauses mit Carport',
  'Ausbau des Dachgeschosses',
  'Errichtung einer Lagerhalle',
  'Umnutzung einer Scheune zu Wohnraum',
  'Anbau eines Wintergartens',
  'Neubau einer Kindertagesstätte',
  'Errichtung einer Werbeanlage',
  'Abbruch und Neubau eines Nebengebäudes',
];

/** What the authority sends round to itself. */
export const rundschreiben: readonly string[] = [
  'Dienstanweisung zur elektronischen Akte',
  'Öffnungszeiten zwischen den Jahren',
  'Datenschutz am Arbeitsplatz',
  'Neue Zeichnungsbefugnisse',
  'Brandschutzhelfer gesucht',
  'Umstellung der Telefonanlage',
];
