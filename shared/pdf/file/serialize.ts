import { AppError } from '../../errors.ts';
import { isArray, isDict, latin1Bytes, number, type PdfDict, type PdfObject, type PdfRef } from './objects.ts';

/** A new stream: dictionary without /Length, and its bytes as they go to the file. */
export type NewStream = { readonly dict: PdfDict; readonly bytes: Uint8Array };

/** An object to write: text that stands for itself is marked so that its position can be found again. */
export type NewObject = PdfObject | NewStream | Verbatim;

/** Where new objects go: an update of a file, or a new file. */
export type ObjectSink = { add(object: NewObject): PdfRef };

/** A dictionary with verbatim tails, in which the positions of the values are remembered under their keys. */
export type Verbatim = { readonly dict: PdfDict; readonly verbatim: ReadonlyMap<string, string> };

/** Writes objects as PDF syntax and knows the absolute position in the file. */
export class ByteWriter {
  position: number;
  readonly marks = new Map<string, number>();
  private readonly parts: Uint8Array[] = [];
  private readonly start: number;

  constructor(start: number) {
    this.start = start;
    this.position = start;
  }

  /** Characters below 256, one byte each. */
  ascii(value: string): void {
    this.raw(latin1Bytes(value));
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.position += bytes.length;
  }

  /** An object of the file's own kinds; a stream of the original cannot be copied. */
  object(object: PdfObject): void {
    this.ascii(serialize(object));
  }

  /** A new object: plain, stream, or dictionary with verbatim values. */
  newObject(object: NewObject): void {
    if (isNewStream(object)) {
      this.object(new Map([...object.dict, ['Length', number(object.bytes.length)]]));
      this.ascii('\nstream\n');
      this.raw(object.bytes);
      this.ascii('\nendstream');
    } else if (isVerbatim(object)) this.verbatim(object);
    else this.object(object);
  }

  /** Everything written so far. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.position - this.start);
    let offset = 0;
    for (const part of this.parts) {
      all.set(part, offset);
      offset += part.length;
    }
    return all;
  }

  private verbatim(object: Verbatim): void {
    this.ascii(serialize(object.dict).slice(0, -2));
    for (const [key, value] of object.verbatim) {
      this.ascii(`/${key} `);
      this.marks.set(key, this.position);
      this.ascii(`${value}\n`);
    }
    this.ascii('>>');
  }
}

function isNewStream(object: NewObject): object is NewStream {
  return object !== null && typeof object === 'object' && 'bytes' in object && 'dict' in object;
}

function isVerbatim(object: NewObject): object is Verbatim {
  return object !== null && typeof object === 'object' && 'verbatim' in object;
}

/** Less than a reader follows (fuel.ts), so that what was written can be read again. */
const deepestWritten = 90;

/** PDF syntax of an object, characters standing for bytes; throws AppError 'pdf-too-deep'. */
export function serialize(object: PdfObject, depth = 1): string {
  if (object === null) return 'null';
  if (typeof object === 'boolean') return String(object);
  if (depth > deepestWritten) throw new AppError('pdf-too-deep');
  const inside = (item: PdfObject) => serialize(item, depth + 1);
  if (isArray(object)) return `[${object.map(inside).join(' ')}]`;
  if (isDict(object)) {
    return `<<${[...object].map(([key, value]) => `${nameSyntax(key)} ${inside(value)}`).join('\n')}>>`;
  }
  switch (object.type) {
    case 'number':
      return object.raw;
    case 'name':
      return nameSyntax(object.value);
    case 'ref':
      return `${object.num} ${object.gen} R`;
    case 'string':
      return `<${hex(object.bytes)}>`;
    case 'stream':
      throw new AppError('internal', { cause: 'a stream of the original is never copied' });
  }
}

/** Lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += hexPairs[byte]!;
  return out;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function nameSyntax(value: string): string {
  const escaped = value.replace(
    /[^!-~]|[#()<>[\]{}/%]/g,
    (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `/${escaped}`;
}
