import type { StampCorner } from '../../shared/pdf/stamp/stamp-kind.ts';
import type { Place, SizePt } from './viewer-protocol.ts';

/** The distances from the nearest corner of the page that a rectangle put at `place` keeps on pages of any size. */
export function cornerOf(place: Place, size: SizePt, page: SizePt): StampCorner {
  const right = page.widthPt - place.x - size.widthPt;
  const top = page.heightPt - place.y - size.heightPt;
  const isLeft = place.x <= right;
  const isBottom = place.y <= top;
  return {
    corner: `${isBottom ? 'bottom' : 'top'}-${isLeft ? 'left' : 'right'}`,
    dxPt: Math.max(0, Math.round(isLeft ? place.x : right)),
    dyPt: Math.max(0, Math.round(isBottom ? place.y : top)),
  };
}
