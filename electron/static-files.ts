import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** The file inside `folder` that a URL path names, or null when the path leads out of the folder or names no file. */
export function fileInside(folder: string, pathname: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').includes('..')) return null;
  const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
  return file.startsWith(folder + path.sep) ? file : null;
}

/** The content type by file name; unknown ones are bytes. */
export function contentType(file: string): string {
  return contentTypes[path.extname(file)] ?? 'application/octet-stream';
}

/** A page as text, or null when there is no such file. */
export async function readPage(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** A file as a stream of bytes with its size, or null when it is no readable file. */
export async function streamFile(file: string): Promise<{ body: ReadableStream; sizeBytes: number } | null> {
  const facts = await stat(file).catch(() => null);
  // Asked before it is opened: opening a named pipe would wait for somebody who writes.
  const handle = facts?.isFile() ? await open(file).catch(() => null) : null;
  if (!facts || !handle) return null;
  return { body: Readable.toWeb(handle.createReadStream()) as ReadableStream, sizeBytes: facts.size };
}
