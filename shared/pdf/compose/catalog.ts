import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { NewPdf } from '../file/new-file.ts';
import { byteString, dict, name, type PdfObject, type PdfRef } from '../file/objects.ts';

/** What a new document says of itself. */
export type NewDocument = {
  readonly pages: PdfRef;
  readonly structure: PdfRef;
  readonly title: string;
  readonly at: Date;
  /** Whether it keeps all rules of PDF/A-2b; what holds pages of others makes no such promise. */
  readonly isPdfA: boolean;
  /** Language of the text (BCP 47); absent: German. */
  readonly lang?: string | undefined;
  readonly more?: Readonly<Record<string, PdfObject | undefined>>;
};

/** The catalog of a new tagged document with its metadata; the title is shown instead of the file's name. */
export function addCatalog(pdf: NewPdf, document: NewDocument): PdfRef {
  const { pages, structure, lang = 'de-DE', more } = document;
  const xmp = utf8ToBytes(metadata(document));
  return pdf.add(
    dict({
      Type: name('Catalog'),
      Pages: pages,
      Lang: byteString(lang),
      MarkInfo: dict({ Marked: true }),
      StructTreeRoot: structure,
      ViewerPreferences: dict({ DisplayDocTitle: true }),
      Metadata: pdf.add({ dict: dict({ Type: name('Metadata'), Subtype: name('XML') }), bytes: xmp }),
      ...more,
    }),
  );
}

/** XMP (ISO 16684-1) with title, time and, for PDF/A, part and conformance (ISO 19005-2 §6.6.4). */
function metadata({ title, at, isPdfA }: NewDocument): string {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  const pdfA = isPdfA ? '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>' : '';
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${time}</xmp:CreateDate><xmp:CreatorTool>Aktentasche</xmp:CreatorTool>${pdfA}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
