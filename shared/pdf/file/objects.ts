/** The objects of a PDF (ISO 32000-2 §7.3). Arrays, dictionaries, booleans and null are the native ones. */
export type PdfObject =
  | null
  | boolean
  | PdfNumber
  | PdfName
  | PdfString
  | PdfRef
  | PdfStream
  | readonly PdfObject[]
  | PdfDict;

/** A dictionary; keys are decoded names without the slash. */
export type PdfDict = ReadonlyMap<string, PdfObject>;

/** A number with its spelling, so that copying a dictionary does not round its neighbours. */
export type PdfNumber = { readonly type: 'number'; readonly value: number; readonly raw: string };

/** A name, decoded (#xx resolved), without the slash, one character per byte. */
export type PdfName = { readonly type: 'name'; readonly value: string };

/** A string's bytes, without its spelling. */
export type PdfString = { readonly type: 'string'; readonly bytes: Uint8Array };

/** A reference to an indirect object. */
export type PdfRef = { readonly type: 'ref'; readonly num: number; readonly gen: number };

/** A stream: its dictionary, where its data begins in the source, and whose number and generation it has. */
export type PdfStream = {
  readonly type: 'stream';
  readonly dict: PdfDict;
  readonly start: number;
  readonly num: number;
  readonly gen: number;
};

/** A name object. */
export function name(value: string): PdfName {
  return { type: 'name', value };
}

/** A number object with at most four decimals. */
export function number(value: number): PdfNumber {
  return { type: 'number', value, raw: Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4))) };
}

/** A reference object. */
export function ref(num: number, gen = 0): PdfRef {
  return { type: 'ref', num, gen };
}

/** A dictionary from a plain object. */
export function dict(entries: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
  const map = new Map<string, PdfObject>();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, value);
  return map;
}

/** A text string: PDFDocEncoding's ASCII part where that is enough, else UTF-16BE with its mark (§7.9.2.2). */
export function text(value: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(value)) return byteString(value);
  const bytes = new Uint8Array(2 + value.length * 2);
  bytes.set([0xfe, 0xff]);
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    bytes[2 + i * 2] = unit >> 8;
    bytes[3 + i * 2] = unit & 255;
  }
  return { type: 'string', bytes };
}

/** A string with one byte per character. */
export function byteString(value: string): PdfString {
  return { type: 'string', bytes: latin1Bytes(value) };
}

/** A moment as a PDF date in UTC (§7.9.4). */
export function pdfDate(at: Date): PdfString {
  return byteString(`D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`);
}

/** One byte per character; characters above 255 lose their upper bits. */
export function latin1Bytes(value: string): Uint8Array {
  const bytes = new Uint8Array(value.length);
  for (let i = 0; i < value.length; i++) bytes[i] = value.charCodeAt(i);
  return bytes;
}

/** One character per byte. */
export function latin1Text(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    // Spreading costs ten times as much.
    out += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192) as unknown as number[]);
  }
  return out;
}

/** Is it a dictionary? */
export function isDict(object: PdfObject | undefined): object is PdfDict {
  return object instanceof Map;
}

/** Is it an array? */
export function isArray(object: PdfObject | undefined): object is readonly PdfObject[] {
  return Array.isArray(object);
}

/** Is it a tagged object of this type? */
export function isType<T extends 'number' | 'name' | 'string' | 'ref' | 'stream'>(
  object: PdfObject | undefined,
  type: T,
): object is Extract<PdfObject, { readonly type: T }> {
  return (
    object !== null &&
    typeof object === 'object' &&
    !isDict(object) &&
    !isArray(object) &&
    (object as PdfName).type === type
  );
}

/** The decoded name, or undefined. */
export function nameOf(object: PdfObject | undefined): string | undefined {
  return isType(object, 'name') ? object.value : undefined;
}

/** The number's value, or undefined. */
export function numberOf(object: PdfObject | undefined): number | undefined {
  return isType(object, 'number') ? object.value : undefined;
}

/** A text string decoded: UTF-16BE or UTF-8 by its mark, else byte per character (§7.9.2.2). */
export function textOf(object: PdfObject | undefined): string | undefined {
  if (!isType(object, 'string')) return undefined;
  const { bytes } = object;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    let out = '';
    for (let i = 2; i + 1 < bytes.length; i += 2) out += String.fromCharCode((bytes[i]! << 8) | bytes[i + 1]!);
    return out;
  }
  const raw = latin1Text(bytes);
  if (!raw.startsWith('\xef\xbb\xbf')) return raw;
  return decodeURIComponentSafe(raw.slice(3));
}

function decodeURIComponentSafe(utf8: string): string {
  try {
    return decodeURIComponent(utf8.replace(/[^a-z]/gi, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`));
  } catch {
    return utf8;
  }
}
