import { rechtsbehelf } from './bausteine-de.ts';
import type { Vorlage } from './vorlage.ts';

const bescheid = {
  art: 'brief',
  sprache: 'de',
  pruefung: 'ausstehend',
  dokumenttyp: 'Bescheid',
} as const;
const gruss = 'Mit freundlichen Grüßen\n{zeichnung}\n{name}';
const belehrung = `## Ihre Rechte\n\n${rechtsbehelf.text}`;

/** Decisions in German; none of them has been confirmed by a lawyer yet. */
export const bescheideDe: readonly Vorlage[] = [
  {
    ...bescheid,
    vorgangstypen: [],
    id: 'bescheid',
    titel: 'Bescheid mit Rechtsbehelfsbelehrung',
    quelle: '§§ 35, 37, 39 VwVfG; § 58 Abs. 1 VwGO',
    betreff: 'Bescheid: {vorgang}',
    text: `{?Anrede},

auf Ihren Antrag vom {?Tag des Antrags} ergeht folgende Entscheidung:

1. {?Entscheidung}
2. {?Kosten}

## Begründung

{?wesentliche tatsächliche Gründe}

{?wesentliche rechtliche Gründe, bei Ermessen auch seine Gesichtspunkte}

${belehrung}

${gruss}`,
  },
  {
    ...bescheid,
    vorgangstypen: [],
    id: 'ablehnung',
    titel: 'Ablehnung mit Rechtsbehelfsbelehrung',
    quelle: '§§ 35, 37, 39 VwVfG; § 58 Abs. 1 VwGO',
    betreff: 'Ablehnung Ihres Antrags: {vorgang}',
    text: `{?Anrede},

Ihren Antrag vom {?Tag des Antrags} müssen wir leider ablehnen.

## Warum wir ablehnen

Sie haben {?beantragte Leistung oder Erlaubnis} beantragt. Voraussetzung dafür ist {?Voraussetzung mit Rechtsgrundlage}. Diese Voraussetzung ist nicht erfüllt, weil {?Gründe}.

{?Was Sie in der Anhörung vorgetragen haben und warum es nichts ändert}

${belehrung}

${gruss}`,
  },
];
