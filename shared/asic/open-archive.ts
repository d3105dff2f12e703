import { configure, type FileEntry, Reader, Writer, ZipReader } from '@zip.js/zip.js';
import { AppError } from '../errors.ts';
import type { ByteSource, Digest, DigestName, MakeDigest } from '../pdf/file/byte-source.ts';
import { utf8Text } from '../xml/utf8-text.ts';

// In the worker that validates there is nobody to wait for it, and no address that more workers could be loaded from.
configure({ useWebWorkers: false });

const mostEntries = 10_000;
const mostBytes = 2 * 1024 ** 3;
const mostRatio = 200;
/** Below this a high ratio is harmless: a megabyte of zeros fits into a kilobyte. */
const ratioFromBytes = 1024 ** 2;
const mostSmallBytes = 16 * 1024 ** 2;

/** An archive that kept the rules of {@link openArchive}; names are those of its files, folders left out. */
export type Archive = {
  /** What the entry `mimetype` says, when it is the first and stored (ETSI EN 319 162-1 annex A, ODF 1.3 part 2 §3.3). */
  readonly mimetype: string | null;
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
  /** A whole small file. Throws AppError 'container-unsafe' above 16 MiB, 'container-damaged'. */
  read(name: string): Promise<Uint8Array>;
  /** A whole file of any size that the container may have. Throws AppError 'container-damaged'. */
  take(name: string): Promise<Uint8Array>;
  /** Digests of a file of any size, read once. Throws AppError 'container-damaged'. */
  digest(
    name: string,
    hashes: readonly DigestName[],
    makeDigest: MakeDigest,
  ): Promise<ReadonlyMap<DigestName, Uint8Array>>;
};

/**
 * Opens a ZIP archive: at most 10,000 entries, 2 GiB, each inflated at most 200-fold; no encryption, no links, no name twice
 * and none that leads outside. `strict`: what other programs could read differently is refused too; `balanced`: what word
 * processors really write is taken. Throws AppError 'container-damaged', 'container-unsafe'.
 */
export async function openArchive(source: ByteSource, strictness: 'strict' | 'balanced'): Promise<Archive> {
  const zip = new ZipReader(new SourceReader(source), { strictness, checkOverlappingEntry: true });
  const entries = new Map<string, FileEntry>();
  let [count, total] = [0, 0];
  let first: FileEntry | null = null;
  await orDamaged(async () => {
    for await (const entry of zip.getEntriesGenerator()) {
      count += 1;
      total += entry.uncompressedSize;
      if (count > mostEntries || total > mostBytes || isUnsafe(entry)) throw new AppError('container-unsafe');
      if (entry.directory) continue;
      if (entries.has(entry.filename)) throw new AppError('container-unsafe');
      if (entry.offset === 0) first = entry;
      entries.set(entry.filename, entry);
    }
  });
  const read = (name: string): Promise<Uint8Array> => readSmall(found(entries, name));
  return {
    mimetype: await mimetypeOf(first),
    files: [...entries].map(([name, { uncompressedSize }]) => ({ name, sizeBytes: uncompressedSize })),
    read,
    take: (name) => readWhole(found(entries, name)),
    digest: async (name, hashes, makeDigest) => {
      const digests = new Map(hashes.map((hash) => [hash, makeDigest(hash)]));
      await pour(found(entries, name), (bytes) => {
        for (const digest of digests.values()) digest.update(bytes);
      });
      return new Map([...digests].map(([hash, digest]: [DigestName, Digest]) => [hash, digest.digest()]));
    },
  };
}

async function mimetypeOf(first: FileEntry | null): Promise<string | null> {
  if (first?.filename !== 'mimetype' || first.compressionMethod !== 0 || first.uncompressedSize > 256) return null;
  return (utf8Text(await readSmall(first)) ?? '').trim();
}

function isUnsafe(entry: {
  readonly filename: string;
  readonly encrypted: boolean;
  readonly symlink: boolean;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
}): boolean {
  const { filename, encrypted, symlink, compressedSize, uncompressedSize } = entry;
  const leadsOutside = /^[/\\]|^[A-Za-z]:|\\|(^|\/)\.\.(\/|$)|[\x00-\x1f]/.test(filename);
  const isBomb = uncompressedSize > ratioFromBytes && uncompressedSize > mostRatio * compressedSize;
  return encrypted || symlink || leadsOutside || isBomb || filename === '' || filename.length > 1024;
}

function found(entries: ReadonlyMap<string, FileEntry>, name: string): FileEntry {
  const entry = entries.get(name);
  if (entry === undefined) throw new AppError('container-damaged', { cause: 'no such file' });
  return entry;
}

async function readSmall(entry: FileEntry): Promise<Uint8Array> {
  if (entry.uncompressedSize > mostSmallBytes) throw new AppError('container-unsafe');
  return readWhole(entry);
}

async function readWhole(entry: FileEntry): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  await pour(entry, (piece) => {
    bytes.set(piece, at);
    at += piece.length;
  });
  return bytes;
}

/** Inflates an entry piece by piece; more than the directory says is refused before it is used. */
async function pour(entry: FileEntry, take: (bytes: Uint8Array) => void): Promise<void> {
  const writer = new TakingWriter(entry.uncompressedSize, take);
  await orDamaged(() => entry.getData(writer, { checkSignature: true }));
  if (writer.left !== 0) throw new AppError('container-damaged');
}

async function orDamaged(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('container-damaged', { cause: error });
  }
}

/** A random-access reader over a source. */
class SourceReader extends Reader<ByteSource> {
  private readonly source: ByteSource;

  constructor(source: ByteSource) {
    super(source);
    this.source = source;
    this.size = source.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.source.read(index, Math.max(0, Math.min(length, this.source.size - index)));
  }
}

class TakingWriter extends Writer<void> {
  left: number;
  private readonly take: (bytes: Uint8Array) => void;

  constructor(sizeBytes: number, take: (bytes: Uint8Array) => void) {
    super();
    this.left = sizeBytes;
    this.take = take;
  }

  override async writeUint8Array(bytes: Uint8Array): Promise<void> {
    this.left -= bytes.length;
    if (this.left < 0) throw new AppError('container-unsafe');
    this.take(bytes);
  }

  override async getData(): Promise<void> {}
}
