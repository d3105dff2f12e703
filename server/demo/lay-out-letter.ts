import type { PageItem } from './write-pdf.ts';

/** A letter in the form of DIN 5008. */
export interface Letter {
  /** One line, above the address. */
  readonly absender: string;
  readonly empfaenger: readonly string[];
  /** Right-hand block: references, telephone. */
  readonly angaben: readonly string[];
  readonly ortDatum: string;
  readonly betreff: string;
  readonly absaetze: readonly string[];
  readonly gruss: readonly string[];
}

const LEFT = 71;
const LINE_PT = 15;
const LINE_CHARACTERS = 84;
const BOTTOM = 90;

/** Pages of the letter; a long text goes on a second one. */
export function layOutLetter(letter: Letter): PageItem[][] {
  const first: PageItem[] = [
    text(LEFT, 742, letter.absender, 7.5),
    { kind: 'line', from: [LEFT, 738], to: [300, 738] },
    ...letter.empfaenger.map((line, i) => text(LEFT, 720 - i * 14, line)),
    ...letter.angaben.map((line, i) => text(354, 742 - i * 13, line, 9)),
    text(354, 620, letter.ortDatum),
    { kind: 'text', x: LEFT, y: 578, text: letter.betreff, font: 'bold', size: 11.5 },
  ];
  const pages = [first];
  let y = 548;
  const lines = [...letter.absaetze.flatMap((absatz) => [...wrap(absatz), '']), ...letter.gruss];
  for (const line of lines) {
    if (y < BOTTOM) {
      pages.push([text(LEFT, 780, `– ${pages.length + 1} –`, 9)]);
      y = 750;
    }
    if (line !== '') pages.at(-1)!.push(text(LEFT, y, line));
    y -= line === '' ? LINE_PT * 0.7 : LINE_PT;
  }
  return pages;
}

/** A form: a heading and labelled boxes with what was filled in. */
export function layOutForm(form: {
  readonly titel: string;
  readonly behoerde: string;
  readonly felder: readonly (readonly [label: string, wert: string])[];
  readonly erklaerung: string;
  readonly ortDatum: string;
  readonly unterschrift: string;
}): PageItem[][] {
  const items: PageItem[] = [
    text(LEFT, 780, form.behoerde, 9),
    { kind: 'text', x: LEFT, y: 745, text: form.titel, font: 'bold', size: 15 },
    { kind: 'line', from: [LEFT, 736], to: [524, 736], width: 1.2 },
  ];
  let y = 690;
  for (const [label, wert] of form.felder) {
    items.push({ kind: 'box', x: LEFT, y, width: 453, height: 32 });
    items.push(text(LEFT + 4, y + 22, label, 7));
    items.push({ kind: 'text', x: LEFT + 6, y: y + 7, text: wert.slice(0, 70), font: 'mono', size: 11 });
    y -= 38;
  }
  for (const line of wrap(form.erklaerung)) {
    items.push(text(LEFT, y, line, 9.5));
    y -= 13;
  }
  items.push(text(LEFT, y - 30, form.ortDatum), text(330, y - 30, form.unterschrift));
  items.push(
    { kind: 'line', from: [LEFT, y - 35], to: [250, y - 35] },
    { kind: 'line', from: [326, y - 35], to: [524, y - 35] },
  );
  items.push(text(LEFT, y - 45, 'Ort, Datum', 7), text(330, y - 45, 'Unterschrift', 7));
  return [items];
}

function text(x: number, y: number, value: string, size = 10.5): PageItem {
  return { kind: 'text', x, y, text: value, size };
}

function wrap(absatz: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of absatz.split(' ')) {
    if (line.length + word.length >= LINE_CHARACTERS) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
