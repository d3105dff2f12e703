import { officialKinds } from './official-kinds.ts';
import type { StampCorner, StampField, StampKind } from './stamp-kind.ts';

const label = (de: string, en: string) => ({ de, en });
const corner = (name: StampCorner['corner']): StampCorner => ({ corner: name, dxPt: 20, dyPt: 20 });

const person: StampField = {
  name: 'von',
  label: label('Von', 'By'),
  type: 'person',
  required: true,
  fill: 'person',
};
const datum: StampField = { name: 'datum', label: label('Datum', 'Date'), type: 'date', required: true, fill: 'heute' };
const aktenzeichen: StampField = {
  name: 'aktenzeichen',
  label: label('Geschäftszeichen', 'File number'),
  type: 'text',
  required: false,
  fill: 'aktenzeichen',
};
const vermerk: StampField = { name: 'vermerk', label: label('Vermerk', 'Note'), type: 'text', required: false };

const usual = {
  nature: 'vermerk',
  tone: 'gray',
  frame: 'line',
  minHeightPt: 0,
  who: { rollen: [], einheiten: [] },
  onSigned: true,
  qr: false,
} as const;

/**
 * The kinds that ship with the product; an agency overrides them or adds its own (`stempelart` records). The Eingangsstempel's
 * `datum` is the receipt at the agency, and `quelle` says who knows it: `server` (the agency's server received it),
 * `poststelle` (the mail room stamped it), `email` (the header of the e-mail), `portal` (the log of the portal) or `person`
 * (entered by `von`). It is never filled in silently.
 */
export const stampKinds: readonly StampKind[] = [
  {
    ...usual,
    id: 'eingang',
    nature: 'eingang',
    title: label('Eingang', 'Receipt'),
    fields: [
      {
        name: 'behoerde',
        label: label('Behörde und Stelle', 'Authority and unit'),
        type: 'unit',
        required: true,
        fill: 'behoerde',
      },
      {
        name: 'datum',
        label: label('Eingang bei der Behörde', 'Received by the authority'),
        type: 'date',
        required: true,
        fill: 'eingang',
      },
      {
        name: 'quelle',
        label: label('Woher kommt das Datum?', 'Where does the date come from?'),
        type: 'source',
        required: true,
        fill: 'quelle',
      },
      {
        name: 'von',
        label: label('Eingetragen von', 'Entered by'),
        type: 'person',
        required: false,
        requiredWhen: { field: 'quelle', is: 'person' },
        fill: 'person',
      },
      aktenzeichen,
      { name: 'nummer', label: label('Eingangsnummer', 'Receipt number'), type: 'text', required: false },
      { name: 'anlagen', label: label('Anlagen', 'Enclosures'), type: 'text', required: false },
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
    place: corner('top-right'),
  },
  {
    ...usual,
    id: 'geprueft',
    title: label('Geprüft', 'Checked'),
    fields: [person, datum, vermerk],
    lines: [
      { style: 'title', text: 'GEPRÜFT' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 120,
    place: corner('bottom-right'),
  },
  {
    ...usual,
    id: 'mitzeichnung',
    nature: 'mitzeichnung',
    title: label('Mitzeichnung', 'Co-signature mark'),
    fields: [
      person,
      datum,
      { name: 'stelle', label: label('Stelle', 'Unit'), type: 'unit', required: false, fill: 'einheit' },
      vermerk,
    ],
    lines: [
      { style: 'title', text: 'MITGEZEICHNET' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
      { style: 'plain', text: '{stelle}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 130,
    place: corner('bottom-left'),
  },
  {
    ...usual,
    id: 'zda',
    title: label('Zu den Akten', 'To be filed'),
    fields: [person, datum, aktenzeichen],
    lines: [
      { style: 'title', text: 'Z. D. A.' },
      { style: 'strong', text: '{datum}' },
      { style: 'plain', text: '{von}' },
      { style: 'plain', text: 'Az. {aktenzeichen}' },
    ],
    minWidthPt: 110,
    place: corner('bottom-right'),
  },
  {
    ...usual,
    id: 'kopie',
    title: label('Kopie', 'Copy'),
    fields: [{ ...datum, required: false }, vermerk],
    lines: [
      { style: 'title', text: 'KOPIE' },
      { style: 'plain', text: '{datum}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 90,
    place: corner('top-right'),
  },
  {
    ...usual,
    id: 'entwurf',
    title: label('Entwurf', 'Draft'),
    fields: [{ ...datum, required: false }, vermerk],
    lines: [
      { style: 'title', text: 'ENTWURF' },
      { style: 'plain', text: '{datum}' },
      { style: 'plain', text: '{vermerk}' },
    ],
    minWidthPt: 90,
    place: corner('top-right'),
  },
  ...officialKinds,
];
