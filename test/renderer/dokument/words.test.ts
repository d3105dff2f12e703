import { expect, test } from 'vitest';
import { cornerOf } from '../../../renderer/viewer/corner-place.ts';
import { placeWords } from '../../../renderer/viewer/place-words.ts';

const page = { widthPt: 595, heightPt: 842 };

test('a place is told by its third of the page and in centimetres', () => {
  const words = placeWords({ pageIndex: 0, x: 72, y: 72 }, { widthPt: 100, heightPt: 50 }, page, 'de');
  expect(words).toEqual({ area: 'dok.platz.bottom.left', page: 1, left: '2,5', bottom: '2,5' });
});

test('P91: a place chosen on the sample page keeps its distance from the nearest corner', () => {
  const size = { widthPt: 150, heightPt: 60 };
  expect(cornerOf({ pageIndex: 0, x: 425, y: 762 }, size, page)).toEqual({ corner: 'top-right', dxPt: 20, dyPt: 20 });
  expect(cornerOf({ pageIndex: 0, x: 30, y: 12 }, size, page)).toEqual({ corner: 'bottom-left', dxPt: 30, dyPt: 12 });
});
