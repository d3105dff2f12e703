import { expect, test } from 'vitest';
import { findFreePlaces } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { writeBrandschutzLetter } from '../../../fixtures/brandschutz-letter.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, stampBytes, testFont, testKey } from '../../../fixtures/pdf/sign-with.ts';
import { bodyOf, updated } from '../../../fixtures/pdf/update-file.ts';

const cornersOf = (bytes: Uint8Array, page: 'first' | 'last' = 'first') =>
  findFreePlaces({ source: bytesSource(bytes) })
    .filter((place) => place.page === page)
    .map(({ corner }) => corner)
    .sort();

test('P158: a place is free where no text lies; a signature there is valid without a warning', async () => {
  const letter = writeBrandschutzLetter();
  const free = findFreePlaces({ source: bytesSource(letter) });
  expect(free.map(({ corner }) => corner)).toContain('bottom-left');
  const { pageIndex, rect } = free.find(({ page, corner }) => page === 'last' && corner === 'bottom-left')!;
  const signed = await signBytes(letter, testKey('rsa'), { visible: { pageIndex, rect, font: testFont } });
  expect(judge(signed)).toMatchObject({ verdict: 'valid', warnings: [] });
});

test('P158: where a stamp, a signature or a picture lies, the place is taken', async () => {
  const letter = writeBrandschutzLetter();
  const { rect } = findFreePlaces({ source: bytesSource(letter) }).find(({ corner }) => corner === 'bottom-left')!;
  const signed = await signBytes(letter, testKey('rsa'), { visible: { pageIndex: 0, rect, font: testFont } });
  expect(cornersOf(signed)).not.toContain('bottom-left');
  const before = cornersOf(makePdf(plainBodies()));
  expect(cornersOf(stampBytes(makePdf(plainBodies()))).length).toBeLessThan(before.length);
});

test('P158: a scan is one picture: nobody can say where it is free', () => {
  const withImage = (matrix: string): Buffer => {
    const content = `q ${matrix} cm /Scan Do Q`;
    const image = '/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1';
    return makePdf({
      ...plainBodies(),
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</XObject<</Scan 5 0 R>>>>>>',
      5: `<</Type/XObject${image}>>\nstream\nx\nendstream`,
      6: `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    });
  };
  expect(cornersOf(withImage('595 0 0 842 0 0'))).toEqual([]);
  expect(cornersOf(withImage('90 0 0 90 60 60'))).toEqual(['bottom-right', 'top-left', 'top-right']);
});

test('P158: on a turned page the corner is that of the page as displayed', () => {
  const plain = makePdf(plainBodies());
  const turned = updated(plain, { 3: bodyOf(plain, 3).replace(/>>\s*$/, '/Rotate 90>>') });
  for (const { rect } of findFreePlaces({ source: bytesSource(turned) })) {
    expect(rect.x + rect.width).toBeLessThanOrEqual(842);
    expect(rect.y + rect.height).toBeLessThanOrEqual(595);
  }
});
