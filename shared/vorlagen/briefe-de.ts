import type { Vorlage } from './vorlage.ts';

const brief = { art: 'brief', sprache: 'de', pruefung: 'ausstehend' } as const;
const gruss = 'Mit freundlichen Grüßen\n{zeichnung}\n{name}';

/** General letters in German; none of them has been confirmed by a lawyer yet. */
export const briefeDe: readonly Vorlage[] = [
  {
    ...brief,
    vorgangstypen: [],
    id: 'schreiben',
    titel: 'Schreiben',
    dokumenttyp: 'Schreiben',
    quelle: 'DIN 5008, Form B',
    betreff: '{vorgang}',
    text: `{?Anrede},\n\n{?Text}\n\n${gruss}`,
  },
  {
    ...brief,
    vorgangstypen: [],
    id: 'eingangsbestaetigung',
    titel: 'Eingangsbestätigung',
    dokumenttyp: 'Eingangsbestätigung',
    quelle: '§ 25 Abs. 2 Satz 2 VwVfG',
    betreff: 'Eingang Ihres Antrags: {vorgang}',
    text: `{?Anrede},

Ihr Antrag ist am {?Tag des Eingangs} bei uns eingegangen. Er hat das Geschäftszeichen {geschaeftszeichen}. Bitte geben Sie es immer an, wenn Sie uns schreiben oder anrufen.

{?Die Unterlagen sind vollständig / Es fehlen noch folgende Unterlagen}

Die Bearbeitung dauert voraussichtlich {?Dauer}. Wir melden uns, sobald wir entschieden haben oder noch etwas von Ihnen brauchen.

${gruss}`,
  },
  {
    ...brief,
    vorgangstypen: [],
    id: 'anhoerung',
    titel: 'Anhörung',
    dokumenttyp: 'Anhörung',
    quelle: '§ 28 Abs. 1 VwVfG',
    betreff: 'Anhörung: {vorgang}',
    text: `{?Anrede},

wir beabsichtigen, {?beabsichtigte Entscheidung}.

## Warum wir das vorhaben

{?Tatsachen, die für die Entscheidung erheblich sind}

{?Rechtsgrundlage}

## Was Sie tun können

Sie können sich dazu bis zum **{frist}** schriftlich oder mündlich äußern. Wenn Sie sich nicht äußern, entscheiden wir nach dem, was uns bekannt ist.

Sie können die Akte bei uns einsehen (§ 29 VwVfG).

${gruss}`,
  },
  {
    ...brief,
    vorgangstypen: [],
    id: 'nachforderung',
    titel: 'Nachforderung von Unterlagen',
    dokumenttyp: 'Nachforderung',
    quelle: '§ 26 Abs. 2 VwVfG',
    betreff: 'Uns fehlen noch Unterlagen: {vorgang}',
    text: `{?Anrede},

für die Entscheidung über Ihren Antrag brauchen wir noch:

- {?erste Unterlage}
- {?zweite Unterlage}

Bitte schicken Sie uns die Unterlagen bis zum **{frist}**. Wenn Sie dafür mehr Zeit brauchen, sagen Sie uns bitte vorher Bescheid.

${gruss}`,
  },
  {
    ...brief,
    vorgangstypen: ['wohngeld', 'elterngeld', 'unterhaltsvorschuss'],
    id: 'mitwirkung-sgb1',
    titel: 'Aufforderung zur Mitwirkung (Sozialleistung)',
    dokumenttyp: 'Nachforderung',
    quelle: '§§ 60, 66 SGB I',
    betreff: 'Uns fehlen noch Angaben oder Unterlagen: {vorgang}',
    text: `{?Anrede},

um über Ihren Antrag entscheiden zu können, brauchen wir noch (§ 60 Abs. 1 SGB I):

- {?erste Angabe oder Unterlage}
- {?zweite Angabe oder Unterlage}

Bitte schicken Sie uns alles bis zum **{frist}**.

Wenn Sie bis dahin nicht mitwirken und wir deshalb die Voraussetzungen der Leistung nicht feststellen können, dürfen wir die Leistung ganz oder teilweise versagen oder entziehen, bis Sie die Mitwirkung nachholen (§ 66 Abs. 1 SGB I). Das gilt nicht, soweit Sie nicht mitwirken müssen (§ 65 SGB I). Bitte sagen Sie uns, wenn das so ist.

${gruss}`,
  },
  {
    ...brief,
    vorgangstypen: ['auskunft-art15'],
    id: 'auskunft-art15',
    titel: 'Auskunft nach Art. 15 DSGVO',
    dokumenttyp: 'Auskunft',
    quelle: 'Art. 15 Abs. 1 bis 3, Art. 12 Abs. 3 DSGVO',
    betreff: 'Auskunft über Ihre personenbezogenen Daten',
    text: `{?Anrede},

Sie haben am {?Tag des Antrags} Auskunft über Ihre Daten verlangt. Hier ist sie.

## Welche Daten wir haben

{?Daten oder Hinweis auf die Kopie in der Anlage}

## Wozu, woher, an wen, wie lange

- Zwecke der Verarbeitung: {?Zwecke}
- Kategorien der Daten: {?Kategorien}
- Empfänger: {?Empfänger oder Kategorien von Empfängern}
- Dauer der Speicherung: {?Dauer oder Kriterien dafür}
- Herkunft der Daten: {?Herkunft, soweit nicht von Ihnen}
- Automatisierte Entscheidungen einschließlich Profiling (Art. 22 DSGVO): {?keine / welche}

## Ihre Rechte

Sie können verlangen, dass wir Ihre Daten berichtigen oder löschen oder ihre Verarbeitung einschränken, und Sie können der Verarbeitung widersprechen, jeweils soweit das Gesetz es vorsieht (Art. 16 bis 18, 21 DSGVO).

Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren (Art. 77 DSGVO), zum Beispiel bei {?zuständige Aufsichtsbehörde}.

${gruss}`,
  },
];
