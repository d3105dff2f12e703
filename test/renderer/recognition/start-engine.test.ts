import { beforeAll, expect, test } from 'vitest';
import { openDrawn } from '../../../renderer/recognition/draw-page.ts';
import type { Engine } from '../../../renderer/recognition/start-engine.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { scannedLetter } from '../../fixtures/scanned-letter.ts';
import { canvasHere, engineHere } from '../../workstation/recognition-engine.ts';
import { wordErrorRate } from '../../workstation/word-errors.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await engineHere();
});

async function recognise(bytes: Uint8Array, pageIndex = 0) {
  const document = await openDrawn(bytesSource(bytes), canvasHere, null);
  try {
    return engine.read(await document.draw(pageIndex), pageIndex);
  } finally {
    await document.close();
  }
}

test('X1: a German letter with an English sentence, copied askew, is read with few wrong words', async () => {
  const { bytes, pages } = scannedLetter();
  const page = await recognise(bytes);
  const read = page.lines.map(({ text }) => text).join('\n');
  expect(read).toContain('Umweltgutachten');
  expect(wordErrorRate(pages[0]!, read)).toBeLessThan(0.1);
});
