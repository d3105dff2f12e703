import { expect, test } from 'vitest';
import { inspectPdf, stampPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { nameOf, numberOf, textOf } from '../../../../shared/pdf/file/objects.ts';
import { pageAt } from '../../../../shared/pdf/file/page-tree.ts';
import { PdfFile } from '../../../../shared/pdf/file/pdf-file.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, testDigest, testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';

/** A tagged page; `tree` is the parent tree's body. */
function taggedPdf(tree = '<</Nums[0 [8 0 R]]>>'): Buffer {
  const bodies = plainBodies(1, '/StructParents 0');
  bodies[1] = '<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R/Lang(de)>>';
  bodies[5] = '<</Type/StructTreeRoot/K 6 0 R/ParentTree 7 0 R/ParentTreeNextKey 1>>';
  bodies[6] = '<</Type/StructElem/S/Document/P 5 0 R/K 8 0 R>>';
  bodies[7] = tree;
  bodies[8] = '<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K 0>>';
  if (tree.includes('Kids')) bodies[9] = '<</Nums[0 [8 0 R]]/Limits[0 0]>>';
  return makePdf(bodies);
}

function stamp(bytes: Uint8Array) {
  const result = stampPdf({
    source: bytesSource(bytes),
    makeDigest: testDigest,
    kind: 'zda',
    fields: { von: 'E. Muster', datum: '2026-11-21' },
    font: testFont,
    id: '6f2b0f5e-0a7a-4a1e-9d55-0c1a5e3a7f10',
    at: testTime,
  });
  return { ...result, bytes: Buffer.concat([bytes, result.appended]) };
}

test.each([
  ['one leaf', '<</Nums[0 [8 0 R]]>>'],
  ['several leaves', '<</Kids[9 0 R]>>'],
])('P94: in a tagged file with a parent tree of %s the stamp is an Annot element with its text', (_, tree) => {
  const { bytes, accessibility, text } = stamp(stamp(taggedPdf(tree)).bytes);
  expect(accessibility).toBe('kept');
  const file = new PdfFile(bytesSource(bytes));
  const root = file.dict(file.catalog().get('StructTreeRoot'))!;
  const document = file.dict(root.get('K'))!;
  const kids = file.array(document.get('K'))!.map((kid) => file.dict(kid)!);
  expect(kids.map((kid) => nameOf(kid.get('S')))).toEqual(['P', 'Annot', 'Annot']);
  expect(textOf(kids[2]!.get('Alt'))).toBe(text);
  const annotations = file.array(pageAt(file, 0).dict.get('Annots'))!;
  expect(annotations.map((item) => numberOf(file.dict(item)!.get('StructParent')))).toEqual([1, 2]);
  expect(numberOf(root.get('ParentTreeNextKey'))).toBe(3);
  expect(nameOf(pageAt(file, 0).dict.get('Tabs'))).toBe('S');
});

test('P94: in a tagged and signed file the tree stays as signed, the stamp says so, and the signature stays valid', async () => {
  const { bytes, accessibility } = stamp(await signBytes(taggedPdf()));
  expect(accessibility).toBe('lost');
  expect(judge(bytes).signatures[0]).toMatchObject({ verdict: 'valid', changesAfter: 'permitted' });
});

test('P94: a file without tags is stamped without any', () => {
  expect(stamp(makePdf(plainBodies())).accessibility).toBe('untagged');
  expect(inspectPdf(bytesSource(stamp(taggedPdf()).bytes)).stamps).toHaveLength(1);
});
