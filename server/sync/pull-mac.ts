import { createHash } from 'node:crypto';
import { PULL_MAC_BLOCK_BYTES } from '../../shared/sync-protocol.ts';

/** The `mac` of a pull while its lines are sent (docs/spec/sync.md S5). */
export function createPullMac() {
  const whole = createHash('sha256');
  let block = createHash('sha256');
  let filled = 0;
  const closeBlock = () => {
    whole.update(block.digest());
    block = createHash('sha256');
    filled = 0;
  };
  return {
    update(lines: Uint8Array): void {
      let rest = lines;
      while (rest.length > 0) {
        const part = rest.subarray(0, PULL_MAC_BLOCK_BYTES - filled);
        block.update(part);
        filled += part.length;
        rest = rest.subarray(part.length);
        if (filled === PULL_MAC_BLOCK_BYTES) closeBlock();
      }
    },
    /** Lower-case hexadecimal; nothing may follow. */
    hex(): string {
      if (filled > 0) closeBlock();
      return whole.digest('hex');
    },
  };
}
