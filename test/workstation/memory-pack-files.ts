import type { PackFiles } from '../../renderer/replica/pack-files.ts';

/** Packs in memory, because Node has no origin-private file system. `packs` lets a test look at and damage the bytes. */
export function memoryPackFiles(): PackFiles & { readonly packs: Map<string, Uint8Array<ArrayBuffer>> } {
  const packs = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    packs,
    async write(pack, offset, bytes) {
      const before = packs.get(pack) ?? new Uint8Array();
      const after = new Uint8Array(Math.max(before.length, offset + bytes.length));
      after.set(before);
      after.set(bytes, offset);
      packs.set(pack, after);
    },
    async flush() {},
    async release() {},
    async read(pack, offset, length) {
      return (packs.get(pack) ?? new Uint8Array()).slice(offset, offset + length);
    },
    async remove(pack) {
      packs.delete(pack);
    },
    async list() {
      return [...packs.keys()];
    },
  };
}
