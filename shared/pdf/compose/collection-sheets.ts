import type { ErrorCode } from '../../errors.ts';
import type { PdfRef } from '../file/objects.ts';
import type { Paper } from './paper.ts';

/** One document of a collection. */
export type CollectedPart = {
  readonly titel: string;
  /** Sender, receipt, Fassung in one line. */
  readonly angaben: string;
  readonly sha: string;
  readonly signed: boolean;
  /** Why only a note stands for it; null: its pages are in. */
  readonly refusal: ErrorCode | null;
};

/** What stands on the cover sheet: a title, and facts line by line. */
export type CollectionCover = { readonly titel: string; readonly angaben: readonly string[] };

/** The first sheet. */
export function writeCover(paper: Paper, { titel, angaben }: CollectionCover): void {
  paper.newPage();
  paper.write({ tag: 'H1', text: titel, sizePt: 22, gapPt: 120 });
  for (const text of angaben) paper.write({ tag: 'P', text, sizePt: 12, gapPt: 8 });
  paper.write({
    tag: 'P',
    sizePt: 10,
    gapPt: 30,
    text: 'Diese Datei ist eine Kopie zum Lesen. Unterschriften und Siegel gelten nur in den Originalen; dort lassen sie sich prüfen. Jedes Original ist im Inhalt mit seiner Prüfsumme (SHA-256) genannt.',
  });
}

/** The table of contents: each entry leads to its first sheet. Answers its own first page. */
export function writeContents(
  paper: Paper,
  parts: readonly CollectedPart[],
  places: { readonly starts: readonly number[]; readonly heads: readonly PdfRef[] },
): PdfRef {
  const first = paper.newPage();
  paper.write({ tag: 'H1', text: 'Inhalt', sizePt: 18 });
  parts.forEach(({ titel, angaben, sha, signed, refusal }, index) => {
    // Five digits whatever the number, so that the trial breaks its lines in the same places.
    const end = String(places.starts[index]).padStart(5, '\u2007');
    paper.write({ tag: 'P', text: `${index + 1}. ${titel}`, sizePt: 11, gapPt: 12, end, to: places.heads[index]! });
    const notes = [
      angaben,
      signed ? 'Die Unterschrift ist im Original.' : '',
      refusal === null ? '' : 'Nur als Hinweisblatt enthalten.',
    ];
    const facts = notes.filter(Boolean).join(' · ');
    if (facts) paper.write({ tag: 'P', text: facts, sizePt: 9, gapPt: 1, indentPt: 18 });
    paper.write({ tag: 'P', text: `SHA-256 ${sha}`, sizePt: 7, gapPt: 1, indentPt: 18 });
  });
  return first;
}

/** A sheet in place of a document that cannot be copied. */
export function writeNote(paper: Paper, { titel, angaben, sha }: CollectedPart, page: PdfRef, why: string): void {
  paper.newPage(page);
  paper.write({ tag: 'H1', text: titel, sizePt: 18, gapPt: 120 });
  for (const text of [angaben, why, 'Das Original liegt unverändert in der Akte.', `SHA-256 ${sha}`]) {
    if (text) paper.write({ tag: 'P', text, sizePt: 11, gapPt: 10 });
  }
}
