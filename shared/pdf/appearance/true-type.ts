import { AppError } from '../../errors.ts';

/** A TrueType font as far as embedding needs it: tables, metrics, and glyphs by character. */
export type TrueType = {
  readonly table: (tag: string) => DataView;
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  /** 0 when the font has no such character. */
  readonly glyphOf: (codePoint: number) => number;
  /** In thousandths of an em, as PDF wants widths. */
  readonly widthOf: (glyph: number) => number;
  /** Start and end of a glyph in `glyf`. */
  readonly glyphRange: (glyph: number) => readonly [number, number];
};

const opened = new WeakMap<Uint8Array, TrueType>();

/** Opens a font (once per byte array). The font is our own asset: damage is AppError 'internal'. */
export function openTrueType(bytes: Uint8Array): TrueType {
  const known = opened.get(bytes);
  if (known !== undefined) return known;
  const font = readTrueType(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  opened.set(bytes, font);
  return font;
}

function readTrueType(file: DataView): TrueType {
  const tables = new Map<string, DataView>();
  for (let i = 0; i < file.getUint16(4); i++) {
    const at = 12 + i * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((k) => file.getUint8(at + k)));
    tables.set(tag, new DataView(file.buffer, file.byteOffset + file.getUint32(at + 8), file.getUint32(at + 12)));
  }
  const table = (tag: string): DataView => {
    const found = tables.get(tag);
    if (found === undefined) throw new AppError('internal', { cause: `font table ${tag} missing` });
    return found;
  };
  const unitsPerEm = table('head').getUint16(18);
  const isLong = table('head').getUint16(50) === 1;
  const loca = table('loca');
  const metrics = table('hmtx');
  const metricCount = table('hhea').getUint16(34);
  const glyphAt = (index: number): number => (isLong ? loca.getUint32(index * 4) : loca.getUint16(index * 2) * 2);
  return {
    table,
    unitsPerEm,
    glyphCount: table('maxp').getUint16(4),
    glyphOf: readCharacterMap(table('cmap')),
    widthOf: (glyph) => (metrics.getUint16(Math.min(glyph, metricCount - 1) * 4) * 1000) / unitsPerEm,
    glyphRange: (glyph) => [glyphAt(glyph), glyphAt(glyph + 1)],
  };
}

/** The Windows Unicode BMP map, format 4 (OpenType cmap). */
function readCharacterMap(cmap: DataView): (codePoint: number) => number {
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const at = cmap.getUint32(4 + i * 8 + 4);
    if (cmap.getUint16(4 + i * 8) !== 3 || cmap.getUint16(at) !== 4) continue;
    const segments = cmap.getUint16(at + 6) / 2;
    const ends = at + 14;
    const starts = ends + segments * 2 + 2;
    const deltas = starts + segments * 2;
    const offsets = deltas + segments * 2;
    return (codePoint) => {
      for (let s = 0; s < segments; s++) {
        if (codePoint > cmap.getUint16(ends + s * 2)) continue;
        const start = cmap.getUint16(starts + s * 2);
        if (codePoint < start) return 0;
        const delta = cmap.getUint16(deltas + s * 2);
        const offset = cmap.getUint16(offsets + s * 2);
        if (offset === 0) return (codePoint + delta) & 0xffff;
        const glyph = cmap.getUint16(offsets + s * 2 + offset + (codePoint - start) * 2);
        return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
      }
      return 0;
    };
  }
  throw new AppError('internal', { cause: 'font without a Unicode cmap' });
}
