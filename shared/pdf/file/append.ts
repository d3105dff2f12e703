import { AppError } from '../../errors.ts';
import { dict, name, number, type PdfDict, type PdfObject, type PdfRef, ref } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { ByteWriter, type NewObject } from './serialize.ts';
import { largestObjectNumber } from './xref.ts';

/** What an update appends: the bytes, and where (absolute) each verbatim value begins. */
export type Update = { readonly appended: Uint8Array; readonly marks: ReadonlyMap<string, number> };

/**
 * Collects new and replaced objects and writes them as one incremental update (ISO 32000-2 §7.5.6) in the form of the
 * file's last cross-reference section. The original bytes are never touched.
 */
export class Appender {
  readonly file: PdfFile;
  private readonly objects = new Map<number, { readonly gen: number; readonly object: NewObject }>();
  private next: number;

  constructor(file: PdfFile) {
    this.file = file;
    this.next = file.nextObjectNumber();
  }

  /** Adds a new object. Throws AppError 'pdf-xref-damaged' when no number is left. */
  add(object: NewObject): PdfRef {
    if (this.next >= largestObjectNumber - 1) throw new AppError('pdf-xref-damaged');
    const added = ref(this.next++);
    this.objects.set(added.num, { gen: 0, object });
    return added;
  }

  /** Replaces an object of the file. */
  replace(target: PdfRef, object: NewObject): void {
    this.objects.set(target.num, { gen: target.gen, object });
  }

  /** The object as it stands with the changes so far. */
  current(target: PdfRef): PdfObject {
    const changed = this.objects.get(target.num)?.object;
    return changed === undefined ? this.file.get(target) : (changed as PdfObject);
  }

  /** Replaces a dictionary by one with further entries. */
  extend(target: PdfRef, entries: Readonly<Record<string, PdfObject>>): void {
    const before = this.current(target);
    this.replace(target, new Map([...(before instanceof Map ? before : []), ...Object.entries(entries)]));
  }

  /** Appends an item to the array `key` of the dictionary `owner`, wherever that array is kept. */
  push(owner: PdfRef, key: string, item: PdfObject): void {
    const holder = this.current(owner);
    const value = holder instanceof Map ? (holder.get(key) ?? null) : null;
    const kept = isRef(value) ? this.current(value) : value;
    const items = Array.isArray(kept) ? [...kept, item] : [item];
    if (isRef(value) && Array.isArray(kept)) this.replace(value, items);
    else this.extend(owner, { [key]: items });
  }

  /** The bytes to append. `id` becomes the changing half of the trailer's /ID (§14.4). */
  write(id: Uint8Array): Update {
    const { source, xref, security } = this.file;
    const out = new ByteWriter(source.size);
    const lastByte = source.read(source.size - 1, 1)[0];
    if (lastByte !== 10 && lastByte !== 13) out.ascii('\n');
    const offsets = new Map<number, { readonly offset: number; readonly gen: number }>();
    const inOrder = [...this.objects].sort(([a], [b]) => a - b);
    for (const [num, { gen, object }] of inOrder) {
      offsets.set(num, { offset: out.position, gen });
      out.ascii(`${num} ${gen} obj\n`);
      out.newObject(security === null ? object : security.encrypt(object, num, gen));
      out.ascii('\nendobj\n');
    }
    const startxref = out.position;
    if (xref.sections[0]!.kind === 'stream') this.writeStream(out, offsets, id);
    else this.writeTable(out, offsets, id);
    out.ascii(`startxref\n${startxref}\n%%EOF\n`);
    return { appended: out.bytes(), marks: out.marks };
  }

  private writeTable(out: ByteWriter, offsets: Offsets, id: Uint8Array): void {
    out.ascii('xref\n');
    for (const [first, run] of runs(offsets)) {
      out.ascii(`${first} ${run.length}\n`);
      for (const { offset, gen } of run) out.ascii(`${pad(offset, 10)} ${pad(gen, 5)} n \n`);
    }
    out.ascii('trailer\n');
    out.object(this.trailer(id, this.next));
    out.ascii('\n');
  }

  private writeStream(out: ByteWriter, offsets: Offsets, id: Uint8Array): void {
    const own = this.next++;
    const all = new Map([...offsets, [own, { offset: out.position, gen: 0 }]]);
    const rows = new Uint8Array(all.size * 9);
    const view = new DataView(rows.buffer);
    const index: PdfObject[] = [];
    let row = 0;
    for (const [first, run] of runs(all)) {
      index.push(number(first), number(run.length));
      for (const { offset, gen } of run) {
        view.setUint8(row, 1);
        view.setUint16(row + 1, Math.floor(offset / 2 ** 32));
        view.setUint32(row + 3, offset % 2 ** 32);
        view.setUint16(row + 7, gen);
        row += 9;
      }
    }
    const head = dict({ Type: name('XRef'), W: [number(1), number(6), number(2)], Index: index });
    out.ascii(`${own} 0 obj\n`);
    out.newObject({ dict: new Map([...head, ...this.trailer(id, this.next)]), bytes: rows });
    out.ascii('\nendobj\n');
  }

  private trailer(id: Uint8Array, size: number): PdfDict {
    const { trailer, startxref } = this.file.xref;
    const kept = new Map<string, PdfObject>();
    for (const key of ['Root', 'Info', 'Encrypt']) {
      const value = trailer.get(key);
      if (value !== undefined) kept.set(key, value);
    }
    const oldId = this.file.array(trailer.get('ID'))?.[0];
    // The keys of an encrypted file depend on the first half, even on a missing one.
    const newId = trailer.has('Encrypt') ? new Uint8Array(0) : id;
    const firstId = oldId ?? { type: 'string' as const, bytes: newId };
    kept.set('ID', [firstId, { type: 'string', bytes: id }]);
    kept.set('Size', number(size));
    kept.set('Prev', number(startxref));
    return kept;
  }
}

type Offsets = ReadonlyMap<number, { readonly offset: number; readonly gen: number }>;

/** Neighbouring object numbers as [first, entries], the subsections of §7.5.4. */
function runs(offsets: Offsets): [number, { readonly offset: number; readonly gen: number }[]][] {
  const out: [number, { readonly offset: number; readonly gen: number }[]][] = [];
  for (const [num, entry] of [...offsets].sort(([a], [b]) => a - b)) {
    const last = out.at(-1);
    if (last !== undefined && last[0] + last[1].length === num) last[1].push(entry);
    else out.push([num, [entry]]);
  }
  return out;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function isRef(object: PdfObject): object is PdfRef {
  return object !== null && typeof object === 'object' && (object as PdfRef).type === 'ref';
}
