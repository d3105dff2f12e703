import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { Collection } from '../../../../shared/pdf/compose/collection.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { isType, textOf } from '../../../../shared/pdf/file/objects.ts';
import { pageAt } from '../../../../shared/pdf/file/page-tree.ts';
import { PdfFile } from '../../../../shared/pdf/file/pdf-file.ts';
import { hasMutool, hasQpdf, mutoolText, qpdfComplaints } from '../../../fixtures/pdf/ask-mutool.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { signBytes, stampBytes, testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';

const sha = 'ab'.repeat(32);
const cover = { titel: 'Akte 51.20.017/2026', angaben: ['Jugendamt', 'Stand 21.11.2026'] };

function collect(...files: readonly (readonly [string, Uint8Array])[]) {
  const collection = new Collection(testFont);
  const refusals = files.map(([titel, bytes]) => collection.add({ titel, angaben: 'Fassung 1', sha }, bytes));
  return { ...collection.finish(cover, testTime, (code) => `Grund: ${code}`), refusals };
}

/** A page with words in its content, turned and in a font of its own. */
function wordsPdf(words: string, extra = ''): Buffer {
  const bodies = plainBodies(1, `/Resources<</Font<</P 5 0 R>>>>${extra}`);
  const content = `BT /P 12 Tf 60 400 Td (${words}) Tj ET`;
  bodies[4] = `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
  bodies[5] = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
  return makePdf(bodies);
}

test('P96: a collection has cover, contents and every page in order, with outline, page labels and links', () => {
  const { bytes, sheets } = collect(
    ['Antrag', makePdf(plainBodies(2))],
    ['Bescheid', makePdf(plainBodies(3), 'stream')],
  );
  const file = new PdfFile(bytesSource(bytes));
  expect(sheets).toBe(2 + 5);
  expect(inspectPdf(bytesSource(bytes)).pages).toHaveLength(7);
  const outline = file.dict(file.catalog().get('Outlines'))!;
  const titles: (string | undefined)[] = [];
  for (let item = file.dict(outline.get('First')); item; item = file.dict(item.get('Next'))) {
    titles.push(textOf(file.resolve(item.get('Title'))));
  }
  expect(titles).toEqual(['Inhalt', 'Antrag', 'Bescheid']);
  const links = (file.array(pageAt(file, 1).dict.get('Annots')) ?? []).map((link) => file.dict(link)!.get('Dest'));
  const targets = links.map((dest) => file.array(dest)![0]);
  expect(targets).toEqual([pageAt(file, 2).ref, pageAt(file, 4).ref]);
  expect(isType(file.catalog().get('StructTreeRoot'), 'ref')).toBe(true);
});

test('P97: a signed original is in as a picture of its pages, and the contents say where the signature is', async () => {
  const signed = await signBytes(stampBytes(makePdf(plainBodies())));
  const { bytes, refusals } = collect(['Vertrag', signed]);
  expect(refusals).toEqual([null]);
  const facts = inspectPdf(bytesSource(bytes));
  expect(facts.signatureFields).toEqual([]);
  expect(facts.stamps).toEqual([]);
});

test('P97: a document that cannot be copied gets a sheet that says why, and the others are in', () => {
  const broken = makePdf(plainBodies()).subarray(0, 200);
  const { bytes, sheets, refusals } = collect(['Kaputt', broken], ['Brief', makePdf(plainBodies())]);
  expect(refusals).toEqual([expect.stringMatching(/^pdf-/), null]);
  expect([sheets, inspectPdf(bytesSource(bytes)).pages.length]).toEqual([4, 4]);
});

test('P96: nothing to collect is refused', () => {
  expect(() => new Collection(testFont).finish(cover, testTime, String)).toThrow(new AppError('collection-empty'));
});

test('P97: a layer that was hidden in its document stays hidden', () => {
  const bodies = plainBodies(1, '/Resources<</Properties<</L 5 0 R>>>>');
  bodies[1] = '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R]/D<</OFF[5 0 R]>>>>>>';
  bodies[5] = '<</Type/OCG/Name(Hidden)>>';
  bodies[6] = '<</Type/OCG/Name(Unused)>>';
  const { bytes } = collect(['Plan', makePdf(bodies)]);
  const file = new PdfFile(bytesSource(bytes));
  const layers = file.dict(file.catalog().get('OCProperties'))!;
  expect(file.array(layers.get('OCGs'))).toHaveLength(1);
  expect(file.array(file.dict(layers.get('D'))?.get('OFF'))).toEqual(file.array(layers.get('OCGs')));
});

test.skipIf(!hasMutool)(
  'P96: another reader (mutool, needed here) sees words, stamps and running numbers',
  async () => {
    const stamped = stampBytes(wordsPdf('Widerspruch', '/Rotate 90'));
    const { bytes } = collect(['Widerspruch 市', stamped], ['Anlage', wordsPdf('Lageplan', '/CropBox[50 50 500 700]')]);
    const words = mutoolText(bytes);
    for (const expected of ['Inhalt', 'Widerspruch ?', 'EINGANG', 'Lageplan', 'Blatt 3', 'Blatt 4', 'SHA-256']) {
      expect(words).toContain(expected);
    }
  },
);

test.skipIf(!hasQpdf)('P96: another reader (qpdf, needed here) has no complaint', async () => {
  const signed = await signBytes(makePdf(plainBodies(2), 'hybrid'));
  const many = Array.from({ length: 40 }, (_, index) => [`Dokument ${index} ${'lang '.repeat(30)}`, signed] as const);
  expect(qpdfComplaints(collect(...many).bytes)).toBe('');
});
