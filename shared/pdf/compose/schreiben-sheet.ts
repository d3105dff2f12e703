import { AppError } from '../../errors.ts';
import {
  plainSchreiben,
  type Schreiben,
  type SchreibenLauf,
  schreibenLimits,
  schreibenSchema,
} from '../../schreiben/schreiben.ts';
import { openPlaces, runsOf } from '../../schreiben/schreiben-words.ts';
import { type FontStyle, TextFont } from '../appearance/embed-font.ts';
import type { TextRun } from './break-runs.ts';
import type { Paper } from './paper.ts';
import { writeLetterHead, writeNoteHead } from './schreiben-head.ts';
import { sourceEntry } from './schreiben-source.ts';
import { makeSheet } from './sheet.ts';

/** The four styles in which a Schreiben is written. */
export type SchreibenFonts = Readonly<Record<FontStyle, Uint8Array>>;

const bodyPt = 11;
/** DIN 5008: 25 mm left, 20 mm right. */
const margins = { left: 70.87, right: 56.69, top: 64, bottom: 64 } as const;

/**
 * A Schreiben as a file: tagged, PDF/A-2b, with its source inside so that it can be written on (decision 0075). The same
 * Schreiben gives the same bytes. Throws AppError 'schreiben-open-place', 'schreiben-sign-unknown', 'schreiben-too-long'.
 */
export function makeSchreiben(given: Schreiben, fonts: SchreibenFonts): Uint8Array {
  const schreiben = plainSchreiben(given);
  const open = openPlaces(schreiben);
  if (open.felder.length > 0 || open.kopf.length > 0) throw new AppError('schreiben-open-place');
  if (unknownSigns(schreiben, fonts).length > 0) throw new AppError('schreiben-sign-unknown');
  const source = JSON.stringify(schreiben);
  // The agency's head takes nothing away from what a person may write.
  const { briefkopf: _, ...text } = schreiben;
  const isLong = JSON.stringify(text).length > schreibenLimits.json;
  const isTooLong = isLong || !schreibenSchema.safeParse(schreiben).success;
  if (isTooLong) throw new AppError('schreiben-too-long');
  const { Regular: font, ...styles } = fonts;
  const isGerman = schreiben.sprache === 'de';
  const facts = {
    title: schreiben.betreff,
    at: new Date(`${schreiben.datum}T00:00:00Z`),
    font,
    styles,
    seed: source,
    lang: isGerman ? 'de-DE' : 'en-GB',
    margins,
    footer: (page: number, count: number) => (isGerman ? `Seite ${page} von ${count}` : `Page ${page} of ${count}`),
    more: sourceEntry(source, schreiben.datum),
  };
  return makeSheet(facts, (paper) => {
    if (schreiben.art === 'brief') writeLetterHead(paper, schreiben);
    else writeNoteHead(paper, schreiben);
    for (const block of schreiben.bloecke) writeBlock(paper, block);
  });
}

/** The characters of a Schreiben that none of the fonts can show, each once. */
export function unknownSigns(given: Schreiben, fonts: SchreibenFonts): readonly string[] {
  const schreiben = plainSchreiben(given);
  const { betreff, behoerde, absender, bearbeitung, geschaeftszeichen, anschrift, telefon = '', briefkopf } = schreiben;
  const lines = [...anschrift, ...(briefkopf?.zeilen ?? [])];
  const head = [betreff, behoerde, absender, bearbeitung, telefon, geschaeftszeichen, ...lines];
  const found = new Set<string>();
  const look = (text: string, style: FontStyle): void => {
    for (const sign of new TextFont(fonts[style], style).missing(text.replace(/\n/g, ''))) found.add(sign);
  };
  look(head.join(''), 'Regular');
  look(head.join(''), 'SemiBold');
  for (const block of schreiben.bloecke)
    for (const laeufe of runsOf(block)) for (const lauf of laeufe) if ('text' in lauf) look(lauf.text, styleOf(lauf));
  return [...found];
}

function writeBlock(paper: Paper, block: Schreiben['bloecke'][number]): void {
  switch (block.art) {
    case 'ueberschrift': {
      const sizePt = block.stufe === 2 ? 13 : bodyPt;
      const text = runs(block.laeufe, true);
      paper.write({ tag: block.stufe === 2 ? 'H2' : 'H3', text, sizePt, gapPt: 12, keepPt: 34 });
      return;
    }
    case 'absatz':
      paper.write({ tag: 'P', text: runs(block.laeufe), sizePt: bodyPt, gapPt: 8 });
      return;
    case 'liste':
      paper.list(block.nummeriert, () =>
        block.punkte.forEach((punkt, index) => {
          const label = block.nummeriert ? `${index + 1}.` : '•';
          const indentPt = block.punkte.length > 99 && block.nummeriert ? 32 : 22;
          paper.write({ tag: 'LBody', text: runs(punkt), sizePt: bodyPt, gapPt: index === 0 ? 8 : 3, indentPt, label });
        }),
      );
  }
}

function runs(laeufe: readonly SchreibenLauf[], isBold = false): TextRun[] {
  return laeufe.flatMap((lauf) =>
    'text' in lauf ? [{ text: lauf.text, style: styleOf(isBold ? { ...lauf, fett: true } : lauf) }] : [],
  );
}

function styleOf({
  fett,
  kursiv,
}: {
  readonly fett?: true | undefined;
  readonly kursiv?: true | undefined;
}): FontStyle {
  if (fett) return kursiv ? 'SemiBoldItalic' : 'SemiBold';
  return kursiv ? 'Italic' : 'Regular';
}
