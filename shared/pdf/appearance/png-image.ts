import { AppError } from '../../errors.ts';
import { inflate } from '../file/inflate.ts';

/** Rows from the top, three bytes a pixel, on white paper. */
export type Pixels = { readonly widthPx: number; readonly heightPx: number; readonly rgb: Uint8Array };

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Larger pictures are no signatures. */
const maxPixels = 4_000_000;
/** Samples per pixel and allowed bit depths by colour type (PNG 3rd edition, table 12). */
const kinds: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};
/** First column and row, and the steps of both, of each pass (PNG §8.2); without interlacing there is one. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const onePass = [[0, 0, 1, 1]] as const;

type Head = { widthPx: number; heightPx: number; depth: number; type: number; samples: number; isInterlaced: boolean };

/** Reads a PNG and lays it on white paper, so that nothing is transparent. Throws AppError 'signature-image-unfit'. */
export function readPng(bytes: Uint8Array): Pixels {
  const parts = readChunks(bytes);
  const head = readHead(parts.get('IHDR')?.[0]);
  const { widthPx, heightPx } = head;
  const passes = (head.isInterlaced ? adam7 : onePass).map(([x, y, dx, dy]) => ({
    ...{ x, y, dx, dy },
    columns: Math.ceil((widthPx - x) / dx),
    rows: Math.ceil((heightPx - y) / dy),
  }));
  const rowBytes = (columns: number): number => Math.ceil((columns * head.samples * head.depth) / 8);
  const wanted = passes.reduce((sum, { columns, rows }) => sum + (columns > 0 ? rows * (1 + rowBytes(columns)) : 0), 0);
  const data = inflate(joined(parts.get('IDAT') ?? []), wanted);
  if (data.length < wanted) throw new AppError('signature-image-unfit');
  const colours = colourReader(head, parts.get('PLTE')?.[0], parts.get('tRNS')?.[0]);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  let at = 0;
  for (const { x, y, dx, dy, columns, rows } of passes) {
    if (columns <= 0) continue;
    const length = rowBytes(columns);
    const step = Math.max(1, (head.samples * head.depth) / 8);
    let above: Uint8Array = new Uint8Array(length);
    for (let row = 0; row < rows; row++, at += 1 + length) {
      const line = data.subarray(at + 1, at + 1 + length);
      unfilter(line, above, data[at]!, step);
      for (let column = 0; column < columns; column++)
        rgb.set(colours(line, column), ((y + row * dy) * widthPx + x + column * dx) * 3);
      above = line;
    }
  }
  return { widthPx, heightPx, rgb };
}

/**
 * Rows of a PNG as they lie packed in it (zlib, PNG filters), which a PDF can show as they are; null where that does not hold: it is
 * transparent, interlaced or has 16 bits a sample. Only of bytes that {@link readPng} has read.
 */
export function packedRows(bytes: Uint8Array): {
  readonly bytes: Uint8Array;
  readonly bits: number;
  readonly channels: 1 | 3;
  readonly palette?: Uint8Array;
} | null {
  const parts = readChunks(bytes);
  const { depth, type, isInterlaced } = readHead(parts.get('IHDR')?.[0]);
  if (isInterlaced || depth === 16 || parts.has('tRNS') || (type !== 0 && type !== 2 && type !== 3)) return null;
  const rows = { bytes: joined(parts.get('IDAT') ?? []), bits: depth, channels: type === 0 ? 1 : 3 } as const;
  if (type !== 3) return rows;
  const colours = parts.get('PLTE')?.[0] ?? new Uint8Array();
  const isWhole = colours.length > 0 && colours.length % 3 === 0 && colours.length <= 3 * 2 ** depth;
  return isWhole ? { ...rows, palette: colours.slice() } : null;
}

function readChunks(bytes: Uint8Array): Map<string, Uint8Array[]> {
  if (signature.some((byte, index) => bytes[index] !== byte)) throw new AppError('signature-image-unfit');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, Uint8Array[]>();
  for (let at = signature.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) throw new AppError('signature-image-unfit');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    parts.set(type, [...(parts.get(type) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return parts;
}

function readHead(chunk: Uint8Array | undefined): Head {
  if (chunk?.length !== 13) throw new AppError('signature-image-unfit');
  const view = new DataView(chunk.buffer, chunk.byteOffset, 13);
  const [widthPx, heightPx, depth, type] = [view.getUint32(0), view.getUint32(4), chunk[8]!, chunk[9]!];
  const kind = kinds[type];
  const isKnown = kind?.depths.includes(depth) && chunk[10] === 0 && chunk[11] === 0 && chunk[12]! <= 1;
  const pixels = widthPx * heightPx;
  if (kind === undefined || !isKnown || pixels === 0 || pixels > maxPixels) throw new AppError('signature-image-unfit');
  return { widthPx, heightPx, depth, type, samples: kind.samples, isInterlaced: chunk[12] === 1 };
}

/** Undoes a row's filter in place (PNG §9). */
function unfilter(line: Uint8Array, above: Uint8Array, filter: number, step: number): void {
  for (let i = 0; i < line.length; i++) {
    const left = i >= step ? line[i - step]! : 0;
    const up = above[i]!;
    const corner = i >= step ? above[i - step]! : 0;
    if (filter === 1) line[i]! += left;
    else if (filter === 2) line[i]! += up;
    else if (filter === 3) line[i]! += (left + up) >> 1;
    else if (filter === 4) line[i]! += paeth(left, up, corner);
    else if (filter !== 0) throw new AppError('signature-image-unfit');
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

type ReadColour = (line: Uint8Array, column: number) => readonly [number, number, number];

/** How a pixel becomes red, green and blue of 8 bits on white paper. */
function colourReader(head: Head, palette: Uint8Array | undefined, clear: Uint8Array | undefined): ReadColour {
  const { depth, type, samples } = head;
  const top = 2 ** depth - 1;
  const sample = (line: Uint8Array, index: number): number => {
    if (depth === 8) return line[index]!;
    if (depth === 16) return (line[index * 2]! << 8) | line[index * 2 + 1]!;
    return (line[(index * depth) >> 3]! >> (8 - depth - ((index * depth) & 7))) & top;
  };
  const onWhite = (value: number, alpha: number): number => Math.round(255 * (1 - alpha) + (value * 255 * alpha) / top);
  if (type === 3) {
    if (palette === undefined) throw new AppError('signature-image-unfit');
    return (line, column) => {
      const index = sample(line, column);
      const alpha = (clear?.[index] ?? 255) / 255;
      const paper = (channel: number): number =>
        Math.round(255 * (1 - alpha) + (palette[index * 3 + channel] ?? 0) * alpha);
      return [paper(0), paper(1), paper(2)];
    };
  }
  const colours = type === 2 || type === 6 ? 3 : 1;
  const clearValue = (channel: number): number =>
    clear === undefined ? -1 : (clear[channel * 2]! << 8) | clear[channel * 2 + 1]!;
  const clearColour = [0, 1, 2].slice(0, colours).map(clearValue);
  return (line, column) => {
    const at = column * samples;
    const values = clearColour.map((_, channel) => sample(line, at + channel));
    const isClear = values.every((value, channel) => value === clearColour[channel]);
    const alpha = samples > colours ? sample(line, at + colours) / top : isClear ? 0 : 1;
    const [red, green = red!, blue = red!] = values.map((value) => onWhite(value, alpha));
    return [red!, green, blue];
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
