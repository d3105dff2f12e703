import { geometryOf, toUserSpace } from '../appearance/page-geometry.ts';
import { numberOf } from '../file/objects.ts';
import { type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { DisplayRect } from '../pdf-types.ts';
import { type StampCorner, stampCorners } from '../stamp/stamp-kind.ts';
import { isOccupied } from '../validate/hidden-text.ts';

/** Name, date and reason of a visible signature fit in this size; points. */
export const markSize = { width: 200, height: 56 } as const;
/** From the edges of the page as displayed; points. */
export const markMarginPt = 56;

/** Where several documents can bear a signature alike. */
export type MarkPlace = { readonly page: 'first' | 'last'; readonly corner: StampCorner['corner'] };

/** A place where nothing else is to read in this very file. */
export type FreePlace = MarkPlace & { readonly pageIndex: number; readonly rect: DisplayRect };

/** The corners of the first and of the last page that are free: no text, picture, annotation or field, and room enough. */
export function freePlaces(file: PdfFile): readonly FreePlace[] {
  const all = [...pages(file)];
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return [];
  const onFirst = freeCorners(file, first, 0);
  const onLast = first === last ? onFirst : freeCorners(file, last, all.length - 1);
  return [
    ...onFirst.map((one) => ({ page: 'first' as const, ...one })),
    ...onLast.map((one) => ({ page: 'last' as const, ...one })),
  ];
}

function freeCorners(file: PdfFile, page: Page, pageIndex: number): readonly Omit<FreePlace, 'page'>[] {
  const geometry = geometryOf(file, page);
  const { widthPt, heightPt } = geometry;
  const { width, height } = markSize;
  const [right, top] = [widthPt - markMarginPt - width, heightPt - markMarginPt - height];
  if (right < 0 || top < 0) return [];
  const isTaken = isOccupied(file, page);
  return stampCorners.flatMap((corner) => {
    const rect = {
      x: corner.endsWith('left') ? Math.min(markMarginPt, right) : right,
      y: corner.startsWith('bottom') ? Math.min(markMarginPt, top) : top,
      width,
      height,
    };
    const [a = 0, b = 0, c = 0, d = 0] = toUserSpace(geometry, rect).map((item) => numberOf(item));
    return isTaken([a, b, c, d]) ? [] : [{ corner, pageIndex, rect }];
  });
}
