import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RangeFile } from '../../../renderer/ranges/lend-file.ts';
import { CHUNK_BYTES } from '../../../renderer/replica/blob-ref.ts';
import { appendedContent, bytesContent, type Content, hashBeginning } from '../../../renderer/replica/content.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const source = new Uint8Array(randomBytes(3 * CHUNK_BYTES));

/** Answers with as little of a range as it likes, as a store of chunks does. */
function rangeFile(bytes: Uint8Array, most: number): RangeFile {
  return {
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + Math.min(length, most)),
  };
}

async function walk(content: Content): Promise<{ readonly whole: Buffer; readonly sizes: readonly number[] }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.chunks()) chunks.push(chunk);
  return { whole: Buffer.concat(chunks), sizes: chunks.map(({ length }) => length) };
}

const aroundChunks = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }),
  fc.integer({ min: -3, max: 3 }).map((by) => CHUNK_BYTES + by),
  fc.integer({ min: -3, max: 0 }).map((by) => 2 * CHUNK_BYTES + by),
);

test('P140: what is appended lies behind the lent file, in whole chunks but for the last, however often it is walked', async () => {
  await fc.assert(
    fc.asyncProperty(aroundChunks, aroundChunks, fc.integer({ min: 1, max: CHUNK_BYTES }), async (base, more, most) => {
      const appended = source.subarray(7, 7 + more);
      const content = appendedContent(rangeFile(source.subarray(0, base), Math.max(most, 1_000)), appended);
      const expected = Buffer.concat([source.subarray(0, base), appended]);
      expect(content.sizeBytes).toBe(expected.length);
      for (let i = 0; i < 2; i++) {
        const { whole, sizes } = await walk(content);
        expect(whole.equals(expected)).toBe(true);
        expect(sizes.slice(0, -1).every((size) => size === CHUNK_BYTES)).toBe(true);
      }
      const { whole, beginning } = await hashBeginning(content, base);
      expect(whole).toBe(sha256(expected));
      expect(beginning).toBe(sha256(source.subarray(0, base)));
    }),
    { numRuns: 40 },
  );
});

test('P140: chunks are copies, so that handing one over leaves the bytes as they are', async () => {
  const bytes = source.slice(0, CHUNK_BYTES + 5);
  for await (const chunk of bytesContent(bytes).chunks()) chunk.fill(0);
  expect(sha256(bytes)).toBe(sha256(source.subarray(0, CHUNK_BYTES + 5)));
});
