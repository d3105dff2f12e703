import { expect, test } from 'vitest';
import { edited, later } from '../../../attacks/attack.ts';
import { judgeFile } from '../../../attacks/corpus.ts';
import { certify } from '../../../attacks/craft.ts';
import { at, forgedPage, letter, streamObject } from '../../../attacks/letter.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, stampBytes, testFont, testKey } from '../../../fixtures/pdf/sign-with.ts';
import { bodyOf } from '../../../fixtures/pdf/update-file.ts';

const visible = { pageIndex: 1, rect: { x: 60, y: 70, width: 180, height: 60 }, font: testFont };

test('P101: a stamp and a visible signature are changes with their place on the displayed page', async () => {
  const once = await signBytes(makePdf(plainBodies(2)), testKey('rsa'));
  const { signatures } = judge(await signBytes(stampBytes(once), testKey('rsa'), { visible }));
  const [signature, stamp] = signatures[0]!.changes;
  expect(signature).toMatchObject({ code: 'signature-added', name: 'Signature2', pageIndex: 1, isPermitted: true });
  for (const [key, value] of Object.entries(visible.rect))
    expect(signature!.rect![key as keyof typeof visible.rect]).toBeCloseTo(value, 3);
  expect(stamp).toMatchObject({ code: 'annotation-with-text-added', name: 'Stamp', pageIndex: 0, isPermitted: true });
  expect(signatures[0]!.signedBytes).toBe(once.length);
});

test.each([90, 180, 270])(
  'P101: on a page turned by %i degrees the place is that of the displayed page',
  async (turn) => {
    const bodies = plainBodies(2);
    const turned = { ...bodies, 4: bodies[4]!.replace('/MediaBox', `/Rotate ${turn}/CropBox[10 20 500 800]/MediaBox`) };
    const once = await signBytes(makePdf(turned), testKey('rsa'));
    const [first] = judge(await signBytes(once, testKey('rsa'), { visible })).signatures;
    const { rect } = first!.changes[0]!;
    for (const [key, value] of Object.entries(visible.rect))
      expect(rect![key as keyof typeof visible.rect]).toBeCloseTo(value, 3);
  },
);

test('P101: page content that was replaced is told with its page, and not as permitted', async () => {
  const signed = await signBytes(letter(), testKey('rsa'));
  const result = judgeFile(later(signed, { [at.content1]: streamObject('', forgedPage) }));
  if (typeof result === 'string') throw new Error(result);
  expect(result.signatures[0]!.changes).toEqual([
    { code: 'page-object-changed', name: String(at.content1), pageIndex: 0, isPermitted: false },
  ]);
});

test('P101: a warning is a fact with a place too, and two signatures warn of one thing once', async () => {
  const overlay = { 55: '<</Type/Annot/Subtype/FreeText/Contents(900)/Rect[70 690 300 720]/F 4>>' };
  const once = certify(letter(), 3);
  const noted = later(once, { [at.page1]: edited(once, at.page1, '/Annots[', '/Annots[55 0 R '), ...overlay });
  const removed = later(noted, { [at.page1]: bodyOf(noted, at.page1).replace('15 0 R ', '') });
  const result = judgeFile(await signBytes(removed, testKey('rsa')));
  if (typeof result === 'string') throw new Error(result);
  expect(result.warnings.filter(({ code }) => code === 'annotations-removed')).toHaveLength(1);
  expect(result.warnings).toContainEqual({
    code: 'annotation-with-text-over-text',
    name: 'FreeText',
    text: '900',
    pageIndex: 0,
    rect: { x: 70, y: 690, width: 230, height: 30 },
  });
});
