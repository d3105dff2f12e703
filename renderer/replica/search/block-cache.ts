/** Of so many blocks that leave the recent ones, one takes the place of the one that was not used for longest. */
const ONE_OF = 8;

/** Bytes of blocks that stay, and of those used last. */
interface CacheRoom {
  readonly stayingBytes: number;
  readonly recentBytes: number;
}

type Block = Uint8Array<ArrayBuffer>;

/**
 * Opened blocks by their rows. A search for a part of compounds reads nearly all blocks, more than there is room for: if those used
 * last stayed, none of them would still be here when the next such search comes to it. So most of them stay, and change slowly.
 */
export class BlockCache {
  readonly #staying = new Shelf();
  readonly #recent = new Shelf();
  readonly #room: CacheRoom;
  #leaving = 0;

  constructor(room: CacheRoom) {
    this.#room = room;
  }

  has(row: number): boolean {
    return this.#staying.blocks.has(row) || this.#recent.blocks.has(row);
  }

  get(row: number): Block | undefined {
    return this.#staying.use(row) ?? this.#recent.use(row);
  }

  add(row: number, block: Block): void {
    if (this.has(row)) return;
    const { stayingBytes, recentBytes } = this.#room;
    this.#recent.put(row, block);
    while (this.#recent.bytes > recentBytes) {
      const [oldest, bytes] = this.#recent.takeOldest();
      if (this.#staying.bytes + bytes.length <= stayingBytes || this.#leaving++ % ONE_OF === 0) {
        this.#staying.put(oldest, bytes);
      }
    }
    while (this.#staying.bytes > stayingBytes) this.#staying.takeOldest();
  }

  delete(row: number): void {
    this.#staying.delete(row);
    this.#recent.delete(row);
  }
}

/** Blocks, the one used longest ago first. */
class Shelf {
  readonly blocks = new Map<number, Block>();
  bytes = 0;

  use(row: number): Block | undefined {
    const block = this.blocks.get(row);
    if (!block) return undefined;
    this.blocks.delete(row);
    this.blocks.set(row, block);
    return block;
  }

  put(row: number, block: Block): void {
    this.blocks.set(row, block);
    this.bytes += block.length;
  }

  takeOldest(): readonly [number, Block] {
    const [oldest] = this.blocks;
    if (!oldest) throw new Error('nothing to take');
    this.delete(oldest[0]);
    return oldest;
  }

  delete(row: number): void {
    this.bytes -= this.blocks.get(row)?.length ?? 0;
    this.blocks.delete(row);
  }
}
