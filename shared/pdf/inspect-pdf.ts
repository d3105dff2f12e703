import { AppError } from '../errors.ts';
import { geometryOf } from './appearance/page-geometry.ts';
import { certificationLevel, changeRefusal } from './change-rights.ts';
import { type SignatureField, signatureFields } from './file/form-fields.ts';
import { isType, latin1Text, nameOf, textOf } from './file/objects.ts';
import { annotationsOf, type Page, pages } from './file/page-tree.ts';
import { PdfFile } from './file/pdf-file.ts';
import type { XrefSection } from './file/xref.ts';
import type { PdfFacts, PdfInput, SignatureFieldFacts } from './pdf-types.ts';
import { displayedSize, widgetOf } from './sign/field-widget.ts';
import { requiredReasons } from './sign/seed-values.ts';

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
  const outside = { sizeBytes: source.size, xref: sections[0]!.kind, revisions: countRevisions(sections) };
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
    signatureFields: signatureFields(file).map((field) => fieldFacts(file, field)),
    stamps: all.flatMap((page, pageIndex) => stampsOf(file, page, pageIndex)),
    mayStamp: changeRefusal(file, 'stamp') ?? true,
    maySign: changeRefusal(file, 'sign') ?? true,
  };
}

/** A linearised revision (annex F) has two sections, the one of its first page before the one of the rest. */
function countRevisions(sections: readonly XrefSection[]): number {
  return sections.filter(({ offset }, index) => (sections[index + 1]?.offset ?? -1) < offset).length;
}

function fieldFacts(file: PdfFile, field: SignatureField): SignatureFieldFacts {
  const widget = widgetOf(file, field);
  return {
    name: field.name,
    signed: field.signature !== undefined,
    pageIndex: widget.pageIndex,
    isVisible: displayedSize(file, widget) !== null,
    reasons: requiredReasons(file, field),
  };
}

function stampsOf(file: PdfFile, page: Page, pageIndex: number): PdfFacts['stamps'] {
  return annotationsOf(file, page).flatMap((item) => {
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
