import { geometryOf } from './appearance/page-geometry.ts';
import { certificationLevel, changeRefusal } from './change-rights.ts';
import type { ByteSource } from './file/byte-source.ts';
import { signatureFields } from './file/form-fields.ts';
import { isType, latin1Text, nameOf, textOf } from './file/objects.ts';
import { type Page, pages } from './file/page-tree.ts';
import { PdfFile } from './file/pdf-file.ts';
import type { PdfFacts } from './pdf-types.ts';

/** Reads what a file is. Throws AppError for a damaged one; an encrypted one is described without its strings. */
export function readFacts(source: ByteSource): PdfFacts {
  const file = new PdfFile(source);
  const isEncrypted = file.xref.trailer.has('Encrypt');
  const all = [...pages(file)];
  const { sections } = file.xref;
  return {
    sizeBytes: source.size,
    version: nameOf(file.catalog().get('Version')) ?? file.version,
    xref: sections[0]!.kind,
    revisions: sections.length,
    encrypted: isEncrypted,
    certified: certificationLevel(file),
    pdfA: isEncrypted ? null : pdfALevel(file),
    pages: all.map((page) => {
      const { widthPt, heightPt, rotation } = geometryOf(file, page);
      return { widthPt, heightPt, rotation };
    }),
    signatureFields: isEncrypted
      ? []
      : signatureFields(file).map(({ name, signature }) => ({ name, signed: signature !== undefined })),
    stamps: isEncrypted ? [] : all.flatMap((page, pageIndex) => stampsOf(file, page, pageIndex)),
    mayStamp: changeRefusal(file, 'stamp') ?? true,
    maySign: changeRefusal(file, 'sign') ?? true,
  };
}

function stampsOf(file: PdfFile, page: Page, pageIndex: number): PdfFacts['stamps'] {
  return (file.array(page.dict.get('Annots')) ?? []).flatMap((item) => {
    const annotation = file.dict(item);
    if (nameOf(file.resolve(annotation?.get('Subtype'))) !== 'Stamp') return [];
    return [{ pageIndex, text: textOf(file.resolve(annotation?.get('Contents'))) ?? '' }];
  });
}

/** Part and conformance from the XMP packet, such as `2b`; both spellings of RDF properties. */
function pdfALevel(file: PdfFile): string | null {
  const metadata = file.resolve(file.catalog().get('Metadata'));
  if (!isType(metadata, 'stream')) return null;
  const xmp = latin1Text(file.streamBytes(metadata));
  const part = /pdfaid:part(?:>|=["'])\s*(\d)/.exec(xmp)?.[1];
  const conformance = /pdfaid:conformance(?:>|=["'])\s*([ABUabu])/.exec(xmp)?.[1] ?? '';
  return part === undefined ? null : part + conformance.toLowerCase();
}
