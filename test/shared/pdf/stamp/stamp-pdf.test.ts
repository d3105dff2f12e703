import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { inspectPdf, stampPdf } from '../../../../shared/pdf/api.ts';
import { geometryOf, toUserSpace } from '../../../../shared/pdf/appearance/page-geometry.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { numberOf } from '../../../../shared/pdf/file/objects.ts';
import { pageAt } from '../../../../shared/pdf/file/page-tree.ts';
import { PdfFile } from '../../../../shared/pdf/file/pdf-file.ts';
import { drawsOnPages, type StampKind } from '../../../../shared/pdf/stamp/stamp-kind.ts';
import { stampKinds } from '../../../../shared/pdf/stamp/stamp-kinds.ts';
import { stampPicture } from '../../../../shared/pdf/stamp/stamp-picture.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { signBytes, stampBytes, testDigest, testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';

const complete = { behoerde: 'Stadt Musterstadt, Bürgeramt', datum: '2026-11-20T16:05', quelle: 'server' };
const id = '6f2b0f5e-0a7a-4a1e-9d55-0c1a5e3a7f10';

function stamp(bytes: Uint8Array, fields: Record<string, string>, kind = 'eingang', place?: object): string {
  const request = {
    source: bytesSource(bytes),
    makeDigest: testDigest,
    kind,
    fields,
    font: testFont,
    id,
    at: testTime,
    ...place,
  };
  return stampPdf(request as never).text;
}

/** A value for every field of a kind. */
function completeFields(kind: StampKind): Record<string, string> {
  const words = { date: '2026-11-21', source: 'server' } as const;
  return Object.fromEntries(
    kind.fields.map(({ name, type, choices }) => [
      name,
      name === 'start' ? '1' : type === 'date' || type === 'source' ? words[type] : (choices?.[0] ?? 'Prüfung'),
    ]),
  );
}

test('P11: the text alternative says everything that the stamp shows', () => {
  const text = stamp(makePdf(plainBodies()), { ...complete, nummer: 'E-7', aktenzeichen: '51-4711', anlagen: '2' });
  expect(text).toBe(
    'EINGANG, 20.11.2026, 16:05 Uhr, Stadt Musterstadt, Bürgeramt, Eingangsnummer E-7, Az. 51-4711, Anlagen: 2, ' +
      'Datum laut Server der Behörde',
  );
});

test('P12: a receipt stamp without date, source or person is refused, never completed', () => {
  const file = makePdf(plainBodies());
  const { datum: _, ...withoutDate } = complete;
  const { quelle: __, ...withoutSource } = complete;
  const refused = new AppError('stamp-field-invalid');
  expect(() => stamp(file, withoutDate)).toThrow(refused);
  expect(() => stamp(file, withoutSource)).toThrow(refused);
  expect(() => stamp(file, { ...complete, quelle: 'person' })).toThrow(refused);
  expect(() => stamp(file, { ...complete, datum: '2026-02-30' })).toThrow(refused);
  expect(() => stamp(file, { ...complete, unbekannt: 'x' })).toThrow(refused);
  expect(stamp(file, { ...complete, quelle: 'person', von: 'E. Müller' })).toContain('eingetragen von E. Müller');
});

test('P14: a character that the font lacks is refused', () => {
  expect(() => stamp(makePdf(plainBodies()), { ...complete, behoerde: '市役所' })).toThrow(
    new AppError('stamp-text-unsupported'),
  );
});

test('unknown kinds and pages have their codes', () => {
  const file = makePdf(plainBodies());
  expect(() => stamp(file, complete, 'unbekannt')).toThrow(new AppError('stamp-kind-unknown'));
  expect(() => stamp(file, complete, 'eingang', { place: { pageIndex: 1 } })).toThrow(
    new AppError('pdf-page-out-of-range'),
  );
});

test('every kind can be applied to one file, one after the other', () => {
  let file = makePdf(plainBodies());
  const kinds = stampKinds.filter(({ nature }) => nature !== 'beglaubigung-elektronisch');
  for (const kind of kinds) {
    const fields = completeFields(kind);
    const result = stampPdf({
      source: bytesSource(file),
      makeDigest: testDigest,
      kind: kind.id,
      fields,
      font: testFont,
      id,
      at: testTime,
    });
    file = Buffer.concat([file, result.appended]);
  }
  expect(inspectPdf(bytesSource(file)).stamps).toHaveLength(kinds.filter(({ nature }) => !drawsOnPages(nature)).length);
});

test.each([1, 2])('P10: a file certified at level %i is not stamped', (level) => {
  const bodies = plainBodies();
  bodies[1] = `<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Reference[<</TransformMethod/DocMDP/TransformParams<</P ${level}>>>>]>>>>>>`;
  expect(() => stamp(makePdf(bodies), complete)).toThrow(new AppError('pdf-changes-forbidden'));
});

test('P13: on any box, turn and unit the displayed rectangle comes back from /Rect', () => {
  const coordinate = fc.integer({ min: -500, max: 900 });
  const box = fc.tuple(coordinate, coordinate, coordinate, coordinate).filter(([a, b, c, d]) => a !== c && b !== d);
  fc.assert(
    fc.property(box, fc.constantFrom(0, 90, 180, 270, -90, 450), fc.constantFrom(1, 2, 0.5), (corners, turn, unit) => {
      const page = `/CropBox[${corners.join(' ')}]/Rotate ${turn}/UserUnit ${unit}`;
      const bodies = plainBodies(1, page);
      bodies[3] = bodies[3]!.replace('[0 0 595 842]', '[-1000 -1000 2000 2000]');
      const file = new PdfFile(bytesSource(makePdf(bodies)));
      const geometry = geometryOf(file, pageAt(file, 0));
      const whole = { x: 0, y: 0, width: geometry.widthPt, height: geometry.heightPt };
      const values = toUserSpace(geometry, whole).map((value) => numberOf(value));
      const [a, b, c, d] = corners;
      expect(values).toEqual([Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
      const small = toUserSpace(geometry, { x: 0, y: 0, width: unit, height: unit }).map((value) => numberOf(value)!);
      expect([small[2]! - small[0]!, small[3]! - small[1]!]).toEqual([1, 1]);
    }),
    { numRuns: 300 },
  );
});

test('P20: a file with a broken signature is not stamped', async () => {
  const signed = await signBytes(makePdf(plainBodies()));
  expect(() => stampBytes(signed)).not.toThrow();
  signed[signed.indexOf('/MediaBox[0 0 595') + 14] = 0x36;
  expect(() => stampBytes(signed)).toThrow(new AppError('pdf-signature-broken'));
});

test('H39: the picture of a stamp has its size and is a sound file; what draws on pages has none', () => {
  for (const kind of stampKinds) {
    const fields = completeFields(kind);
    const picture = stampPicture(kind, { fields, font: testFont });
    expect(picture === null, kind.id).toBe(drawsOnPages(kind.nature));
    if (!picture || kind.nature === 'beglaubigung-elektronisch') continue;
    const source = bytesSource(makePdf(plainBodies()));
    const request = { source, makeDigest: testDigest, kind, fields, font: testFont, id, at: testTime };
    const { width, height } = stampPdf(request).rect;
    const [page, ...more] = inspectPdf(bytesSource(picture)).pages;
    expect(more).toEqual([]);
    expect(page, kind.id).toMatchObject({ widthPt: width, heightPt: height });
  }
});
