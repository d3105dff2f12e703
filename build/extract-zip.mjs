import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = Buffer.from([0x50, 0x4b, 5, 6]);
const endOfDirectoryMaxBytes = 65_557;

/**
 * Unpacks a zip archive whose checksum was verified before. `place` maps an entry's name to its place below `folder`,
 * or to null to leave it out. Throws when an entry would leave the folder. (APPNOTE.TXT 4.3, without zip64.)
 */
export function extractZip(zipFile, folder, place) {
  const file = openSync(zipFile, 'r');
  try {
    const read = (position, length) => {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, position);
      return bytes;
    };
    for (const entry of readDirectory(read, fstatSync(file).size)) {
      const name = place(entry.name);
      if (!name || name.endsWith('/')) continue;
      const target = path.join(folder, name);
      if (!target.startsWith(folder + path.sep)) throw new Error(`Entry leaves the folder: ${name}`);
      const local = read(entry.offset, 30);
      const dataAt = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const packed = read(dataAt, entry.packedBytes);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, entry.method === 8 ? inflateRawSync(packed) : packed, { mode: entry.mode || 0o644 });
    }
  } finally {
    closeSync(file);
  }
}

function* readDirectory(read, size) {
  const tailBytes = Math.min(size, endOfDirectoryMaxBytes);
  const tail = read(size - tailBytes, tailBytes);
  const end = tail.lastIndexOf(endOfDirectory);
  if (end < 0) throw new Error('Not a zip archive');
  const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  for (let at = 0; at < directory.length; ) {
    const nameBytes = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}
