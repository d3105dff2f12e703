import { createSHA256, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import type { Digest, DigestName, MakeDigest } from '../pdf/file/byte-source.ts';

const makers = { sha256: createSHA256, sha384: createSHA384, sha512: createSHA512 };

/** A digest that can also say what it would be if nothing more came. */
export interface WasmDigest extends Digest {
  soFar(): Uint8Array;
}

let hashers: Promise<Readonly<Record<DigestName, SharedHasher>>> | null = null;

/**
 * Streaming digests in WebAssembly, about five times as fast as JavaScript; WebCrypto cannot stream. There is one instance per
 * name and worker, whatever is asked: each takes gigabytes of address space, and hundreds of them exhaust it long before the
 * collector looks. Digests may be taken at the same time, and may be abandoned.
 */
export async function createWasmDigests(): Promise<(name: Parameters<MakeDigest>[0]) => WasmDigest> {
  hashers ??= makeHashers();
  const ready = await hashers;
  return (name) => ready[name].begin();
}

async function makeHashers(): Promise<Readonly<Record<DigestName, SharedHasher>>> {
  const [sha256, sha384, sha512] = await Promise.all([makers.sha256(), makers.sha384(), makers.sha512()]);
  return { sha256: new SharedHasher(sha256), sha384: new SharedHasher(sha384), sha512: new SharedHasher(sha512) };
}

/** One instance that several digests use by turns: whoever comes next puts the state of the one before aside. */
class SharedHasher {
  private readonly hasher: IHasher;
  /** Puts the state of the digest at work aside. */
  private putAside: (() => void) | null = null;

  constructor(hasher: IHasher) {
    this.hasher = hasher;
  }

  begin(): WasmDigest {
    const { hasher } = this;
    let state: Uint8Array | null = null;
    let isAtWork = false;
    const takeTurn = () => {
      if (isAtWork) return;
      this.putAside?.();
      if (state === null) hasher.init();
      else hasher.load(state);
      isAtWork = true;
      this.putAside = () => {
        state = hasher.save();
        isAtWork = false;
      };
    };
    const finish = () => {
      takeTurn();
      return hasher.digest('binary').slice();
    };
    return {
      update: (bytes) => {
        takeTurn();
        hasher.update(bytes);
      },
      digest: () => {
        const result = finish();
        isAtWork = false;
        this.putAside = null;
        return result;
      },
      soFar: () => {
        takeTurn();
        state = hasher.save();
        const result = finish();
        hasher.load(state);
        return result;
      },
    };
  }
}
