import { AppError } from '../../errors.ts';
import {
  byteString,
  dict,
  latin1Bytes,
  name,
  number,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../file/objects.ts';
import type { NewObject } from '../file/serialize.ts';
import { subsetFont } from './font-subset.ts';
import { openTrueType, type TrueType } from './true-type.ts';

/** The style of a face of the family, as its PostScript name says it. */
export type FontStyle = 'Regular' | 'SemiBold' | 'Italic' | 'SemiBoldItalic';

/** A font in which text is measured and encoded while the glyphs it needs are collected, to be embedded at the end. */
export class TextFont {
  readonly font: TrueType;
  private readonly order: number[] = [];
  private readonly characters = new Map<number, number>();

  private readonly style: FontStyle;

  constructor(bytes: Uint8Array, style: FontStyle = 'Regular') {
    this.font = openTrueType(bytes);
    this.style = style;
  }

  /** Whether anything was encoded in it. */
  get isUsed(): boolean {
    return this.order.length > 0;
  }

  /** The characters of a text that the font cannot show, each once. */
  missing(text: string): string[] {
    return [...new Set(text)].filter((sign) => this.font.glyphOf(sign.codePointAt(0)!) === 0);
  }

  /** The text's width in points at a size. Throws AppError 'stamp-text-unsupported'. */
  width(text: string, sizePt: number): number {
    let sum = 0;
    for (const sign of text) sum += this.font.widthOf(this.glyph(sign));
    return (sum * sizePt) / 1000;
  }

  /** The text as the hex string of a Tj operator under Identity-H. */
  encode(text: string): string {
    let out = '';
    for (const sign of text) out += this.cid(sign).toString(16).padStart(4, '0');
    return `<${out}>`;
  }

  /** The text with a question mark for each character that the font lacks, and plain spaces for control characters. */
  readable(text: string): string {
    return Array.from(text.replace(/[\x00-\x1f]+/g, ' '), (sign) =>
      this.font.glyphOf(sign.codePointAt(0)!) === 0 ? '?' : sign,
    ).join('');
  }

  private glyph(sign: string): number {
    const glyph = this.font.glyphOf(sign.codePointAt(0)!);
    if (glyph === 0) throw new AppError('stamp-text-unsupported');
    return glyph;
  }

  private cid(sign: string): number {
    const codePoint = sign.codePointAt(0)!;
    const known = this.characters.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.glyph(sign);
    const place = this.order.indexOf(glyph);
    const cid = place >= 0 ? place + 1 : this.order.push(glyph);
    this.characters.set(codePoint, cid);
    return cid;
  }

  /** Adds the composite font (§9.7) with every glyph encoded so far. */
  embed(into: { add(object: NewObject): PdfRef }): PdfRef {
    return into.add(this.dictionary(into));
  }

  /** The font's dictionary; adds subset program, widths, CIDSet for PDF/A-1, ToUnicode for search and copying. */
  dictionary(into: { add(object: NewObject): PdfRef }): PdfDict {
    const { font } = this;
    const subset = subsetFont(font, this.order);
    const fontName = name(`${tag(subset.bytes)}+FiraSans-${this.style}`);
    const em = (value: number): PdfObject => number(Math.round((value * 1000) / font.unitsPerEm));
    const head = font.table('head');
    const isItalic = this.style.endsWith('Italic');
    const descriptor = dict({
      Type: name('FontDescriptor'),
      FontName: fontName,
      // Symbolic (as there is no encoding of single bytes), and italic (table 121).
      Flags: number(isItalic ? 4 + 64 : 4),
      FontBBox: [36, 38, 40, 42].map((at) => em(head.getInt16(at))),
      ItalicAngle: number(isItalic ? -12 : 0),
      Ascent: em(font.table('hhea').getInt16(4)),
      Descent: em(font.table('hhea').getInt16(6)),
      CapHeight: number(689),
      StemV: number(80),
      FontFile2: into.add({ dict: dict({ Length1: number(subset.bytes.length) }), bytes: subset.bytes }),
      CIDSet: into.add({ dict: dict({}), bytes: allBits(subset.glyphs.length) }),
    });
    const cidFont = dict({
      Type: name('Font'),
      Subtype: name('CIDFontType2'),
      BaseFont: fontName,
      CIDSystemInfo: dict({ Registry: byteString('Adobe'), Ordering: byteString('Identity'), Supplement: number(0) }),
      FontDescriptor: into.add(descriptor),
      CIDToGIDMap: name('Identity'),
      W: [number(0), subset.glyphs.map((glyph) => number(Math.round(font.widthOf(glyph))))],
    });
    return dict({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: fontName,
      Encoding: name('Identity-H'),
      DescendantFonts: [into.add(cidFont)],
      ToUnicode: into.add({ dict: dict({}), bytes: latin1Bytes(this.toUnicode()) }),
    });
  }

  private toUnicode(): string {
    const pairs = [...this.characters].map(([codePoint, cid]) => `<${hex4(cid)}> <${utf16Hex(codePoint)}>`);
    let blocks = '';
    for (let i = 0; i < pairs.length; i += 100) {
      const block = pairs.slice(i, i + 100);
      blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
    }
    return (
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n' +
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
      `1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${blocks}` +
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
    );
  }
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function utf16Hex(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, i) => hex4(text.charCodeAt(i))).join('');
}

function allBits(count: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(count / 8)).fill(255);
  if (count % 8 !== 0) bytes[bytes.length - 1] = (255 << (8 - (count % 8))) & 255;
  return bytes;
}

/** Six capitals that differ between subsets (§9.9.2). */
function tag(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) >>> 0;
  let out = '';
  for (let i = 0; i < 6; i++, sum = Math.floor(sum / 26)) out += String.fromCharCode(65 + (sum % 26));
  return out;
}
