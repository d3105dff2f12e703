import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWasmDigests } from '../../../shared/crypto/wasm-digest.ts';

const names = ['sha256', 'sha384', 'sha512'] as const;

test('digests taken by turns, abandoned, or asked for a result in between are those of node:crypto', async () => {
  const makeDigest = await createWasmDigests();
  const step = fc.record({
    which: fc.nat(3),
    bytes: fc.uint8Array({ maxLength: 300 }),
    act: fc.constantFrom('update', 'update', 'soFar', 'end', 'abandon'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(step, { maxLength: 40 }), (name, steps) => {
      const begin = () => ({ ours: makeDigest(name), theirs: createHash(name) });
      const open = Array.from({ length: 4 }, begin);
      for (const { which, bytes, act } of steps) {
        const { ours, theirs } = open[which]!;
        ours.update(bytes);
        theirs.update(bytes);
        if (act === 'soFar') expect(Buffer.from(ours.soFar())).toEqual(theirs.copy().digest());
        if (act === 'end') expect(Buffer.from(ours.digest())).toEqual(theirs.digest());
        if (act === 'end' || act === 'abandon') open[which] = begin();
      }
      for (const { ours, theirs } of open) expect(Buffer.from(ours.digest())).toEqual(theirs.digest());
    }),
    { numRuns: 300 },
  );
});

test('hundreds of digests share one instance of WebAssembly per name', async () => {
  const { instantiate } = WebAssembly;
  let count = 0;
  WebAssembly.instantiate = ((...given: Parameters<typeof instantiate>) => {
    count++;
    return instantiate(...given);
  }) as typeof instantiate;
  try {
    for (let i = 0; i < 300; i++) (await createWasmDigests())('sha256').update(new Uint8Array(1));
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  expect(count).toBeLessThanOrEqual(names.length);
});
