import type { Place, SizePt } from './viewer-protocol.ts';

/** Points per arrow key: fine enough for a line of text, and with Shift about a centimetre and a half. */
export const stepPt = 4;
export const bigStepPt = 40;

/** The nearest place at which the whole rectangle lies on the page; a page too small keeps it at its lower left. */
export function clampPlace(place: Place, size: SizePt, page: SizePt): Place {
  return {
    pageIndex: place.pageIndex,
    x: clamp(Math.round(place.x), page.widthPt - size.widthPt),
    y: clamp(Math.round(place.y), page.heightPt - size.heightPt),
  };
}

/** The place after a key, not yet clamped; null when the key does not move anything. Pages end at the first and last one. */
export function movePlace(place: Place, key: string, shift: boolean, pageCount: number): Place | null {
  const step = shift ? bigStepPt : stepPt;
  switch (key) {
    case 'ArrowLeft':
      return { ...place, x: place.x - step };
    case 'ArrowRight':
      return { ...place, x: place.x + step };
    case 'ArrowUp':
      return { ...place, y: place.y + step };
    case 'ArrowDown':
      return { ...place, y: place.y - step };
    case 'PageUp':
      return { ...place, pageIndex: Math.max(0, place.pageIndex - 1) };
    case 'PageDown':
      return { ...place, pageIndex: Math.min(pageCount - 1, place.pageIndex + 1) };
    default:
      return null;
  }
}

/** Lower left corner in points of a rectangle whose centre is at a pointer, in CSS pixels from the page's upper left. */
export function placeAtPointer(
  pointer: { readonly pageIndex: number; readonly left: number; readonly top: number },
  size: SizePt,
  page: SizePt,
  pxPerPt: number,
): Place {
  return {
    pageIndex: pointer.pageIndex,
    x: pointer.left / pxPerPt - size.widthPt / 2,
    y: page.heightPt - pointer.top / pxPerPt - size.heightPt / 2,
  };
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(Math.floor(max), value));
}
