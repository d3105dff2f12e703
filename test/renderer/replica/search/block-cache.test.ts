import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockCache } from '../../../../renderer/replica/search/block-cache.ts';

const KIB = 1024;
const room = { stayingBytes: 10 * KIB * KIB, recentBytes: KIB * KIB };
const MOST_BYTES = 11 * KIB * KIB;
const rows = Array.from({ length: 900 }, (_, row) => row);

test('R75: whatever is read, open blocks take a bounded room by their bytes, and each is the one that was read', () => {
  const step = fc.record({ row: fc.nat(899), kib: fc.integer({ min: 1, max: 60 }), isGone: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 600, maxLength: 1_500 }), (steps) => {
      const cache = new BlockCache(room);
      const sizes = new Map<number, number>();
      for (const { row, kib, isGone } of steps) {
        if (isGone) cache.delete(row);
        else if (!cache.has(row)) {
          sizes.set(row, kib * KIB);
          cache.add(row, new Uint8Array(kib * KIB));
        }
      }
      let bytes = 0;
      for (const row of rows) {
        const block = cache.get(row);
        bytes += block?.length ?? 0;
        if (block) expect(block.length).toBe(sizes.get(row));
      }
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    }),
    { numRuns: 30 },
  );
});

test('R75: searches that read twice as much as there is room for still find a quarter of it open each time', () => {
  const cache = new BlockCache(room);
  const readAll = () => {
    let open = 0;
    for (const row of rows) {
      if (cache.get(row)) open++;
      else cache.add(row, new Uint8Array(32 * KIB));
    }
    return open / rows.length;
  };
  readAll();
  for (let i = 0; i < 10; i++) expect(readAll()).toBeGreaterThan(1 / 4);
});

test('R75: what is asked for again and again comes to stay, whatever was there before', () => {
  const cache = new BlockCache(room);
  for (const row of rows) cache.add(row, new Uint8Array(32 * KIB));
  const wanted = rows.slice(-300);
  for (let i = 0; i < 20; i++) for (const row of wanted) if (!cache.get(row)) cache.add(row, new Uint8Array(32 * KIB));
  expect(wanted.filter((row) => cache.has(row)).length).toBeGreaterThan(250);
});
