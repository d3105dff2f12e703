import { createHash } from 'node:crypto';
import type { MakeDigest } from '../../shared/pdf/file/byte-source.ts';

/** Streaming digests of node:crypto. */
export const nodeDigest: MakeDigest = (name) => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
};
