import { execFileSync } from 'node:child_process';
import { inspectPdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import {
  isArray,
  isDict,
  isType,
  nameOf,
  type PdfDict,
  type PdfObject,
  textOf,
} from '../../shared/pdf/file/objects.ts';
import { pages } from '../../shared/pdf/file/page-tree.ts';
import { PdfFile } from '../../shared/pdf/file/pdf-file.ts';
import { hex } from '../../shared/pdf/file/serialize.ts';
import { runTool } from './tool.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Described = { readonly value?: Json; readonly stream?: { readonly dict: Json; readonly data?: string } };
type QpdfReport = {
  readonly pages: readonly { readonly object: string }[];
  readonly qpdf: readonly [unknown, Readonly<Record<string, Described>>];
};

// What qpdf itself changes when it hands out a stream unpacked.
const streamKeys = new Set(['/Length', '/Filter', '/DecodeParms', '/DL', '/F']);

/** A genuine file and what opens it. */
export type ReadableFile = { readonly name: string; readonly bytes: Uint8Array; readonly password?: string };

/** How our reading of a file on disk differs from qpdf's: objects, unpacked streams, trailer and list of pages. */
export function differencesFromQpdf(at: string, { bytes, password }: ReadableFile): string[] {
  const words = ['--json=2', '--json-key=qpdf', '--json-key=pages', '--json-stream-data=inline'];
  const report = JSON.parse(
    execFileSync('qpdf', [...words, '--warning-exit-0', `--password=${password ?? ''}`, at], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as QpdfReport;
  const file = new PdfFile(bytesSource(bytes), password);
  const differences: string[] = [];
  const theirPages = report.pages.map(({ object }) => object).join(', ');
  const ourPages = [...pages(file)].map(({ ref }) => `${ref.num} ${ref.gen} R`).join(', ');
  if (theirPages !== ourPages) differences.push(`pages: ${ourPages} instead of ${theirPages}`);
  const objects = report.qpdf[1];
  for (const [name, described] of Object.entries(objects)) {
    if (name === 'trailer')
      compare(file, 'trailer', pick(file.xref.trailer), pickJson(described.value ?? null), differences);
    else compareObject(file, name, described, differences);
  }
  for (const [num, entry] of file.xref.entries) {
    const gen = entry.kind === 'offset' ? entry.gen : 0;
    if (entry.kind === 'free' || `obj:${num} ${gen} R` in objects) continue;
    const object = file.get({ type: 'ref', num, gen });
    const isStructure = isType(object, 'stream') && ['XRef', 'ObjStm'].includes(nameOf(object.dict.get('Type')) ?? '');
    if (object !== null && !isStructure) differences.push(`object ${num} ${gen} is ours alone`);
  }
  return differences;
}

const trailerKeys = ['Root', 'Info'];

function pick(trailer: PdfDict): PdfDict {
  return new Map([...trailer].filter(([key]) => trailerKeys.includes(key)));
}

function pickJson(trailer: Json): Json {
  const kept = Object.entries(trailer as { readonly [key: string]: Json });
  return Object.fromEntries(kept.filter(([key]) => trailerKeys.includes(key.slice(1))));
}

function compareObject(file: PdfFile, name: string, { value, stream }: Described, differences: string[]): void {
  const [num = 0, gen = 0] = name.slice(4).split(' ').map(Number);
  const ours = file.get({ type: 'ref', num, gen });
  if (stream === undefined) {
    compare(file, name, ours, value ?? null, differences);
    return;
  }
  const theirs = Object.entries(stream.dict as { readonly [key: string]: Json });
  // It also numbers cross-reference streams that no section lists.
  if (theirs.some(([key, value]) => key === '/Type' && (value === '/XRef' || value === '/ObjStm'))) return;
  if (!isType(ours, 'stream')) {
    differences.push(`${name}: no stream`);
    return;
  }
  const isUnpacked = !theirs.some(([key]) => key === '/Filter');
  const rest = new Map([...ours.dict].filter(([key]) => !streamKeys.has(`/${key}`)));
  compare(file, name, rest, Object.fromEntries(theirs.filter(([key]) => !streamKeys.has(key))), differences);
  if (!isUnpacked || stream.data === undefined) return;
  const data = unpacked(file, ours);
  if (data === null) return;
  const their = Buffer.from(stream.data, 'base64');
  if (!their.equals(data)) differences.push(`${name}: ${data.length} bytes unpacked instead of ${their.length}`);
}

/** Null for filters that only viewers need. */
function unpacked(file: PdfFile, stream: Extract<PdfObject, { readonly type: 'stream' }>): Buffer | null {
  try {
    return Buffer.from(file.streamBytes(stream));
  } catch {
    return null;
  }
}

function compare(file: PdfFile, where: string, ours: PdfObject, theirs: Json, differences: string[]): void {
  if (isDict(ours)) {
    const their = new Map(Object.entries((theirs ?? {}) as { readonly [key: string]: Json }));
    const keys = [...ours].filter(([, value]) => value !== null).map(([key]) => `/${key}`);
    const all = new Set([...keys, ...their.keys()]);
    for (const key of all) {
      // qpdf leaves out what refers to nothing.
      if (!their.has(key) && file.resolve(ours.get(key.slice(1))) === null) continue;
      if (!their.has(key)) differences.push(`${where}${key}: ours alone`);
      else compare(file, where + key, ours.get(key.slice(1)) ?? null, their.get(key)!, differences);
    }
  } else if (isArray(ours)) {
    const their = (Array.isArray(theirs) ? theirs : []) as readonly Json[];
    if (their.length !== ours.length) differences.push(`${where}: ${ours.length} items instead of ${their.length}`);
    else for (const [i, item] of ours.entries()) compare(file, `${where}[${i}]`, item, their[i]!, differences);
  } else if (!isSame(ours, theirs)) {
    differences.push(`${where}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`);
  }
}

function isSame(ours: PdfObject, theirs: Json): boolean {
  if (ours === null || typeof ours === 'boolean') return ours === theirs;
  if (isType(ours, 'number')) return typeof theirs === 'number' && Math.abs(ours.value - theirs) < 1e-6;
  if (isType(ours, 'ref')) return theirs === `${ours.num} ${ours.gen} R` || theirs === null;
  if (isType(ours, 'name')) return theirs === `/${ours.value}` || theirs === `n:/${ours.value}` || isOdd(ours.value);
  if (!isType(ours, 'string') || typeof theirs !== 'string') return false;
  return theirs.startsWith('b:')
    ? theirs === `b:${hex(ours.bytes)}`
    : `u:${textOf(ours)}` === theirs || isOdd(textOf(ours)!);
}

/** Characters outside ASCII: the two write them down differently. */
function isOdd(text: string): boolean {
  return /[^ -~]/.test(text);
}

/** How our boxes and turns of the pages differ from mutool's. */
export function differencesFromMutool(at: string, { bytes, password }: ReadableFile): string[] {
  const { text } = runTool('mutool', ['pages', ...(password ? ['-p', password] : []), at]);
  const theirs = [...text.matchAll(/<page pagenum="\d+">([\s\S]*?)<\/page>/g)].map(([, page = '']) => page);
  const file = new PdfFile(bytesSource(bytes), password);
  const ours = [...pages(file)];
  if (theirs.length !== ours.length) return [`${ours.length} pages instead of ${theirs.length}`];
  return ours.flatMap(({ inherited }, index) => {
    const their = theirs[index]!;
    return ['MediaBox', 'CropBox', 'Rotate'].flatMap((key) => {
      const said = new RegExp(`<${key} ([^>]*)/>`).exec(their)?.[1];
      const numbers = [...(said ?? '').matchAll(/"([-\d.e]+)"/g)].map(([, value]) => Number(value));
      const own = numbersOf(file, inherited.get(key));
      if (said === undefined || own.length === 0) return [];
      const isEqual = own.length === numbers.length && own.every((value, i) => Math.abs(value - numbers[i]!) < 0.01);
      return isEqual ? [] : [`page ${index + 1} /${key}: ${own} instead of ${numbers}`];
    });
  });
}

/** A number, or a box with its lower left corner first. */
function numbersOf(file: PdfFile, object: PdfObject | undefined): number[] {
  const value = file.resolve(object);
  const items = isArray(value) ? value : [value];
  const numbers = items.flatMap((item) => {
    const one = file.resolve(item);
    return isType(one, 'number') ? [one.value] : [];
  });
  if (numbers.length !== 4) return numbers;
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** How number, size and turn of our pages differ from what pdf.js shows. */
export async function differencesFromPdfJs({ bytes, password }: ReadableFile): Promise<string[]> {
  // Node 20 has not got it yet; Electron has.
  (Promise as { withResolvers?: unknown }).withResolvers ??= withResolvers;
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    ...(password ? { password } : {}),
  });
  try {
    const document = await task.promise;
    const ours = inspectPdf(bytesSource(bytes), password).pages;
    if (ours.length !== document.numPages) return [`${ours.length} pages instead of ${document.numPages}`];
    const differences: string[] = [];
    for (const [index, { widthPt, heightPt, rotation }] of ours.entries()) {
      const page = await document.getPage(index + 1);
      const { width, height } = page.getViewport({ scale: 1 });
      const isSameSize = Math.abs(width - widthPt) < 0.1 && Math.abs(height - heightPt) < 0.1;
      if (isSameSize && page.rotate === rotation) continue;
      differences.push(
        `page ${index + 1}: ${widthPt} x ${heightPt}, ${rotation}° instead of ${width} x ${height}, ${page.rotate}°`,
      );
    }
    return differences;
  } finally {
    await task.destroy();
  }
}

function withResolvers(): { promise: Promise<unknown>; resolve: unknown; reject: unknown } {
  const parts = { resolve: null as unknown, reject: null as unknown };
  const promise = new Promise<unknown>((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return { ...parts, promise };
}
