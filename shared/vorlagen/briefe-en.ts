import type { Textbaustein, Vorlage } from './vorlage.ts';

const letter = { art: 'brief', sprache: 'en', pruefung: 'ausstehend' } as const;
const closing = 'Yours sincerely\n{zeichnung}\n{name}';

/** Letters in English, for information: the official language is German. None has been confirmed by a lawyer yet. */
export const briefeEn: readonly Vorlage[] = [
  {
    ...letter,
    vorgangstypen: [],
    id: 'acknowledgement-en',
    titel: 'Eingangsbestätigung (Englisch)',
    dokumenttyp: 'Eingangsbestätigung',
    quelle: '§ 25 Abs. 2 Satz 2, § 23 Abs. 1 VwVfG',
    betreff: 'We have received your application: {vorgang}',
    text: `{?Salutation},

we received your application on {?day of receipt}. Its reference is {geschaeftszeichen}. Please give it whenever you write to us or call us.

{?The documents are complete / The following documents are still missing}

We expect to decide within {?duration}. We will contact you as soon as we have decided or need anything else from you.

${closing}`,
  },
  {
    ...letter,
    vorgangstypen: [],
    id: 'hearing-en',
    titel: 'Anhörung (Englisch, zur Information)',
    dokumenttyp: 'Anhörung',
    quelle: '§ 28 Abs. 1, § 23 Abs. 1 VwVfG',
    betreff: 'Opportunity to comment: {vorgang}',
    text: `{?Salutation},

we intend to {?intended decision}.

## Why we intend to do so

{?facts that matter for the decision}

## What you can do

You can comment in writing or in person until **{frist}**. If you do not, we will decide on what we know.

This translation is for your information. Only the German letter is legally binding.

${closing}`,
  },
  {
    ...letter,
    vorgangstypen: [],
    id: 'missing-documents-en',
    titel: 'Nachforderung von Unterlagen (Englisch)',
    dokumenttyp: 'Nachforderung',
    quelle: '§ 26 Abs. 2, § 23 Abs. 1 VwVfG',
    betreff: 'Documents are still missing: {vorgang}',
    text: `{?Salutation},

to decide on your application we still need:

- {?first document}
- {?second document}

Please send us the documents by **{frist}**. If you need more time, please tell us before that day.

${closing}`,
  },
];

/** Pieces of text in English. */
export const bausteineEn: readonly Textbaustein[] = [
  {
    id: 'only-german-binding-en',
    titel: 'Nur die deutsche Fassung gilt (Englisch)',
    sprache: 'en',
    quelle: '§ 23 Abs. 1 VwVfG',
    pruefung: 'ausstehend',
    text: 'This translation is for your information. Only the German letter is legally binding.',
  },
  {
    id: 'objection-en',
    titel: 'Widerspruch (Englisch, zur Information)',
    sprache: 'en',
    quelle: '§ 70 Abs. 1 VwGO; § 23 Abs. 1 VwVfG',
    pruefung: 'ausstehend',
    text: 'You can object to this decision within one month of its announcement to you. How and where is said in the German letter, which alone is legally binding.',
  },
];
