import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ContainerVerdict } from '../../asic/validate-container.ts';
import { type Language, translate } from '../../texts/translate.ts';
import { TextFont } from '../appearance/embed-font.ts';
import { Paper } from '../compose/paper.ts';
import { NewPdf } from '../file/new-file.ts';
import { byteString, dict, latin1Bytes, name, number, type PdfRef, pdfDate, text } from '../file/objects.ts';
import type { PdfVerdict } from '../pdf-types.ts';
import { verdictJson } from './verdict-json.ts';
import { tellTime, writeVerdict } from './write-verdict.ts';

/** What a Pruefbericht is about. Times in ISO 8601 are told in the zone of whoever writes it, by `tellTime`. */
export type ReportRequest = {
  readonly titel: string;
  readonly dateiname: string;
  readonly fassung: number;
  readonly sizeBytes: number;
  /** SHA-256 of the file that was validated, hexadecimal. */
  readonly sha: string;
  readonly verdict: PdfVerdict;
  /** The signatures of an envelope, or those beside the file; null without any. */
  readonly beside: ContainerVerdict | null;
  readonly at: Date;
  /** Date of the trusted list that was used, ISO 8601; null without one. */
  readonly listAsOf: string | null;
  readonly language: Language;
  readonly font: Uint8Array;
};

const jsonName = 'pruefbericht.json';

/**
 * The result of a validation as a PDF for the Akte: tagged, by the rules of PDF/A-3b, with the same facts as JSON inside
 * (`/AF`, relationship Data). The same request gives the same bytes.
 */
export function writeReport(request: ReportRequest): Uint8Array {
  const pdf = new NewPdf();
  const pages = pdf.reserve();
  const font = new TextFont(request.font);
  const fontRef = pdf.reserve();
  const paper = new Paper(pdf, pages, new Map([['Regular', { font, ref: fontRef }]]));
  writeWords(paper, request);
  const { pages: kids, structure } = paper.finish();
  pdf.set(fontRef, font.dictionary(pdf));
  pdf.set(pages, dict({ Type: name('Pages'), Count: number(kids.length), Kids: kids }));
  const { titel, language, at } = request;
  const title = `${translate(language, 'bericht.title')}: ${titel}`;
  const attachment = attach(pdf, request);
  const xmp = { dict: dict({ Type: name('Metadata'), Subtype: name('XML') }), bytes: utf8ToBytes(metadata(title, at)) };
  const root = pdf.add(
    dict({
      Type: name('Catalog'),
      Pages: pages,
      Lang: byteString(language === 'de' ? 'de-DE' : 'en-GB'),
      MarkInfo: dict({ Marked: true }),
      StructTreeRoot: structure,
      ViewerPreferences: dict({ DisplayDocTitle: true }),
      Metadata: pdf.add(xmp),
      AF: [attachment],
      Names: dict({ EmbeddedFiles: dict({ Names: [byteString(jsonName), attachment] }) }),
    }),
  );
  return pdf.write(root, sha256(latin1Bytes(`${request.sha} ${at.toISOString()}`)).subarray(0, 16));
}

/** The file's facts and the verdict as JSON, indented for people. */
export function reportJson({ dateiname, sha, at, listAsOf, verdict, beside }: ReportRequest): string {
  const about = { file: dateiname, sha256: sha, validatedAt: at.toISOString(), trustListAsOf: listAsOf };
  const found = { ...verdictJson(verdict), ...(beside === null ? {} : { beside }) };
  return `${JSON.stringify({ ...about, ...found }, null, 2)}\n`;
}

function attach(pdf: NewPdf, request: ReportRequest): PdfRef {
  const bytes = utf8ToBytes(reportJson(request));
  const params = dict({ ModDate: pdfDate(request.at), Size: number(bytes.length) });
  const entries = { Type: name('EmbeddedFile'), Subtype: name('application/json'), Params: params };
  const file = pdf.add({ dict: dict(entries), bytes });
  return pdf.add(
    dict({
      Type: name('Filespec'),
      F: byteString(jsonName),
      UF: text(jsonName),
      Desc: text(translate(request.language, 'bericht.json')),
      AFRelationship: name('Data'),
      EF: dict({ F: file, UF: file }),
    }),
  );
}

function writeWords(paper: Paper, request: ReportRequest): void {
  const { language, verdict, beside, listAsOf } = request;
  const line = (words: string, gapPt = 3): void => paper.write({ tag: 'P', text: words, sizePt: 10, gapPt });
  const fact = (key: 'file' | 'version' | 'sha' | 'at' | 'list', value: string, gapPt?: number): void =>
    line(translate(language, `bericht.${key}`, { value }), gapPt);
  paper.write({ tag: 'H1', text: translate(language, 'bericht.title'), sizePt: 20 });
  line(request.titel, 6);
  fact('file', `${request.dateiname} (${new Intl.NumberFormat(language).format(request.sizeBytes)} Byte)`, 8);
  fact('version', String(request.fassung));
  fact('sha', request.sha.replace(/(.{8})(?=.)/g, '$1 '));
  fact('at', tellTime(language, request.at.toISOString()));
  fact('list', listAsOf === null ? translate(language, 'bericht.noList') : tellTime(language, listAsOf));
  writeVerdict(paper, { verdict, beside, language });
  line(translate(language, 'bericht.foot'), 14);
}

/** XMP (ISO 16684-1) with title, time and PDF/A-3b (ISO 19005-3 §6.6.4). */
function metadata(title: string, at: Date): string {
  const safe = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${safe}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${at.toISOString().replace(/\.\d+Z$/, 'Z')}</xmp:CreateDate><xmp:CreatorTool>Aktentasche</xmp:CreatorTool><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}
