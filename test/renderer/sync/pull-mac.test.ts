import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPullMac } from '../../../renderer/sync/pull-mac.ts';
import { createPullMac as createServerMac } from '../../../server/sync/pull-mac.ts';

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

test('S5: both sides hash the lines by blocks of 1 MiB, wherever the pieces are cut', async () => {
  const piece = fc.oneof(fc.nat(200), fc.constantFrom(MIB - 1, MIB, MIB + 1, 2 * MIB + 7));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (sizes) => {
      const pieces = sizes.map((size, index) => Buffer.alloc(size, `line ${index}\n`));
      const [ours, server] = [createPullMac(), createServerMac()];
      for (const bytes of pieces) {
        ours.update(bytes);
        server.update(bytes);
      }
      const all = Buffer.concat(pieces);
      const blocks = Array.from({ length: Math.ceil(all.length / MIB) }, (_, i) =>
        all.subarray(i * MIB, (i + 1) * MIB),
      );
      const expected = sha256(Buffer.concat(blocks.map(sha256))).toString('hex');
      expect([await ours.hex(), server.hex()]).toEqual([expected, expected]);
    }),
    { numRuns: 30 },
  );
});
