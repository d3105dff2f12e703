/** The kinds of stamps the product knows. */
export type StampKindId = 'eingang' | 'geprueft' | 'mitzeichnung' | 'zda' | 'kopie' | 'entwurf';

/** One field of a stamp: its name on the command line and in forms, how its value is read, whether it may be absent. */
export type StampField = {
  readonly name: string;
  readonly type: 'text' | 'date' | 'choice';
  readonly required: boolean;
  readonly choices?: readonly string[];
  /** Required only when another field has this value. */
  readonly requiredWhen?: { readonly field: string; readonly is: string };
};

/**
 * One line of a stamp. `{name}` is replaced by the field's value; a line is left out when one of its fields is absent.
 * `style` decides size: `title` 13 pt, `strong` 10 pt, `plain` 8 pt.
 */
export type StampLine = { readonly style: 'title' | 'strong' | 'plain'; readonly text: string };

/** A kind of stamp as data: what it asks, what it shows, where it goes by default. */
export type StampKind = {
  readonly id: StampKindId;
  /** The German name on paper, also the annotation's subject. */
  readonly name: string;
  readonly fields: readonly StampField[];
  readonly lines: readonly StampLine[];
  /** Smallest width in points; the stamp grows with its text. */
  readonly minWidthPt: number;
  readonly defaultPlace: 'top-right' | 'top-left' | 'bottom-right' | 'bottom-left';
};

const person: StampField = { name: 'von', type: 'text', required: true };
const datum: StampField = { name: 'datum', type: 'date', required: true };
const aktenzeichen: StampField = { name: 'aktenzeichen', type: 'text', required: false };
const vermerk: StampField = { name: 'vermerk', type: 'text', required: false };

/**
 * All kinds. The Eingangsstempel's `datum` is the receipt at the agency, and `quelle` says who knows it: `server` (the
 * agency's server received it), `poststelle` (the mail room recorded it) or `person` (entered by `von`). It is never
 * filled in silently.
 */
export const stampKinds: readonly StampKind[] = [
  {
    id: 'eingang',
    name: 'Eingang',
    fields: [
      { name: 'behoerde', type: 'text', required: true },
      datum,
      { name: 'quelle', type: 'choice', required: true, choices: ['server', 'poststelle', 'person'] },
      { name: 'von', type: 'text', required: false, requiredWhen: { field: 'quelle', is: 'person' } },
      aktenzeichen,
      { name: 'nummer', type: 'text', required: false },
      { name: 'anlagen', type: 'text', required: false },
    ],
    lines: [
      { style: 'title', text: 'EINGANG' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{behoerde}' },
      { style: 'plain', text: 'Eingangsnummer {nummer}' },
      { style: 'plain', text: 'Az. {aktenzeichen}' },
      { style: 'plain', text: 'Anlagen: {anlagen}' },
      { style: 'plain', text: 'Datum {quelle}' },
    ],
    minWidthPt: 150,
    defaultPlace: 'top-right',
  },
  {
    id: 'geprueft',
    name: 'Geprüft',
    fields: [person, datum, vermerk],
    lines: [
      { style: 'title', text: 'GEPRÜFT' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 120,
    defaultPlace: 'bottom-right',
  },
  {
    id: 'mitzeichnung',
    name: 'Mitzeichnung',
    fields: [person, datum, { name: 'stelle', type: 'text', required: false }, vermerk],
    lines: [
      { style: 'title', text: 'MITGEZEICHNET' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
      { style: 'plain', text: '{stelle}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 130,
    defaultPlace: 'bottom-left',
  },
  {
    id: 'zda',
    name: 'Zu den Akten',
    fields: [person, datum, aktenzeichen],
    lines: [
      { style: 'title', text: 'Z. D. A.' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
      { style: 'plain', text: 'Az. {aktenzeichen}' },
    ],
    minWidthPt: 110,
    defaultPlace: 'bottom-right',
  },
  {
    id: 'kopie',
    name: 'Kopie',
    fields: [{ ...datum, required: false }, vermerk],
    lines: [
      { style: 'title', text: 'KOPIE' },
      { style: 'plain', text: '{datum}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 90,
    defaultPlace: 'top-right',
  },
  {
    id: 'entwurf',
    name: 'Entwurf',
    fields: [{ ...datum, required: false }, vermerk],
    lines: [
      { style: 'title', text: 'ENTWURF' },
      { style: 'plain', text: '{datum}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 90,
    defaultPlace: 'top-right',
  },
];
