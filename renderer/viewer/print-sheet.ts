import { AppError } from '../../shared/errors.ts';

/** What fits on a sheet of A4 within the edge that printers leave white, in points (1/72 inch): 200 x 286.9 mm. */
export const printableSize = { widthPt: (200 / 25.4) * 72, heightPt: (286.9 / 25.4) * 72 } as const;

/** More sheets at once would take more memory than a workplace has. */
const maxSheets = 500;

/** Throws AppError 'print-too-long' (D5). */
export function requireFewSheets(sheets: number): void {
  if (sheets > maxSheets) throw new AppError('print-too-long');
}

/** How a page lies on its sheet: turned by a quarter or not, and made smaller (1 = as large as it is). */
export interface SheetPlace {
  readonly turn: 0 | 90;
  readonly scale: number;
}

/** A wide page is turned, a large one made smaller, a small one stays as it is (D5). */
export function placeOnSheet(page: { readonly widthPt: number; readonly heightPt: number }): SheetPlace {
  const turn = page.widthPt > page.heightPt ? 90 : 0;
  const [width, height] = turn === 0 ? [page.widthPt, page.heightPt] : [page.heightPt, page.widthPt];
  return { turn, scale: Math.min(1, printableSize.widthPt / width, printableSize.heightPt / height) };
}
