import { AppError } from '../../errors.ts';

/** One element of DER (or of BER, as some signers write it): tag byte, content, and the whole with its header. */
export type Der = { readonly tag: number; readonly body: Uint8Array; readonly raw: Uint8Array };

/** Tags used here (X.690 §8.1.2). */
export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

const mostChildren = 20_000;
const deepestOctets = 50;

/** Encodes one element with definite length. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const size = contents.reduce((sum, content) => sum + content.length, 0);
  const length: number[] = [];
  if (size < 128) length.push(size);
  else {
    for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
    length.unshift(0x80 | length.length);
  }
  const out = new Uint8Array(1 + length.length + size);
  out[0] = tag;
  out.set(length, 1);
  let offset = 1 + length.length;
  for (const content of contents) {
    out.set(content, offset);
    offset += content.length;
  }
  return out;
}

/** A SEQUENCE. */
export function derSequence(...contents: readonly Uint8Array[]): Uint8Array {
  return der(tags.sequence, ...contents);
}

/** A SET OF: the elements in ascending order of their encodings (X.690 §11.6). */
export function derSetOf(...contents: readonly Uint8Array[]): Uint8Array {
  return der(tags.set, ...[...contents].sort(compareBytes));
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128];
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) groups.unshift((high % 128) | 128);
    bytes.push(...groups);
  }
  return der(tags.oid, Uint8Array.from(bytes));
}

/** A small non-negative INTEGER. */
export function derInteger(value: number): Uint8Array {
  return der(tags.integer, Uint8Array.of(value));
}

/** An INTEGER from an unsigned big-endian number of any length. */
export function derUnsigned(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const lean = bytes.subarray(start);
  return (lean[0] ?? 0) >= 128 ? der(tags.integer, Uint8Array.of(0), lean) : der(tags.integer, lean);
}

/** The element at the start of the bytes; throws AppError 'certificate-damaged'. */
export function readDer(bytes: Uint8Array, depth = 0): Der {
  if (bytes.length < 2 || depth > 50 || (bytes[0]! & 31) === 31) throw new AppError('certificate-damaged');
  const tag = bytes[0]!;
  const first = bytes[1]!;
  if (first === 0x80) return readIndefinite(bytes, depth);
  let start = 2;
  let length = first;
  if (first > 0x80) {
    const count = first & 0x7f;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start++] ?? Number.NaN);
    if (count > 6 || !Number.isSafeInteger(length)) throw new AppError('certificate-damaged');
  }
  if (start + length > bytes.length) throw new AppError('certificate-damaged');
  return { tag, body: bytes.subarray(start, start + length), raw: bytes.subarray(0, start + length) };
}

/** BER's indefinite length (X.690 §8.1.3.6), which CMS allows outside of what is signed. */
function readIndefinite(bytes: Uint8Array, depth: number): Der {
  let offset = 2;
  while (bytes[offset] !== 0 || bytes[offset + 1] !== 0)
    offset += readDer(bytes.subarray(offset), depth + 1).raw.length;
  return { tag: bytes[0]!, body: bytes.subarray(2, offset), raw: bytes.subarray(0, offset + 2) };
}

/** The elements inside a constructed element; throws AppError 'certificate-damaged', also for more than anybody writes. */
export function children(parent: Der): Der[] {
  const out: Der[] = [];
  for (const child of eachChild(parent)) {
    // An element can be two bytes long and costs a hundred here: megabytes of them would take all memory.
    if (out.length >= mostChildren) throw new AppError('certificate-damaged');
    out.push(child);
  }
  return out;
}

/** The same one at a time, however many there are: the entries of revocation lists. */
export function* eachChild(parent: Der): Generator<Der> {
  for (let offset = 0; offset < parent.body.length; ) {
    const child = readDer(parent.body.subarray(offset));
    yield child;
    offset += child.raw.length;
  }
}

/** The n-th child; throws AppError 'certificate-damaged' when there is none or its tag differs from the one expected. */
export function child(parent: Der, index: number, tag?: number): Der {
  const found = children(parent)[index];
  if (found === undefined || (tag !== undefined && found.tag !== tag)) throw new AppError('certificate-damaged');
  return found;
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function oidText(element: Der): string {
  if (element.tag !== tags.oid) throw new AppError('certificate-damaged');
  const arcs: number[] = [];
  let value = 0;
  for (const byte of element.body) {
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      arcs.push(value);
      value = 0;
    }
  }
  const [joint = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(joint / 40));
  return [first, joint - first * 40, ...rest].join('.');
}

/** An OCTET STRING's bytes; BER's pieces are joined. Throws AppError 'certificate-damaged'. */
export function octets(element: Der, depth = 0): Uint8Array {
  if (element.tag !== 0x24 && element.tag !== 0xa0) return element.body;
  if (depth > deepestOctets) throw new AppError('certificate-damaged');
  const pieces = children(element).map((piece) => octets(piece, depth + 1));
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    out.set(piece, offset);
    offset += piece.length;
  }
  return out;
}

/** Big-endian unsigned value of bytes. */
export function bigIntOf(bytes: Uint8Array): bigint {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

/** Are both byte arrays equal? */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
