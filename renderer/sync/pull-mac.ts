import { PULL_MAC_BLOCK_BYTES } from '../../shared/sync-protocol.ts';

/** The `mac` of a pull as it arrives (docs/spec/sync.md S5); the browser hashes whole blocks beside this thread. */
export function createPullMac() {
  const digests: Promise<ArrayBuffer>[] = [];
  let block = new Uint8Array(PULL_MAC_BLOCK_BYTES);
  let filled = 0;
  const closeBlock = () => {
    digests.push(crypto.subtle.digest('SHA-256', block.subarray(0, filled)));
    block = new Uint8Array(PULL_MAC_BLOCK_BYTES);
    filled = 0;
  };
  return {
    update(bytes: Uint8Array): void {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + PULL_MAC_BLOCK_BYTES - filled);
        block.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === PULL_MAC_BLOCK_BYTES) closeBlock();
      }
    },
    /** Lower-case hexadecimal; nothing may follow. */
    async hex(): Promise<string> {
      if (filled > 0) closeBlock();
      const whole = await new Blob(await Promise.all(digests)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
