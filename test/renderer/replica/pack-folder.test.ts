import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFilesIn } from '../../../renderer/replica/pack-folder.ts';
import { OriginPrivateFolder } from './origin-private-folder.ts';

const PACKS = 40;
const pack = (number: number) => `pack-${number}`;

function openFolder() {
  const folder = new OriginPrivateFolder();
  return { folder, files: packFilesIn(folder) };
}

test('R32: whatever packs are read, written, flushed and removed at the same time, each has one handle and its own bytes', async () => {
  const step = fc.record({ on: fc.nat(PACKS - 1), what: fc.constantFrom('read', 'read', 'write', 'flush', 'remove') });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120 }), async (steps) => {
      const { folder, files } = openFolder();
      for (let i = 0; i < PACKS; i++) folder.files.set(pack(i), Uint8Array.of(i));
      const removed = new Set(steps.flatMap(({ on, what }) => (what === 'remove' ? on : [])));
      await Promise.all(
        steps.map(async ({ on, what }) => {
          if (what === 'write') await files.write(pack(on), 1, Uint8Array.of(on, on));
          if (what === 'flush') await files.flush(pack(on));
          if (what === 'remove') await files.remove(pack(on)).catch(() => undefined);
          const found = what === 'read' ? [...(await files.read(pack(on), 0, 3))] : [];
          if (!removed.has(on)) expect(found.every((byte) => byte === on)).toBe(true);
        }),
      );
      expect(folder.mostOpen).toBeLessThanOrEqual(17);
    }),
    { numRuns: 40 },
  );
});

test('R107: a pack that was read is removed while others are opened, and its handle with it', async () => {
  const { folder, files } = openFolder();
  for (let i = 0; i < PACKS; i++) await files.write(pack(i), 0, Uint8Array.of(i));
  await Promise.all(
    Array.from({ length: PACKS }, (_, i) => (i % 2 ? files.read(pack(i), 0, 1) : files.remove(pack(i)))),
  );
  expect([...folder.files.keys()]).toEqual(Array.from({ length: PACKS / 2 }, (_, i) => pack(2 * i + 1)));
  expect([...(await files.read(pack(7), 0, 1))]).toEqual([7]);
});
