import { AppError } from '../errors.ts';
import { geometryOf } from './appearance/page-geometry.ts';
import { certificationLevel, changeRefusal } from './change-rights.ts';
import { signatureFields } from './file/form-fields.ts';
import { isType, latin1Text, nameOf, textOf } from './file/objects.ts';
import { type Page, pages } from './file/page-tree.ts';
import { PdfFile } from './file/pdf-file.ts';
import type { PdfFacts, PdfInput } from './pdf-types.ts';

// What can be said of a locked file: its objects may lie in encrypted streams.
const sealed = {
  encrypted: true,
  openedBy: null,
  certified: null,
  pdfA: null,
  pages: [],
  signatureFields: [],
  stamps: [],
} as const;

/** Reads what a file is. Throws AppError for a damaged one; a locked one is described from outside, without pages. */
export function readFacts({ source, password }: PdfInput): PdfFacts {
  const file = new PdfFile(source, password);
  const { sections } = file.xref;
  const outside = { sizeBytes: source.size, xref: sections[0]!.kind, revisions: sections.length };
  const { lock, security } = file;
  if (lock === 'pdf-password-wrong') throw new AppError(lock);
  if (lock !== null) return { ...outside, ...sealed, version: file.version, mayStamp: lock, maySign: lock };
  const all = [...pages(file)];
  return {
    ...outside,
    version: nameOf(file.catalog().get('Version')) ?? file.version,
    encrypted: security !== null,
    openedBy: security === null ? null : security.isOwner ? 'owner' : 'user',
    certified: certificationLevel(file),
    pdfA: pdfALevel(file),
    pages: all.map((page) => {
      const { widthPt, heightPt, rotation } = geometryOf(file, page);
      return { widthPt, heightPt, rotation };
    }),
    signatureFields: signatureFields(file).map(({ name, signature }) => ({ name, signed: signature !== undefined })),
    stamps: all.flatMap((page, pageIndex) => stampsOf(file, page, pageIndex)),
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
