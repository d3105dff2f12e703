import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RangeFile } from '../../../renderer/ranges/lend-file.ts';
import { bytesFile, piecesOf } from '../../../renderer/ranges/pieces-of.ts';
import { readStream, streamFile } from '../../../renderer/ranges/stream-file.ts';
import { AppError } from '../../../shared/errors.ts';

const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => at * 7);
/** Answers with at most 600 bytes, as a file in chunks does. */
const inChunks = (asked: { offset: number; length: number }[]): RangeFile => ({
  sizeBytes: bytes.length,
  async read(offset, length) {
    asked.push({ offset, length });
    return bytes.subarray(offset, Math.min(offset + length, (Math.floor(offset / 600) + 1) * 600));
  },
});

test('R102: whatever ranges are asked for at once, each gets its own bytes, and nothing else is read', async () => {
  const range = fc.record({ offset: fc.nat(bytes.length - 1), length: fc.integer({ min: 1, max: 3_000 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 8 }), async (ranges) => {
      const asked: { offset: number; length: number }[] = [];
      const { streamed, takeBack } = streamFile(inChunks(asked));
      const file = readStream(streamed);
      const answers = await Promise.all(ranges.map(({ offset, length }) => file.read(offset, length)));
      answers.forEach((answer, at) => {
        const { offset, length } = ranges[at]!;
        expect(answer).toEqual(bytes.slice(offset, offset + length));
      });
      for (const { offset, length } of asked) {
        expect(ranges.some((one) => offset >= one.offset && offset + length <= one.offset + one.length)).toBe(true);
      }
      file.close();
      takeBack();
    }),
    { numRuns: 50 },
  );
});

test('R102: why a range could not be read reaches who asked', async () => {
  const broken: RangeFile = { sizeBytes: 10, read: () => Promise.reject(new AppError('version-not-here')) };
  const { streamed, takeBack } = streamFile(broken);
  await expect(readStream(streamed).read(0, 5)).rejects.toMatchObject({ code: 'version-not-here' });
  takeBack();
});

test.each([
  ['no question at all', 'give me everything'],
  ['beyond the end', { n: 1, offset: 4_990, length: 100 }],
  ['before the beginning', { n: 1, offset: -1, length: 5 }],
  ['no whole number', { n: 1, offset: 0.5, length: 5 }],
])('R102: a page that asks what is no question (%s) gets nothing more', async (_name, question) => {
  const asked: { offset: number; length: number }[] = [];
  const { streamed } = streamFile(inChunks(asked));
  const closed = new Promise((resolve) => streamed.port.addEventListener('close', resolve));
  streamed.port.start();
  streamed.port.postMessage(question);
  await closed;
  expect(asked).toEqual([]);
});

test('R102: a file comes in order in pieces, whatever its size', async () => {
  for (const size of [0, 1, 5_000]) {
    const parts: Uint8Array[] = [];
    for await (const part of piecesOf(bytesFile(bytes.subarray(0, size)))) parts.push(part);
    expect(Buffer.concat(parts)).toEqual(Buffer.from(bytes.subarray(0, size)));
  }
});
