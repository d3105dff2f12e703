import { AppError, type ErrorCode } from '../../errors.ts';
import { type Encryption, readEncryption } from '../encryption/encryption-dict.ts';
import { openSecurity, Security, withoutCryptFilter } from '../encryption/security.ts';
import { type ByteSource, bytesSource, prefixSource } from './byte-source.ts';
import { decodeStream, readStreamBytes } from './decode-stream.ts';
import { Fuel } from './fuel.ts';
import { Lexer } from './lexer.ts';
import {
  isArray,
  isDict,
  isType,
  latin1Text,
  numberOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from './objects.ts';
import { largestObjectNumber, readXref, streamStart, type Xref } from './xref.ts';

/** Larger files are refused with 'pdf-too-large'. */
export const largestPdfBytes = 10 * 1024 ** 3;

const mostPacked = 1_000_000;

/** An opened PDF: objects are read when asked for, only through the cross-reference chain. */
export class PdfFile {
  readonly source: ByteSource;
  readonly fuel: Fuel;
  readonly xref: Xref;
  readonly version: string;
  /** The encryption of the standard handler, locked or opened; null for a plain file and for other handlers. */
  readonly encryption: Encryption | null;
  /** What deciphers the objects of an encrypted file; null for a plain or a locked one. */
  readonly security: Security | null;
  /** Why the objects of an encrypted file cannot be read; its cross-reference still can. */
  readonly lock: ErrorCode | null;
  private readonly password: string | undefined;
  private readonly objects = new Map<number, PdfObject>();
  private readonly packed = new Map<number, ReadonlyMap<number, PdfObject>>();
  private readonly opening = new Set<number>();

  /**
   * `known`: the security of another revision, taken when it fits. Throws AppError 'pdf-empty', 'pdf-no-header',
   * 'pdf-too-large' and those of `readXref`.
   */
  constructor(source: ByteSource, password?: string, known: Security | null = null) {
    this.source = source;
    this.password = password;
    this.fuel = new Fuel();
    this.version = readVersion(source);
    this.xref = readXref(source, this.fuel);
    this.security = null;
    this.lock = null;
    const [encryption, opened] = this.open(known);
    this.encryption = encryption;
    // What was read without a key has not been deciphered.
    this.objects.clear();
    this.packed.clear();
    if (opened instanceof Security) this.security = opened;
    else this.lock = opened;
  }

  /** The file as if it ended after that many bytes, with fuel of its own and the same key. */
  revision(sizeBytes: number): PdfFile {
    return new PdfFile(prefixSource(this.source, sizeBytes), this.password, this.security);
  }

  /** The object itself, references followed; null for a missing one, as §7.3.10 asks. */
  resolve(object: PdfObject | undefined): PdfObject {
    let current = object ?? null;
    for (let hops = 0; isType(current, 'ref'); hops++) {
      if (hops > 32) throw new AppError('pdf-too-deep');
      current = this.get(current);
    }
    return current;
  }

  /** The dictionary behind an object (a stream's own counts), or undefined. */
  dict(object: PdfObject | undefined): PdfDict | undefined {
    const value = this.resolve(object);
    if (isType(value, 'stream')) return value.dict;
    return isDict(value) ? value : undefined;
  }

  /** The array behind an object, or undefined. */
  array(object: PdfObject | undefined): readonly PdfObject[] | undefined {
    const value = this.resolve(object);
    return isArray(value) ? value : undefined;
  }

  /** The document catalog; throws AppError 'pdf-object-damaged'. */
  catalog(): PdfDict {
    const catalog = this.dict(this.xref.trailer.get('Root'));
    if (catalog === undefined) throw new AppError('pdf-object-damaged');
    return catalog;
  }

  /** The reference to the catalog. */
  catalogRef(): PdfRef {
    return this.xref.trailer.get('Root') as PdfRef;
  }

  /** The first object number that no section uses; a /Size that cannot be true is not believed. */
  nextObjectNumber(): number {
    const size = numberOf(this.xref.trailer.get('Size')) ?? 1;
    let next = Number.isInteger(size) && size > 0 && size < largestObjectNumber ? size : 1;
    for (const num of this.xref.entries.keys()) if (num >= next) next = num + 1;
    return next;
  }

  /** One indirect object, without following further references. */
  get(ref: PdfRef): PdfObject {
    const entry = this.xref.entries.get(ref.num);
    if (entry === undefined || entry.kind === 'free') return null;
    if ((entry.kind === 'offset' ? entry.gen : 0) !== ref.gen) return null;
    const known = this.objects.get(ref.num);
    if (known !== undefined) return known;
    if (this.lock !== null) throw new AppError(this.lock);
    if (this.opening.has(ref.num)) throw new AppError('pdf-object-damaged');
    this.opening.add(ref.num);
    try {
      // What lies in an object stream was deciphered with it.
      const object =
        entry.kind === 'offset'
          ? this.deciphered(this.readAt(entry.offset, ref), ref)
          : this.readPacked(entry.stream, ref.num);
      this.objects.set(ref.num, object);
      return object;
    } finally {
      this.opening.delete(ref.num);
    }
  }

  /** Where in the file the value of a dictionary's key stands; undefined for objects inside object streams. */
  valueSpan(ref: PdfRef, key: string): readonly [number, number] | undefined {
    const entry = this.xref.entries.get(ref.num);
    if (entry?.kind !== 'offset' || !isDict(this.get(ref))) return undefined;
    const lexer = new Lexer(this.source, entry.offset, this.fuel);
    for (const _ of ['number', 'generation', 'obj']) lexer.word();
    return lexer.valueSpan(key);
  }

  /** The deciphered, still filtered bytes of a stream; throws AppError 'pdf-truncated'. */
  rawStream({ dict, start, num, gen }: PdfStream): Uint8Array {
    const raw = readStreamBytes(this.source, start, numberOf(this.resolve(dict.get('Length'))) ?? -1);
    if (this.security === null) return raw;
    this.fuel.step(raw.length);
    return this.security.decryptStream(dict, num, gen, raw);
  }

  /** The decoded bytes of a stream that is unfiltered or FlateDecode. */
  streamBytes(stream: PdfStream): Uint8Array {
    const dict = this.security === null ? stream.dict : withoutCryptFilter(stream.dict);
    return decodeStream(this.rawStream(stream), dict, this.fuel);
  }

  private open(known: Security | null): readonly [Encryption | null, Security | ErrorCode | null] {
    const { trailer } = this.xref;
    const encrypt = trailer.get('Encrypt') ?? null;
    if (encrypt === null) return [null, null];
    try {
      const dict = this.dict(encrypt);
      if (dict === undefined) return [null, 'pdf-encryption-unknown'];
      const encryption = readEncryption(dict, this.array(trailer.get('ID'))?.[0], (object) => this.resolve(object));
      const isKnown = known?.encryption.fingerprint === encryption.fingerprint;
      return [encryption, isKnown ? known : openSecurity(encryption, this.password, this.fuel)];
    } catch (error) {
      if (error instanceof AppError && error.code === 'pdf-encryption-unknown') return [null, error.code];
      throw error;
    }
  }

  /** The dictionary that holds the encryption itself is not enciphered. */
  private deciphered(object: PdfObject, { num, gen }: PdfRef): PdfObject {
    const encrypt = this.xref.trailer.get('Encrypt');
    if (this.security === null || (isType(encrypt, 'ref') && encrypt.num === num)) return object;
    return this.security.decryptStrings(object, num, gen);
  }

  private readAt(offset: number, ref: PdfRef): PdfObject {
    if (offset >= this.source.size) throw new AppError('pdf-xref-damaged');
    const lexer = new Lexer(this.source, offset, this.fuel);
    const header = [lexer.word(), lexer.word(), lexer.word()];
    // 'obj' may touch what follows it ('obj<<'), but a number must not.
    // '+5', '5.0' and '0x5' are 5 for JavaScript alone: for other readers no object stands there.
    const isPlain = /^\d+$/.test(header[0]!) && /^\d+$/.test(header[1]!);
    if (!isPlain || Number(header[0]) !== ref.num || Number(header[1]) !== ref.gen || header[2] !== 'obj') {
      throw new AppError('pdf-xref-damaged');
    }
    lexer.skipSpace();
    const object = isEndobj(lexer) ? null : lexer.keptObject();
    if (!isDict(object)) return object;
    const start = streamStart(lexer);
    return start === undefined ? object : { type: 'stream', dict: object, start, num: ref.num, gen: ref.gen };
  }

  private readPacked(streamNumber: number, num: number): PdfObject {
    let objects = this.packed.get(streamNumber);
    if (objects === undefined) {
      objects = this.readObjectStream(streamNumber);
      this.packed.set(streamNumber, objects);
    }
    return objects.get(num) ?? null;
  }

  /** §7.5.7. An object stream within an object stream is forbidden there, so the entry must be a plain one. */
  private readObjectStream(streamNumber: number): ReadonlyMap<number, PdfObject> {
    const entry = this.xref.entries.get(streamNumber);
    if (entry?.kind !== 'offset') throw new AppError('pdf-object-damaged');
    const stream = this.get({ type: 'ref', num: streamNumber, gen: entry.gen });
    if (!isType(stream, 'stream')) throw new AppError('pdf-object-damaged');
    const count = numberOf(this.resolve(stream.dict.get('N'))) ?? -1;
    const first = numberOf(this.resolve(stream.dict.get('First'))) ?? -1;
    const bytes = this.streamBytes(stream);
    if (count < 0 || first < 0 || count > Math.min(bytes.length, mostPacked)) throw new AppError('pdf-object-damaged');
    const inside = bytesSource(bytes);
    const heads = new Lexer(inside, 0, this.fuel);
    const objects = new Map<number, PdfObject>();
    const listed = new Set<number>();
    for (let i = 0; i < count; i++) {
      const num = heads.integer();
      const offset = first + heads.integer();
      // Readers that go by the number and those that go by the place would see two different objects.
      if (listed.has(num)) throw new AppError('pdf-object-damaged');
      listed.add(num);
      const where = this.xref.entries.get(num);
      // An object that a newer section replaced or moved elsewhere is not this stream's any more.
      if (where?.kind !== 'packed' || where.stream !== streamNumber) continue;
      objects.set(num, new Lexer(inside, offset, this.fuel).keptObject());
    }
    return objects;
  }
}

function isEndobj(lexer: Lexer): boolean {
  const before = lexer.position;
  const isEnd = lexer.word() === 'endobj';
  lexer.position = before;
  return isEnd;
}

function readVersion(source: ByteSource): string {
  if (source.size === 0) throw new AppError('pdf-empty');
  if (source.size > largestPdfBytes) throw new AppError('pdf-too-large');
  const head = latin1Text(source.read(0, 1024));
  // Junk before the header shifts every offset of the file for some readers and not for others: refused.
  const version = /^%PDF-(\d\.\d)/.exec(head)?.[1];
  if (version === undefined) throw new AppError('pdf-no-header');
  return version;
}
