import { AppError } from '../../errors.ts';
import { readPicture } from '../appearance/picture.ts';
import { type BoxLine, layOutBox, type TextBox } from '../appearance/text-box.ts';
import { markLines, type SignatureMark, type SignRequest } from '../pdf-types.ts';

/** Width and height as displayed, points. */
export type Size = { readonly width: number; readonly height: number };

/**
 * Picture, name, time, reason and place, laid out to the proportions of the field, which the viewer then fills (§12.5.5).
 * Throws AppError 'signature-image-unfit', 'stamp-text-unsupported', 'input-invalid' for a field without area.
 */
export function layOutSignature(request: SignRequest, mark: SignatureMark, signerName: string, size: Size): TextBox {
  const { width, height } = size;
  if (!(width > 0 && height > 0)) throw new AppError('input-invalid');
  const box = layOutBox(linesOf(request, mark, signerName), mark.font, 80);
  const picture = mark.image === undefined ? undefined : readPicture(mark.image);
  const wanted = picture === undefined ? 0 : (box.heightPt * picture.widthPx) / picture.heightPx;
  const pictureWidth = Math.min(wanted, box.widthPt);
  // Grow the shorter side, so that fitting the box into the rectangle keeps the letters' proportions.
  const ratio = width / height;
  const naturalWidth = box.widthPt + pictureWidth;
  const grownWidth = Math.max(naturalWidth, box.heightPt * ratio);
  return {
    ...box,
    widthPt: grownWidth,
    heightPt: Math.max(box.heightPt, grownWidth / ratio),
    ...(picture && { picture: { picture, widthPt: pictureWidth + grownWidth - naturalWidth } }),
  };
}

function linesOf(request: SignRequest, mark: SignatureMark, signerName: string): readonly BoxLine[] {
  const shown = new Set(mark.lines ?? markLines);
  const lines: readonly (BoxLine | false | undefined)[] = [
    shown.has('title') && { text: 'Elektronisch signiert', sizePt: 8 },
    { text: signerName, sizePt: 11 },
    shown.has('date') && { text: `${germanTime(request.at)} (Angabe des Unterzeichners)`, sizePt: 7 },
    shown.has('reason') && request.reason !== undefined && { text: request.reason, sizePt: 8 },
    shown.has('location') && request.location !== undefined && { text: request.location, sizePt: 8 },
  ];
  return lines.filter((line) => typeof line === 'object');
}

function germanTime(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  return `${date.split('-').reverse().join('.')} ${time.slice(0, 5)} UTC`;
}
