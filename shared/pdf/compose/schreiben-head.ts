import type { Schreiben } from '../../schreiben/schreiben.ts';
import { writeAgencyHead } from './agency-head.ts';
import type { TextRun } from './break-runs.ts';
import { mm, type Paper, paperPt } from './paper.ts';

/** DIN 5008 form B, in millimetres from the upper left of the page. */
const form = {
  /** The line with the sender's address, then the address itself, in the window of the envelope. */
  field: { left: 25, top: 45, width: 75, senderHeight: 5, remarksHeight: 12.7, addressHeight: 27.3 },
  info: { left: 125, top: 50, width: 65 },
  right: 20,
  subject: 98.5,
  folds: [105, 210],
  hole: 148.5,
} as const;

/** Agency, address field, facts, subject and fold marks of a letter (DIN 5008 form B). */
export function writeLetterHead(paper: Paper, schreiben: Schreiben): void {
  const { behoerde, absender, anschrift, betreff, briefkopf } = schreiben;
  const { field, info } = form;
  const left = mm(field.left);
  const width = mm(field.width);
  const place = (
    text: string | TextRun[],
    sizePt: number,
    topMm: number,
    widthPt = width,
    leftMm: number = field.left,
  ) => paper.write({ tag: 'P', text, sizePt, at: { leftPt: mm(leftMm), topPt: mm(topMm), widthPt } });

  const rightPt = paperPt.width - mm(form.right);
  if (briefkopf) writeAgencyHead(paper, behoerde, briefkopf, { leftPt: left, rightPt });
  else place(bold(behoerde), 14, 18, rightPt - left);
  place(
    `${behoerde} · ${absender}`,
    fitting(paper, `${behoerde} · ${absender}`, [8, 7, 6, 5], width, mm(field.senderHeight)),
    field.top,
  );
  const addressTop = field.top + field.senderHeight + field.remarksHeight;
  const lines = anschrift.join('\n');
  const addressPt = fitting(paper, lines, [11, 10, 9, 8], width, mm(field.addressHeight));
  place(lines, addressPt, addressTop);
  const addressEnd = mm(addressTop) + paper.heightOf(lines, addressPt, width);

  const facts = factsOf(schreiben)
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
  place(facts, 9, info.top, mm(info.width), info.left);
  const infoEnd = mm(info.top) + paper.heightOf(facts, 9, mm(info.width));

  for (const fold of form.folds) paper.rule(mm(4), mm(fold), mm(4));
  paper.rule(mm(4), mm(form.hole), mm(6));
  paper.skipTo(Math.max(mm(form.subject), addressEnd + 12, infoEnd + 12));
  paper.write({ tag: 'H1', text: bold(betreff), sizePt: 12, keepPt: 34 });
}

/** What a Vermerk is about, then who wrote it and when. */
export function writeNoteHead(paper: Paper, schreiben: Schreiben): void {
  const { behoerde, briefkopf } = schreiben;
  if (briefkopf) {
    const rightPt = paperPt.width - mm(form.right);
    paper.skipTo(writeAgencyHead(paper, behoerde, briefkopf, { leftPt: mm(form.field.left), rightPt }) + mm(8));
  }
  paper.write({ tag: 'H1', text: bold(schreiben.betreff), sizePt: 16 });
  const facts = factsOf(schreiben).map(([label, value]) => `${label}: ${value}`);
  if (behoerde !== '' && !briefkopf) facts.unshift(behoerde);
  paper.write({ tag: 'P', text: facts.join('\n'), sizePt: 9, gapPt: 6 });
}

const labels = {
  de: { zeichen: 'Geschäftszeichen', bearbeitung: 'Bearbeitung', telefon: 'Kontakt', datum: 'Datum' },
  en: { zeichen: 'Reference', bearbeitung: 'Contact', telefon: 'Phone or e-mail', datum: 'Date' },
} as const;

function factsOf({ geschaeftszeichen, bearbeitung, telefon = '', datum, sprache }: Schreiben): [string, string][] {
  const words = labels[sprache];
  const facts: [string, string][] = [
    [words.zeichen, geschaeftszeichen],
    [words.bearbeitung, bearbeitung],
    [words.telefon, telefon],
    [words.datum, tellDay(datum, sprache)],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** A day in words, the same on every computer. */
function tellDay(day: string, sprache: Schreiben['sprache']): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(sprache === 'de' ? 'de-DE' : 'en-GB', style).format(new Date(`${day}T00:00:00Z`));
}

/** The largest of these sizes at which a text is no taller than its place; the smallest where none is. */
function fitting(paper: Paper, text: string, sizesPt: readonly number[], widthPt: number, heightPt: number): number {
  return sizesPt.find((sizePt) => paper.heightOf(text, sizePt, widthPt) <= heightPt) ?? sizesPt.at(-1)!;
}

function bold(text: string): TextRun[] {
  return [{ text, style: 'SemiBold' }];
}
