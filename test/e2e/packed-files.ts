import { brotliCompressSync } from 'node:zlib';

/** Files as Chromium leaves them, in which a text lies packed only: what a hunt must not overlook. */

/** A table of LevelDB with one block of data, packed by snappy, that holds the text as a value. */
export function makeTable(text: string): Buffer {
  const data = snappy(makeBlock('key', Buffer.from(text)));
  const packed = Buffer.concat([data, Buffer.from([1]), Buffer.alloc(4)]);
  const metaindex = makeBlock('', Buffer.alloc(0));
  const index = makeBlock('key', Buffer.concat([varint(0), varint(data.length)]));
  const parts = [metaindex, index].map((block) => Buffer.concat([block, Buffer.alloc(5)]));
  const footer = Buffer.alloc(48);
  const handles = [
    ...[packed.length, metaindex.length].map(varint),
    ...[packed.length + metaindex.length + 5, index.length].map(varint),
  ];
  Buffer.concat(handles).copy(footer);
  footer.writeBigUInt64LE(0xdb4775248b80fb57n, 40);
  return Buffer.concat([packed, ...parts, footer]);
}

/** One entry of a block: nothing shared with the key before, one restart. */
function makeBlock(key: string, value: Buffer): Buffer {
  const entry =
    value.length === 0 ? [] : [varint(0), varint(key.length), varint(value.length), Buffer.from(key), value];
  const restarts = Buffer.alloc(8);
  restarts.writeUInt32LE(1, 4);
  return Buffer.concat([...entry, restarts]);
}

/** An entry of Chromium's simple cache whose body came packed by brotli; its end record follows. */
export function makeCacheEntry(text: string): Buffer {
  const key = Buffer.from('1/0/https://akten.example/v1/sync/pull');
  const header = Buffer.alloc(24);
  header.writeBigUInt64LE(0xfcfb6d1ba7725c30n, 0);
  header.writeUInt32LE(5, 8);
  header.writeUInt32LE(key.length, 12);
  const end = Buffer.alloc(24);
  end.writeBigUInt64LE(0xf4fa6f45970d41d8n, 0);
  return Buffer.concat([header, key, brotliCompressSync(text), end]);
}

/** Packs by snappy: what stood within the last 64 KiB is copied, so that a text with repetitions stands nowhere as it is. */
export function snappy(plain: Buffer): Buffer {
  const parts = [varint(plain.length)];
  const seen = new Map<string, number>();
  let from = 0;
  const literal = (to: number) => {
    for (; from < to; from += 60) {
      const run = plain.subarray(from, Math.min(to, from + 60));
      parts.push(Buffer.from([(run.length - 1) << 2]), run);
    }
    from = to;
  };
  for (let at = 0; at + 4 <= plain.length; ) {
    const key = plain.toString('latin1', at, at + 4);
    const before = seen.get(key);
    seen.set(key, at);
    if (before === undefined || at - before > 65_535) {
      at += 1;
      continue;
    }
    let count = 4;
    while (count < 64 && at + count < plain.length && plain[before + count] === plain[at + count]) count += 1;
    literal(at);
    const copy = Buffer.from([((count - 1) << 2) | 2, 0, 0]);
    copy.writeUInt16LE(at - before, 1);
    parts.push(copy);
    at += count;
    from = at;
  }
  literal(plain.length);
  return Buffer.concat(parts);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}
