import { expect, test } from 'vitest';
import { reasonWords } from '../../../renderer/screens/dokument/reason-words.ts';
import { textsIn } from '../../../renderer/ui/use-texts.ts';
import { placeWords } from '../../../renderer/viewer/place-words.ts';

test('a place is told by its third of the page and in centimetres', () => {
  const words = placeWords(
    { pageIndex: 0, x: 72, y: 72 },
    { widthPt: 100, heightPt: 50 },
    { widthPt: 595, heightPt: 842 },
    'de',
  );
  expect(words).toEqual({ area: 'dok.platz.bottom.left', page: 1, left: '2,5', bottom: '2,5' });
});

test('a reason is told in words, an unknown one by its name', () => {
  const { t } = textsIn('de');
  expect(reasonWords('digest-mismatch', t)).toContain('nach der Unterschrift verändert');
  expect(reasonWords('byte-range-gap', t)).toContain('deckt die Datei nicht');
  expect(reasonWords('something-new', t)).toBe('Grund: something-new');
});
