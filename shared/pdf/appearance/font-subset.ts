import type { TrueType } from './true-type.ts';

// Composite glyph flags (OpenType glyf).
const wordArguments = 1;
const hasScale = 8;
const moreComponents = 0x20;
const hasXyScale = 0x40;
const hasTwoByTwo = 0x80;
const hasInstructions = 0x100;

/** A subset: the font file, and the old glyph number behind each new one. */
export type FontSubset = { readonly bytes: Uint8Array; readonly glyphs: readonly number[] };

/**
 * A TrueType file with only these glyphs (and what they are composed of), renumbered in the order given, glyph 0 first.
 * Hinting is dropped: printers and screens of today smooth, and the file stays small.
 */
export function subsetFont(font: TrueType, wanted: readonly number[]): FontSubset {
  const glyphs = [0, ...wanted.filter((glyph) => glyph !== 0)];
  const newNumber = new Map(glyphs.map((glyph, index) => [glyph, index]));
  const outlines: Uint8Array[] = [];
  // The list grows while it is walked: components are appended behind the wanted glyphs.
  for (let i = 0; i < glyphs.length; i++) {
    outlines.push(
      outlineOf(font, glyphs[i]!, (component) => {
        const known = newNumber.get(component);
        if (known !== undefined) return known;
        newNumber.set(component, glyphs.length);
        return glyphs.push(component) - 1;
      }),
    );
  }
  const tables: readonly (readonly [string, Uint8Array])[] = [
    ['glyf', concat(outlines, 4)],
    ['head', patched(font.table('head'), (view) => view.setUint16(50, 1))],
    ['hhea', patched(font.table('hhea'), (view) => view.setUint16(34, glyphs.length))],
    ['hmtx', metricsOf(font, glyphs)],
    ['loca', locationsOf(outlines)],
    ['maxp', patched(font.table('maxp'), (view) => view.setUint16(4, glyphs.length))],
  ];
  return { bytes: fontFile(tables), glyphs };
}

function outlineOf(font: TrueType, glyph: number, renumber: (component: number) => number): Uint8Array {
  const [start, end] = font.glyphRange(glyph);
  const table = font.table('glyf');
  if (end <= start) return new Uint8Array(0);
  const outline = new Uint8Array(table.buffer, table.byteOffset + start, end - start);
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  const contours = view.getInt16(0);
  return contours >= 0 ? withoutInstructions(outline, view, contours) : composite(outline, renumber);
}

function withoutInstructions(outline: Uint8Array, view: DataView, contours: number): Uint8Array {
  const at = 10 + contours * 2;
  const count = view.getUint16(at);
  return concat([outline.subarray(0, at), new Uint8Array(2), outline.subarray(at + 2 + count)]);
}

function composite(outline: Uint8Array, renumber: (component: number) => number): Uint8Array {
  const copy = outline.slice();
  const view = new DataView(copy.buffer);
  let at = 10;
  for (let flags = moreComponents; flags & moreComponents; ) {
    flags = view.getUint16(at);
    view.setUint16(at, flags & ~hasInstructions);
    view.setUint16(at + 2, renumber(view.getUint16(at + 2)));
    at += 4 + (flags & wordArguments ? 4 : 2);
    at += flags & hasTwoByTwo ? 8 : flags & hasXyScale ? 4 : flags & hasScale ? 2 : 0;
  }
  return copy.subarray(0, at);
}

function metricsOf(font: TrueType, glyphs: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(glyphs.length * 4);
  const view = new DataView(bytes.buffer);
  const metrics = font.table('hmtx');
  const count = font.table('hhea').getUint16(34);
  glyphs.forEach((glyph, index) => {
    view.setUint16(index * 4, metrics.getUint16(Math.min(glyph, count - 1) * 4));
    const bearing = glyph < count ? glyph * 4 + 2 : count * 4 + (glyph - count) * 2;
    view.setInt16(index * 4 + 2, metrics.getInt16(bearing));
  });
  return bytes;
}

function locationsOf(outlines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array((outlines.length + 1) * 4);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  outlines.forEach((outline, index) => {
    offset += (outline.length + 3) & ~3;
    view.setUint32((index + 1) * 4, offset);
  });
  return bytes;
}

function patched(table: DataView, change: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(table.buffer, table.byteOffset, table.byteLength).slice();
  change(new DataView(bytes.buffer));
  return bytes;
}

/** Joins parts, each padded with zeros to a multiple of `align` bytes. */
function concat(parts: readonly Uint8Array[], align = 1): Uint8Array {
  const padded = (part: Uint8Array): number => Math.ceil(part.length / align) * align;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + padded(part), 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += padded(part);
  }
  return all;
}

function fontFile(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const headBytes = 12 + tables.length * 16;
  const bodies = tables.map(([, body]) => body);
  const total = headBytes + bodies.reduce((sum, body) => sum + ((body.length + 3) & ~3), 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const power = 31 - Math.clz32(tables.length);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 << power);
  view.setUint16(8, power);
  view.setUint16(10, (tables.length - (1 << power)) * 16);
  let offset = headBytes;
  tables.forEach(([tag, body], index) => {
    const at = 12 + index * 16;
    for (let k = 0; k < 4; k++) view.setUint8(at + k, tag.charCodeAt(k));
    bytes.set(body, offset);
    view.setUint32(at + 4, checksum(view, offset, (body.length + 3) & ~3));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, body.length);
    offset += (body.length + 3) & ~3;
  });
  return bytes;
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
