import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePositions, PositionReader } from '../../../../renderer/replica/search/positions.ts';
import { PostingList } from '../../../../renderer/replica/search/posting-list.ts';
import { encodePostings, PostingReader } from '../../../../renderer/replica/search/postings.ts';

/** First positions of Aktenzeichen, persons and text of a document. */
const fieldStarts = fc.oneof(
  fc.constant<number[]>([1, 2, 3]),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 3, maxLength: 3 })
    .map((all) => all.sort((a, b) => a - b)),
);
const entry = fc.record({
  skip: fc.oneof(fc.nat(3), fc.nat(3_000)),
  more: fc.oneof(fc.nat(4), fc.nat(100_000)),
  starts: fieldStarts,
  positions: fc.uniqueArray(fc.nat(300), { minLength: 1, maxLength: 40 }),
});
const weights = [4, 5, 2.5, 1];

test('R66, R77: documents with what ranking needs, and positions apart from them, read back as they were written', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), fc.boolean(), fc.nat(70_000), (entries, hasPositions, more) => {
      let doc = -1;
      const written = entries.map(({ skip, positions, starts, ...rest }) => {
        doc += 1 + skip;
        const ascending = hasPositions ? positions.sort((a, b) => a - b) : [];
        const fields = ascending.map((position) => starts.filter((start) => start <= position).length);
        return { doc, positions: ascending, starts, fields, length: (ascending.at(-1) ?? 0) + 1 + rest.more };
      });
      const documents = doc + 1 + more;
      const facts = { lengths: new Uint32Array(documents).fill(1), fieldStarts: new Uint32Array(documents * 3) };
      const list = new PostingList();
      for (const one of written) {
        facts.lengths[one.doc] = one.length;
        facts.fieldStarts.set(one.starts, one.doc * 3);
        list.addDocument(one.doc);
        for (const position of one.positions) list.addPosition(position);
      }
      const postings = inTheMiddle(encodePostings(list, facts));
      const reader = new PostingReader(postings.bytes, { ...postings, count: list.count }, documents);
      const positions = new PositionReader(inTheMiddle(encodePositions(list, facts.lengths)), facts.lengths);
      for (const one of written) {
        expect(reader.next()).toBe(true);
        expect(reader.doc).toBe(one.doc);
        expect(reader.frequency).toBe(one.positions.length);
        const sum = one.fields.reduce((all, field) => all + weights[field]!, 0);
        expect(reader.weight).toBe(hasPositions ? sum : 1);
        const best = one.fields.toSorted((a, b) => weights[b]! - weights[a]!)[0];
        expect(reader.field).toBe(best ?? 255);
        expect(Array.from(positions.next(reader.doc, reader.frequency).subarray(0, reader.frequency))).toEqual(
          one.positions,
        );
      }
      expect(reader.next()).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('R66: a list that ends too early throws and does not hang', () => {
  const lengths = new Uint32Array(9).fill(50);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      const place = { start: 0, end: bytes.length };
      expect(() => {
        const reader = new PostingReader(bytes, { ...place, count: 1_000 }, 9);
        while (reader.next());
      }).toThrow('replica-damaged');
      expect(() => {
        const reader = new PositionReader({ ...place, bytes }, lengths);
        for (let i = 0; i < 1_000; i++) reader.next(i % 9, 1 + (i % 3));
      }).toThrow('replica-damaged');
    }),
  );
});

/** Bytes between others that do not belong to them. */
function inTheMiddle(bytes: Uint8Array) {
  const padded = new Uint8Array(bytes.length + 9).fill(255);
  padded.set(bytes, 4);
  return { bytes: padded, start: 4, end: 4 + bytes.length };
}
