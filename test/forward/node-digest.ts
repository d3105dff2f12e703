import { createHash } from 'node:crypto';
import type { MakeDigest } from '../../shared/pdf/file/byte-source.ts';

/** Node's digests for the PDF engine: another implementation than the worker's. */
export const nodeDigest: MakeDigest = (name) => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) };
};
