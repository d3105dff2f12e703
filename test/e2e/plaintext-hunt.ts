import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { makeFinder, type Pattern } from './find-patterns.ts';
import { unpackAnywhere, unpackFile } from './unpack.ts';

/** One place where a canary can be read. `offset` counts bytes in the file; -1 = it stands in the file's name. */
export interface PlaintextHit {
  readonly canary: string;
  readonly encoding: string;
  readonly file: string;
  readonly offset: number;
}

/** What a hunt saw; `bytes` is the sum over all files read. */
export interface PlaintextHunt {
  readonly files: number;
  readonly bytes: number;
  readonly hits: readonly PlaintextHit[];
}

const chunkBytes = 4 * 1024 * 1024;
/** Files up to here are also read as a whole: a table of LevelDB or an answer in the cache is never longer. */
const maxWholeBytes = 64 * 1024 * 1024;

/**
 * Searches every regular file below `folders` (symbolic links are not followed) for `canaries` as they may lie on a disk:
 * UTF-8, Latin-1 (V8 stores one-byte strings so), UTF-16 in both byte orders, base64 at each of its three alignments, hexadecimal
 * and percent-encoded; all of it also inside what zlib, gzip, deflate, brotli or snappy packed (unpack.ts). Reports the first hit
 * per file, canary and encoding. Reads in chunks, so file size does not matter.
 */
export async function huntPlaintext(folders: readonly string[], canaries: readonly string[]): Promise<PlaintextHunt> {
  const patterns = canaries.flatMap(canaryPatterns);
  const find = makeFinder(patterns);
  const overlap = Math.max(...patterns.map((pattern) => pattern.bytes.length)) - 1;
  const hits: PlaintextHit[] = [];
  let files = 0;
  let bytes = 0;
  for (const folder of folders) {
    for await (const { file, isRegular } of walk(folder)) {
      hits.push(...huntName(path.relative(folder, file), file, patterns));
      if (!isRegular) continue;
      files += 1;
      bytes += await huntFile(file, { find, overlap }, hits);
    }
  }
  return { files, bytes, hits };
}

/** Every form in which `canary` would betray itself; forms with the same bytes appear once. */
export function canaryPatterns(canary: string): Pattern[] {
  const utf8 = Buffer.from(canary, 'utf8');
  const utf16 = Buffer.from(canary, 'utf16le');
  const percent = encodeURIComponent(canary);
  const forms: [string, Buffer][] = [
    ['utf-8', utf8],
    ['latin-1', Buffer.from(canary, 'latin1')],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['percent', Buffer.from(percent)],
    ['percent lower', Buffer.from(percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))],
    ...hexForms('hex', utf8),
    ...hexForms('hex utf-16le', utf16),
    ...[0, 1, 2].flatMap((shift) => base64Forms(utf8, shift)),
  ];
  const seen = new Set<string>();
  return forms
    .filter(([, bytes]) => !seen.has(bytes.toString('latin1')) && seen.add(bytes.toString('latin1')))
    .map(([encoding, bytes]) => ({ canary, encoding, bytes }));
}

function hexForms(name: string, bytes: Buffer): [string, Buffer][] {
  const hex = bytes.toString('hex');
  return [
    [name, Buffer.from(hex)],
    [`${name} upper`, Buffer.from(hex.toUpperCase())],
  ];
}

// The characters at both ends also depend on the neighbours in the encoded text: only the inner ones are certain.
function base64Forms(bytes: Buffer, shift: number): [string, Buffer][] {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const from = Math.ceil((shift * 8) / 6);
  const to = Math.floor(((shift + bytes.length) * 8) / 6);
  const inner = text.slice(from, to);
  const url = inner.replaceAll('+', '-').replaceAll('/', '_');
  return [
    [`base64 at ${shift}`, Buffer.from(inner)],
    [`base64url at ${shift}`, Buffer.from(url)],
  ];
}

async function huntFile(
  file: string,
  { find, overlap }: { readonly find: ReturnType<typeof makeFinder>; readonly overlap: number },
  hits: PlaintextHit[],
): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes + overlap);
  const seen = new Set<string>();
  const report = ({ canary, encoding }: Pattern, offset: number, packing = '') => {
    const name = `${canary}|${packing}${encoding}`;
    if (!seen.has(name)) hits.push({ canary, encoding: `${packing}${encoding}`, file, offset });
    seen.add(name);
  };
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (isGone(error)) return 0;
    throw error;
  }
  try {
    let kept = 0;
    let position = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, chunkBytes, position);
      if (bytesRead === 0) break;
      const window = buffer.subarray(0, kept + bytesRead);
      const start = position - kept;
      for (const [pattern, at] of find(window)) report(pattern, start + at);
      for (const { packing, at, plain } of unpackAnywhere(window))
        for (const pattern of find(plain).keys()) report(pattern, start + at, packing);
      position += bytesRead;
      kept = Math.min(overlap, window.length);
      buffer.copy(buffer, 0, window.length - kept, window.length);
    }
    if (position <= maxWholeBytes) {
      const { buffer: whole } = await handle.read(Buffer.alloc(position), 0, position, 0);
      for (const { packing, at, plain } of unpackFile(whole))
        for (const pattern of find(plain).keys()) report(pattern, at, packing);
    }
    return position;
  } finally {
    await handle.close();
  }
}

function huntName(name: string, file: string, patterns: readonly Pattern[]): PlaintextHit[] {
  const bytes = Buffer.from(name, 'utf8');
  return patterns
    .filter((pattern) => bytes.includes(pattern.bytes))
    .map(({ canary, encoding }) => ({ canary, encoding, file, offset: -1 }));
}

async function* walk(folder: string): AsyncGenerator<{ file: string; isRegular: boolean }> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (isGone(error)) return;
    throw error;
  }
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    const status = await lstat(file).catch(() => null);
    if (!status) continue;
    yield { file, isRegular: status.isFile() };
    if (status.isDirectory()) yield* walk(file);
  }
}

// A running browser deletes files while we read; what is gone cannot betray anything.
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
