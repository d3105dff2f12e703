import type { Briefkopf } from '../../schreiben/briefkopf.ts';
import { decodeBase64 } from '../../trust/base64.ts';
import { type Picture, readPackedPicture } from '../appearance/picture.ts';
import { mm, type Paper } from './paper.ts';

/** Above the address field of DIN 5008 form B, in millimetres; the logo keeps its proportions in its box. */
const place = { top: 12, bottom: 43, logo: { width: 45, height: 24 }, between: 5, name: 13 } as const;

/**
 * The agency's name, the lines of its head and its logo, at the top of the first page. Answers where it ends, in points from the upper
 * edge. Throws AppError 'signature-image-unfit' for a logo that is none.
 */
export function writeAgencyHead(
  paper: Paper,
  name: string,
  { zeilen, logo, logoText }: Briefkopf,
  { leftPt, rightPt }: { readonly leftPt: number; readonly rightPt: number },
): number {
  const topPt = mm(place.top);
  let widthPt = rightPt - leftPt;
  let endPt = topPt;
  if (logo !== '') {
    const picture = readPackedPicture(decodeBase64(logo) ?? new Uint8Array());
    const size = fitted(picture);
    paper.picture(picture, { ...size, leftPt: rightPt - size.widthPt, topPt, alternative: logoText });
    widthPt -= size.widthPt + mm(place.between);
    endPt += size.heightPt;
  }
  let linesPt = topPt;
  if (name !== '') {
    const title = [{ text: name, style: 'SemiBold' } as const];
    const fits = (each: number) => paper.heightOf(title, each, widthPt) <= mm(place.name);
    const sizePt = [14, 12, 10, 8].find(fits) ?? 6;
    paper.write({ tag: 'P', text: title, sizePt, at: { leftPt, topPt, widthPt } });
    linesPt += paper.heightOf(title, sizePt, widthPt);
  }
  const lines = zeilen.filter((line) => line !== name);
  if (lines.length === 0) return Math.max(endPt, linesPt);
  const { text, sizePt } = fittingLines(paper, lines, { widthPt, heightPt: mm(place.bottom) - linesPt });
  paper.write({ tag: 'P', text, sizePt, at: { leftPt, topPt: linesPt, widthPt } });
  return Math.max(endPt, linesPt + paper.heightOf(text, sizePt, widthPt));
}

/** No pixel is shown larger than a point. */
function fitted({ widthPx, heightPx }: Picture): { readonly widthPt: number; readonly heightPt: number } {
  const scale = Math.min(mm(place.logo.width) / widthPx, mm(place.logo.height) / heightPx, 1);
  return { widthPt: widthPx * scale, heightPt: heightPx * scale };
}

/** One below the other where they fit in a size that one can read, otherwise in a row. */
function fittingLines(
  paper: Paper,
  lines: readonly string[],
  room: { readonly widthPt: number; readonly heightPt: number },
): { readonly text: string; readonly sizePt: number } {
  const ways = [
    ...[9, 8, 7].map((sizePt) => ({ text: lines.join('\n'), sizePt })),
    ...[8, 7, 6, 5].map((sizePt) => ({ text: lines.join(' · '), sizePt })),
  ];
  const fits = ({ text, sizePt }: (typeof ways)[number]) => paper.heightOf(text, sizePt, room.widthPt) <= room.heightPt;
  return ways.find(fits) ?? ways.at(-1)!;
}
