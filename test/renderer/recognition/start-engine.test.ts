import { beforeAll, expect, test } from 'vitest';
import { openDrawn } from '../../../renderer/recognition/draw-page.ts';
import { recognitionLimits } from '../../../renderer/recognition/recognition-limits.ts';
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

test('X3, X9: pages are drawn within the limit, and specks are no words', async () => {
  const { bytes } = scannedLetter();
  const document = await openDrawn(bytesSource(bytes), canvasHere, null);
  const { widthPx, heightPx, dpi } = await document.draw(0);
  await document.close();
  expect(widthPx * heightPx).toBeLessThanOrEqual(recognitionLimits.pixels);
  expect(dpi).toBe(300);
  const dust = new Uint8Array(600 * 800).fill(255).map((value, at) => (at % 997 === 0 ? 0 : value));
  expect(engine.read({ widthPx: 600, heightPx: 800, gray: dust, dpi: 150 }, 0)).toMatchObject({
    lines: [],
    text: '',
    confidence: null,
  });
});

test('X9: the machine is less sure of what is hard to read', async () => {
  const { bytes } = scannedLetter();
  const document = await openDrawn(bytesSource(bytes), canvasHere, null);
  const drawn = await document.draw(0);
  await document.close();
  const noisy = drawn.gray.map((value, at) =>
    (at * 2_654_435_761) % 4_294_967_296 < 1_000_000_000 ? 255 - value : value,
  );
  const [clear, poor] = [engine.read(drawn, 0), engine.read({ ...drawn, gray: noisy }, 0)];
  expect(clear.confidence).toBeGreaterThan(85);
  expect(poor.confidence ?? 0).toBeLessThan((clear.confidence ?? 0) - 10);
});
