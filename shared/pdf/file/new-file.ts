import { dict, number, type PdfRef, ref } from './objects.ts';
import { ByteWriter, type NewObject } from './serialize.ts';

/** A new PDF 1.7 file in the making; objects are numbered in the order in which they are added or reserved. */
export class NewPdf {
  private readonly objects: (NewObject | undefined)[] = [];

  /** Adds an object. */
  add(object: NewObject): PdfRef {
    this.objects.push(object);
    return ref(this.objects.length);
  }

  /** A reference to an object that is set later; needed where objects refer to each other. */
  reserve(): PdfRef {
    this.objects.push(undefined);
    return ref(this.objects.length);
  }

  /** Sets a reserved object. */
  set(target: PdfRef, object: NewObject): void {
    this.objects[target.num - 1] = object;
  }

  /** The file. `id` (16 bytes) makes the trailer's /ID (§14.4); what was reserved and never set is null. */
  write(root: PdfRef, id: Uint8Array): Uint8Array {
    const out = new ByteWriter(0);
    // Four bytes above 127 tell transfer programs that this is binary (§7.5.2).
    out.ascii('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    const offsets = this.objects.map((object, index) => {
      const offset = out.position;
      out.ascii(`${index + 1} 0 obj\n`);
      out.newObject(object ?? null);
      out.ascii('\nendobj\n');
      return offset;
    });
    const startxref = out.position;
    const size = offsets.length + 1;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    out.ascii(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n`);
    const half = { type: 'string' as const, bytes: id };
    out.object(dict({ Size: number(size), Root: root, ID: [half, half] }));
    out.ascii(`\nstartxref\n${startxref}\n%%EOF\n`);
    return out.bytes();
  }
}
