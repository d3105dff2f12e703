import { AppError } from '../../errors.ts';
import type { NewPdf } from '../file/new-file.ts';
import { isArray, isDict, isType, type PdfDict, type PdfObject, type PdfRef } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';

// What ties an object to its old document: pages, structure, private data of other programs.
const leftOut: ReadonlySet<string> = new Set(['Parent', 'StructParent', 'StructParents', 'PieceInfo', 'Metadata']);
const largestGraph = 400_000;

/**
 * Copies objects of one file with everything they refer to into a new file, each once. Streams keep their filters; their raw
 * bytes are copied. Every step burns the file's fuel. Throws AppError 'pdf-too-much-data', 'pdf-truncated' …
 */
export class ObjectCopier {
  private readonly file: PdfFile;
  private readonly into: NewPdf;
  private readonly copies = new Map<number, PdfRef>();
  private readonly waiting: (() => void)[] = [];

  constructor(file: PdfFile, into: NewPdf) {
    this.file = file;
    this.into = into;
  }

  /** The object as it stands in the new file. */
  copy(object: PdfObject): PdfObject {
    const copied = this.value(object);
    // A queue instead of recursion: reference chains of a stranger may be as long as the file.
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) next();
    return copied;
  }

  /** Where an object of the old file went; undefined when nothing referred to it. */
  copied(ref: PdfObject): PdfRef | undefined {
    return isType(ref, 'ref') ? this.copies.get(ref.num) : undefined;
  }

  private value(object: PdfObject): PdfObject {
    this.file.fuel.step();
    if (isType(object, 'ref')) return this.reference(object);
    if (isArray(object)) return this.file.fuel.deeper(() => object.map((item) => this.value(item)));
    if (isDict(object)) return this.dict(object);
    if (isType(object, 'stream')) throw new AppError('pdf-object-damaged');
    return object;
  }

  private dict(dict: PdfDict): PdfDict {
    return this.file.fuel.deeper(
      () => new Map([...dict].flatMap(([key, value]) => (leftOut.has(key) ? [] : [[key, this.value(value)]]))),
    );
  }

  private reference(ref: PdfRef): PdfObject {
    const known = this.copies.get(ref.num);
    if (known) return known;
    const value = this.file.get(ref);
    if (value === null) return null;
    if (this.copies.size >= largestGraph) throw new AppError('pdf-too-much-data');
    const target = this.into.reserve();
    this.copies.set(ref.num, target);
    this.waiting.push(() => {
      if (!isType(value, 'stream')) this.into.set(target, this.value(value));
      else {
        const dict = new Map(this.dict(value.dict));
        dict.delete('Length');
        // The source may be read again meanwhile: the bytes are kept, not a view.
        this.into.set(target, { dict, bytes: new Uint8Array(this.file.rawStream(value)) });
      }
    });
    return target;
  }
}
