import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { createSHA256, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import type { Digest, DigestName, MakeDigest } from '../pdf/file/byte-source.ts';

const makers = { sha256: createSHA256, sha384: createSHA384, sha512: createSHA512 };
const plain = { sha256, sha384, sha512 };

/**
 * Streaming digests in WebAssembly, about five times as fast as JavaScript; WebCrypto cannot stream. Instantiating is
 * asynchronous, so one per name is made beforehand; whoever needs a second one at the same time gets JavaScript.
 */
export async function createWasmDigests(): Promise<MakeDigest> {
  const names = Object.keys(makers) as DigestName[];
  const idle = new Map<DigestName, IHasher>();
  for (const name of names) idle.set(name, await makers[name]());
  return (name) => {
    const hasher = idle.get(name);
    if (!hasher) return plain[name].create();
    idle.delete(name);
    hasher.init();
    return wasmDigest(hasher, () => idle.set(name, hasher));
  };
}

function wasmDigest(hasher: IHasher, giveBack: () => void): Digest {
  return {
    update: (bytes) => void hasher.update(bytes),
    digest: () => {
      const result = hasher.digest('binary').slice();
      giveBack();
      return result;
    },
  };
}
