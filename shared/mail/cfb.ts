import { AppError } from '../errors.ts';

/** A storage of a compound file: streams and further storages by name. */
export interface CfbStorage {
  /** Bytes of a stream; undefined when there is none of that name. Throws AppError 'mail-damaged'. */
  readonly stream: (name: string) => Uint8Array | undefined;
  readonly storages: ReadonlyMap<string, CfbStorage>;
}

const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const MINI_BYTES = 64;
/** Numbers from here on are no sectors: end of a chain, free, part of the table (§2.1). */
const LAST_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const kinds = { storage: 1, stream: 2, root: 5 } as const;
const mostDepth = 40;
/** Far more than 300 attachments and thousands of receivers have. */
const mostEntries = 200_000;

/** Does it begin as a compound file ([MS-CFB] §2.2)? */
export function isCfb(bytes: Uint8Array): boolean {
  return bytes.length > HEADER_BYTES && magic.every((byte, at) => bytes[at] === byte);
}

/**
 * Opens a compound file ([MS-CFB]). Every chain and every entry is followed once at most, and all streams together give no more bytes than
 * the file has: a file that is made to loop or to swell ends in AppError 'mail-damaged', one with too many entries in 'mail-too-large'.
 */
export function openCfb(bytes: Uint8Array): CfbStorage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (!isCfb(bytes) || (shift !== 9 && shift !== 12)) throw damaged('head');
  const sectorBytes = 2 ** shift;
  const sectorCount = Math.floor(bytes.length / sectorBytes);
  let fuel = bytes.length;

  const at = (sector: number): number => {
    const offset = (sector + 1) * sectorBytes;
    if (sector >= sectorCount || offset + 4 > bytes.length) throw damaged('sector');
    return offset;
  };
  const numbersIn = (sector: number): number[] =>
    Array.from({ length: sectorBytes / 4 }, (_, index) => {
      const offset = at(sector) + index * 4;
      return offset + 4 <= bytes.length ? view.getUint32(offset, true) : NO_ENTRY;
    });
  const follow = (first: number, next: (sector: number) => number | undefined, most: number): number[] => {
    const chain: number[] = [];
    for (let sector = first; sector < LAST_SECTOR; sector = next(sector) ?? NO_ENTRY) {
      if (chain.length > most) throw damaged('loop');
      chain.push(sector);
    }
    return chain;
  };
  const joined = (sectors: readonly number[]): Uint8Array => {
    fuel -= sectors.length * sectorBytes;
    if (fuel < 0) throw damaged('size');
    const whole = new Uint8Array(sectors.length * sectorBytes);
    sectors.forEach((sector, index) => {
      whole.set(bytes.subarray(at(sector), at(sector) + sectorBytes), index * sectorBytes);
    });
    return whole;
  };

  const fat = readFat();
  const chainOf = (first: number) => follow(first, (sector) => fat[sector], sectorCount);
  const entries = readEntries(joined(chainOf(view.getUint32(48, true))));
  const root = entries[0];
  if (root?.kind !== kinds.root) throw damaged('root');
  const mini = joined(chainOf(root.first));
  let miniFuel = mini.length;
  const miniFatSectors = Math.ceil(((mini.length / MINI_BYTES) * 4) / sectorBytes);
  const miniFat = chainOf(view.getUint32(60, true)).slice(0, miniFatSectors).flatMap(numbersIn);
  const cutoff = view.getUint32(56, true);
  const seen = new Set<number>();
  const known = new Map<Entry, Uint8Array>();
  return storageOf(root, 0);

  function readFat(): number[] {
    const named = Array.from({ length: 109 }, (_, index) => view.getUint32(76 + index * 4, true));
    const more = follow(view.getUint32(68, true), (sector) => numbersIn(sector).at(-1), sectorCount);
    const all = [...named, ...more.flatMap((sector) => numbersIn(sector).slice(0, -1))];
    const sectors = all.filter((sector) => sector < LAST_SECTOR);
    // More than these say nothing about this file.
    return sectors.slice(0, Math.ceil((sectorCount * 4) / sectorBytes)).flatMap(numbersIn);
  }

  function storageOf(storage: Entry, depth: number): CfbStorage {
    if (depth > mostDepth) throw damaged('depth');
    const streams = new Map<string, Entry>();
    const storages = new Map<string, CfbStorage>();
    const open = [storage.child];
    while (open.length > 0) {
      const id = open.pop() ?? NO_ENTRY;
      const entry = entries[id];
      if (!entry) continue;
      if (seen.has(id)) throw damaged('loop');
      seen.add(id);
      open.push(entry.left, entry.right);
      if (entry.kind === kinds.stream) streams.set(entry.name, entry);
      else if (entry.kind === kinds.storage) storages.set(entry.name, storageOf(entry, depth + 1));
    }
    return {
      storages,
      stream: (name) => {
        const entry = streams.get(name);
        return entry && readOnce(entry);
      },
    };
  }

  function readOnce(entry: Entry): Uint8Array {
    const bytes = known.get(entry) ?? streamOf(entry);
    known.set(entry, bytes);
    return bytes;
  }

  function streamOf({ first, sizeBytes }: Entry): Uint8Array {
    if (sizeBytes === 0) return new Uint8Array();
    if (sizeBytes >= cutoff) return cut(joined(chainOf(first)), sizeBytes);
    const sectors = follow(first, (sector) => miniFat[sector], miniFat.length);
    miniFuel -= sectors.length * MINI_BYTES;
    if (miniFuel < 0) throw damaged('size');
    const whole = new Uint8Array(sectors.length * MINI_BYTES);
    sectors.forEach((sector, index) => {
      whole.set(mini.subarray(sector * MINI_BYTES, (sector + 1) * MINI_BYTES), index * MINI_BYTES);
    });
    return cut(whole, sizeBytes);
  }
}

/** An entry of the directory (§2.6.1); ids of entries, sectors as numbers. */
interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly first: number;
  readonly sizeBytes: number;
}

function readEntries(directory: Uint8Array): Entry[] {
  if (directory.length > mostEntries * ENTRY_BYTES) throw new AppError('mail-too-large');
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  return Array.from({ length: Math.floor(directory.length / ENTRY_BYTES) }, (_, index) => {
    const at = index * ENTRY_BYTES;
    const units = Math.min(31, Math.max(0, view.getUint16(at + 64, true) / 2 - 1));
    const letters = Array.from({ length: Math.floor(units) }, (_unit, i) => view.getUint16(at + i * 2, true));
    return {
      name: String.fromCharCode(...letters),
      kind: view.getUint8(at + 66),
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
      first: view.getUint32(at + 116, true),
      // The upper half may hold anything in files of version 3.
      sizeBytes: view.getUint32(at + 120, true),
    };
  });
}

function cut(whole: Uint8Array, sizeBytes: number): Uint8Array {
  if (whole.length < sizeBytes) throw damaged('short');
  return whole.subarray(0, sizeBytes);
}

const damaged = (cause: string) => new AppError('mail-damaged', { cause });
