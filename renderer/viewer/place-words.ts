import type { Language, TextKey } from '../../shared/texts/translate.ts';
import type { Place, SizePt } from './viewer-protocol.ts';

const cmPerPt = 2.54 / 72;

/** A place in words: the third of the page it lies in, and centimetres from the left and lower edge. */
export interface PlaceWords {
  readonly area: Extract<TextKey, `dok.platz.${string}`>;
  readonly page: number;
  readonly left: string;
  readonly bottom: string;
}

/** Says where the lower left corner of a rectangle of `size` lies on `page`, both in points. */
export function placeWords(place: Place, size: SizePt, page: SizePt, language: Language): PlaceWords {
  const column = third((place.x + size.widthPt / 2) / page.widthPt, ['left', 'centre', 'right']);
  const row = third((place.y + size.heightPt / 2) / page.heightPt, ['bottom', 'middle', 'top']);
  const cm = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    area: `dok.platz.${row}.${column}`,
    page: place.pageIndex + 1,
    left: cm.format(place.x * cmPerPt),
    bottom: cm.format(place.y * cmPerPt),
  };
}

function third<T extends string>(share: number, words: readonly [T, T, T]): T {
  return share < 1 / 3 ? words[0] : share < 2 / 3 ? words[1] : words[2];
}
