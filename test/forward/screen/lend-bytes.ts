import { lendFile } from '../../../renderer/ranges/lend-file.ts';

/** Lends bytes of this page to the pdf worker, as the replica worker lends a Version. */
export function lendBytes(bytes: Uint8Array): ReturnType<typeof lendFile> {
  return lendFile({
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  });
}
