import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headBytes, type LentFile, type RangeQuestion, windowBytes } from '../../../renderer/ranges/lend-file.ts';
import { lentSource } from '../../../renderer/ranges/lent-source.ts';
import { type ErrorCode, errorCodes } from '../../../shared/errors.ts';
import { digestRange } from '../../../shared/pdf/file/byte-source.ts';

const whole = new Uint8Array(randomBytes(11 * windowBytes + 4_321));

/** A lender that answers before the borrower begins to wait, as little at a time as a store of chunks may. */
function lent(most: number, fail: () => ErrorCode | null = () => null) {
  const window = new SharedArrayBuffer(headBytes + windowBytes);
  const questions: RangeQuestion[] = [];
  const postMessage = (question: RangeQuestion) => {
    questions.push(question);
    const { offset, length } = question;
    const code = fail();
    const bytes = whole.subarray(offset, offset + Math.min(length, most, windowBytes - (offset % windowBytes)));
    new Uint8Array(window, headBytes).set(bytes);
    Atomics.store(new Int32Array(window), 0, code === null ? bytes.length : -1 - errorCodes.indexOf(code));
  };
  const port = { postMessage } as unknown as MessagePort;
  return { file: { sizeBytes: whole.length, port, window } satisfies LentFile, questions };
}

test('P140: whatever is read of a lent file is what lies there, also across chunks and at the end', () => {
  const range = fc.tuple(
    fc.oneof(
      fc.integer({ min: 0, max: whole.length + 10 }),
      fc.integer({ min: 1, max: 11 }).map((piece) => piece * windowBytes - 5),
    ),
    fc.oneof(fc.integer({ min: -1, max: 4_000 }), fc.integer({ min: 0, max: 3 * windowBytes })),
  );
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), fc.integer({ min: 60_000, max: windowBytes }), (ranges, most) => {
      const source = lentSource(lent(most).file);
      for (const [offset, length] of ranges) {
        const expected = whole.subarray(offset, offset + Math.max(0, length));
        expect(Buffer.compare(source.read(offset, length), expected)).toBe(0);
      }
    }),
    { numRuns: 30 },
  );
});

test('P140: the digest of a lent file asks for each byte once; small reads beside each other ask once for all', () => {
  const { file, questions } = lent(windowBytes);
  const source = lentSource(file);
  const digest = createHash('sha256');
  digestRange(source, { update: (bytes) => void digest.update(bytes), digest: () => digest.digest() }, 0, whole.length);
  expect(digest.digest('hex')).toBe(createHash('sha256').update(whole).digest('hex'));
  expect(questions.reduce((sum, { length }) => sum + length, 0)).toBe(whole.length);
  questions.length = 0;
  for (let at = 3 * windowBytes; at < 4 * windowBytes; at += 997) source.read(at, 40);
  expect(questions.length).toBeLessThanOrEqual(2);
});

test('P141: a range that cannot be read is an error from then on', () => {
  let code: ErrorCode | null = 'version-not-here';
  const source = lentSource(lent(windowBytes, () => code).file);
  expect(() => source.read(0, 10)).toThrow('version-not-here');
  code = null;
  expect(() => source.read(windowBytes, 10)).toThrow('version-not-here');
  expect(source.failure).toBe('version-not-here');
});
