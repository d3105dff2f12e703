import { inflateSync } from 'node:zlib';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { isDict, isType, nameOf, type PdfDict, type PdfObject } from '../../shared/pdf/file/objects.ts';
import { PdfFile } from '../../shared/pdf/file/pdf-file.ts';
import { serialize } from '../../shared/pdf/file/serialize.ts';

/** A genuine file that mutants are made of. */
export type BaseFile = { readonly name: string; readonly bytes: Uint8Array };

/** A piece of a file, from its first byte to behind its last. */
export type Span = readonly [start: number, end: number];

/** An object of a base as text, and the raw data of a stream. */
export type BaseObject = {
  readonly num: number;
  readonly gen: number;
  readonly text: string;
  readonly data: Buffer | null;
  readonly isFlate: boolean;
};

const mostInflatedBytes = 1 << 22;
const tellingKeys =
  /\/(Kids|Fields|FT|Annots|AcroForm|ByteRange|DSS|VRI|Perms|Lock|Parent|MediaBox|ObjStm|XObject|Subtype)\b/;

/** What the mutators want to know of a base; each part is found out once, when first asked for. */
export class Base {
  readonly name: string;
  readonly bytes: Buffer;
  private readonly parts = new Map<string, unknown>();

  constructor({ name, bytes }: BaseFile) {
    this.name = name;
    this.bytes = Buffer.from(bytes);
  }

  /** The file as text, one character per byte, with stream data and long hexadecimal strings blanked. */
  get skeleton(): string {
    return this.once('skeleton', () =>
      this.bytes
        .toString('latin1')
        .replace(/\bstream\r?\n[\s\S]*?endstream/g, (found) => `stream\n${' '.repeat(found.length - 16)}endstream`)
        .replace(/<[0-9A-Fa-f\s]{64,}>/g, (found) => ' '.repeat(found.length)),
    );
  }

  /** Numbers, names, keywords and brackets outside of streams. */
  get tokens(): readonly Span[] {
    return this.once('tokens', () => this.spans(/\/[^\s()<>[\]{}/%]+|[+-]?\d+(?:\.\d+)?|[A-Za-z]+|<<|>>|[[\]()]/g));
  }

  /** Numbers outside of streams. */
  get numbers(): readonly Span[] {
    return this.once('numbers', () => this.spans(/[+-]?\d+(?:\.\d+)?/g));
  }

  /** The data between `stream` and `endstream`. */
  get streams(): readonly Span[] {
    return this.once('streams', () =>
      this.spans(/\bstream\n +endstream/g).map(([start, end]): Span => [start + 7, end - 9]),
    );
  }

  /** The hexadecimal digits of signatures. */
  get signatures(): readonly Span[] {
    return this.once('signatures', () =>
      [...this.bytes.toString('latin1').matchAll(/\/Contents\s*<([0-9A-Fa-f]{64,})>/g)].map((found): Span => {
        const end = found.index + found[0].length - 1;
        return [end - found[1]!.length, end];
      }),
    );
  }

  /** The base as our reader sees it; null when it refuses it. */
  get file(): PdfFile | null {
    return this.once('file', () => {
      try {
        return new PdfFile(bytesSource(this.bytes));
      } catch {
        return null;
      }
    });
  }

  /** Every object that our reader can read, those inside object streams too. */
  get objects(): readonly BaseObject[] {
    return this.once('objects', () => {
      const { file } = this;
      if (file === null) return [];
      return [...file.xref.entries].flatMap(([num, entry]) => {
        if (entry.kind === 'free') return [];
        try {
          const gen = entry.kind === 'offset' ? entry.gen : 0;
          return [this.describe(file, num, gen, file.get({ type: 'ref', num, gen }))];
        } catch {
          return [];
        }
      });
    });
  }

  /** The objects that structure hangs on: page tree, form, annotations, signatures, security store. */
  get tellingObjects(): readonly BaseObject[] {
    return this.once('telling', () => this.objects.filter(({ text }) => tellingKeys.test(text)));
  }

  /** The unpacked data of a stream: deflate undone where it can be. */
  unpacked({ num, data, isFlate }: BaseObject): Buffer {
    return this.once(`unpacked ${num}`, () => {
      if (data === null) return Buffer.alloc(0);
      if (!isFlate) return data;
      try {
        return inflateSync(data, { maxOutputLength: mostInflatedBytes });
      } catch {
        return data;
      }
    });
  }

  private describe(file: PdfFile, num: number, gen: number, object: PdfObject): BaseObject {
    if (!isType(object, 'stream')) return { num, gen, text: serialize(object), data: null, isFlate: false };
    const entries: PdfDict = new Map([...object.dict].filter(([key]) => key !== 'Length'));
    const filter = object.dict.get('Filter') ?? null;
    const isFlate = nameOf(Array.isArray(filter) && filter.length === 1 ? filter[0] : filter) === 'FlateDecode';
    return {
      num,
      gen,
      text: serialize(isDict(entries) ? entries : null),
      data: Buffer.from(file.rawStream(object)),
      isFlate,
    };
  }

  private spans(pattern: RegExp): Span[] {
    return [...this.skeleton.matchAll(pattern)].map((found): Span => [found.index, found.index + found[0].length]);
  }

  private once<T>(name: string, find: () => T): T {
    if (!this.parts.has(name)) this.parts.set(name, find());
    return this.parts.get(name) as T;
  }
}
