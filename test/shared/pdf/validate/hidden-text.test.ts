import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { changeWords } from '../../../../shared/texts/change-words.ts';
import { judgeFile } from '../../../attacks/corpus.ts';
import { certify } from '../../../attacks/craft.ts';
import { at, formObject, letter, letterBodies, streamObject } from '../../../attacks/letter.ts';
import { signBytes, stampBytes, testFont, testKey } from '../../../fixtures/pdf/sign-with.ts';

/** The letter with this content on page 1 and a text field at a place. */
function withField(content: string, rect: string, changed: Record<number, string> = {}): Promise<Buffer> {
  const field = letterBodies()[at.betrag]!.replace('/Rect[72 500 172 520]', `/Rect[${rect}]`);
  return signBytes(
    letter({ [at.content1]: streamObject('', content), [at.betrag]: field, ...changed }),
    testKey('rsa'),
  );
}

async function warnings(file: Promise<Buffer>): Promise<readonly string[]> {
  const result = judgeFile(await file);
  return typeof result === 'string' ? [result] : result.warnings.map((fact) => changeWords('en', fact));
}

const covered = 'Page 1: form field “Betrag” lies over text';

describe('P51: a field over text is flagged wherever the text comes from', () => {
  test.each([
    ['a text matrix', 'BT /F1 10 Tf 1 0 0 1 100 200 Tm (Hallo) Tj ET', '100 195 150 215'],
    ['a turned page of text', 'BT /F1 10 Tf 0 1 -1 0 300 200 Tm (Hallo Welt) Tj ET', '285 210 305 230'],
    ['scaled user space', 'q 2 0 0 2 0 0 cm BT /F1 10 Tf 50 100 Td (Hallo) Tj ET Q', '100 195 150 215'],
    ['an array of pieces', 'BT /F1 10 Tf 100 200 Td [(Ha) -20 (llo)] TJ ET', '115 195 150 215'],
    ['the next line', "BT /F1 10 Tf 12 TL 100 200 Td (Eins) Tj (Zwei) ' ET", '100 186 130 192'],
    ['behind an inline image', 'BI /W 1 /H 1 ID \x01)( EI BT /F1 10 Tf 100 200 Td (Hallo) Tj ET', '100 195 150 215'],
    ['a drawn form', 'q 1 0 0 1 100 200 cm /X1 Do Q', '100 200 150 215'],
    ['content that cannot be read', 'BT (Hallo', '100 195 150 215'],
  ])('%s', async (_name, content, rect) => {
    expect((await warnings(withField(content, rect)))[0]).toBe(covered);
  });

  test('a filter that we do not decode', async () => {
    const content = streamObject('/Filter/ASCIIHexDecode', '4254>');
    expect((await warnings(withField('', '100 195 150 215', { [at.content1]: content })))[0]).toBe(covered);
  });
});

test('P51: a field beside the text, above or below it, is not flagged', async () => {
  for (const rect of ['100 220 150 240', '100 170 150 190', '300 195 350 215', '10 195 90 215']) {
    expect(await warnings(withField('BT /F1 10 Tf 100 200 Td (Hallo) Tj ET', rect))).toEqual([]);
  }
});

test('P51: forms that draw each other end the search with a flag, not with a hang', async () => {
  const loop = formObject('/X1 Do /X1 Do', '/Resources 7 0 R');
  expect((await warnings(withField('/X1 Do', '100 195 150 215', { [at.xobject]: loop })))[0]).toBe(covered);
});

test('P51: a stamp over text is permitted and flagged', async () => {
  const content = streamObject('', 'BT /F1 30 Tf 20 780 Td (Ein Kopf ueber die ganze Breite) Tj ET');
  const result = judgeFile(stampBytes(await signBytes(letter({ [at.content1]: content }), testKey('rsa'))));
  expect(result).toMatchObject({
    verdict: 'valid',
    signatures: [{ changesAfter: 'permitted' }],
    warnings: [
      { code: 'annotation-with-text-over-text', pageIndex: 0, name: 'Stamp', text: expect.stringMatching(/^EINGANG/) },
    ],
  });
});

test('P10: at DocMDP 2 a visible signature over text is refused, beside it it is made', async () => {
  const file = certify(letter(), 2);
  const at72 = (y: number) => ({
    visible: { pageIndex: 0, rect: { x: 72, y, width: 180, height: 40 }, font: testFont },
  });
  await expect(signBytes(file, testKey('rsa'), at72(690))).rejects.toEqual(new AppError('pdf-changes-forbidden'));
  expect(judgeFile(await signBytes(file, testKey('rsa'), at72(300)))).toMatchObject({ verdict: 'valid', warnings: [] });
});
