import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../../errors.ts';
import { geometryOf, type PageGeometry, toUserSpace } from '../appearance/page-geometry.ts';
import { qrCode } from '../appearance/qr-code.ts';
import { type BoxLine, drawBox, layOutBox, type TextBox } from '../appearance/text-box.ts';
import { requireChangeAllowed } from '../change-rights.ts';
import { Appender } from '../file/append.ts';
import { joinSource } from '../file/byte-source.ts';
import { dict, latin1Bytes, name, number, pdfDate, text, textOf } from '../file/objects.ts';
import { annotationsOf, pageAt } from '../file/page-tree.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { DisplayPlace, DisplayRect, StampRequest, StampResult } from '../pdf-types.ts';
import { requireIntact } from '../sign/require-intact.ts';
import { appendPageMarks } from './page-marks.ts';
import { drawsOnPages, type StampCorner, type StampKind } from './stamp-kind.ts';
import { requireStampAllowed } from './stamp-rights.ts';
import { addToStructure, structureOf } from './stamp-structure.ts';
import { type ShownValues, shownValues, stampKind, stampLines } from './stamp-text.ts';

// Print, ReadOnly, Locked (table 167).
const annotationFlags = 4 + 64 + 128;

/**
 * Appends a stamp as a /Stamp annotation (§12.5.6.12) with its own appearance and a full text alternative. Nothing of the
 * original changes but the page's list of annotations and, in tagged unsigned files, the structure tree. Kinds that draw on
 * pages go their own way. Throws AppError, among them 'pdf-changes-forbidden', 'pdf-signature-broken'.
 */
export function appendStamp(request: StampRequest): StampResult {
  const kind = typeof request.kind === 'string' ? stampKind(request.kind) : request.kind;
  const values = shownValues(kind, request.fields);
  if (drawsOnPages(kind.nature)) return appendPageMarks(request, kind, values);
  const lines = stampLines(kind, values);
  const box = layOutStamp(kind, lines, values, request.font);
  const file = new PdfFile(request.source, request.password);
  requireChangeAllowed(file, 'stamp');
  requireStampAllowed(file, kind, request.signer);
  requireIntact(file, request.makeDigest, request.at);
  const pageIndex = request.place?.pageIndex ?? 0;
  const page = pageAt(file, pageIndex);
  const geometry = geometryOf(file, page);
  const rect = placeBox(box, geometry, kind.place, request.place);
  const alternative = inOneSentence(lines.map((line) => line.text));
  const update = new Appender(file);
  const structure = structureOf(file);
  const stamp = dict({
    Type: name('Annot'),
    Subtype: name('Stamp'),
    Rect: toUserSpace(geometry, rect),
    P: page.ref,
    F: number(annotationFlags),
    NM: text(request.id),
    M: pdfDate(request.at),
    Subj: text(kind.title.de),
    Contents: text(alternative),
    Name: name(kind.id),
    StructParent: structure.kind === 'open' ? number(structure.nextKey) : undefined,
    AP: dict({ N: drawBox(box, geometry.rotation, update) }),
  });
  const annotation = update.add(stamp);
  update.push(page.ref, 'Annots', annotation);
  if (structure.kind === 'open') addToStructure(update, structure, { annotation, page: page.ref, alternative });
  const id = sha256(latin1Bytes(`${request.id} ${file.source.size}`)).subarray(0, 16);
  const { appended } = update.write(id);
  requireFound(request, appended, pageIndex);
  const accessibility = ({ none: 'untagged', open: 'kept', closed: 'lost' } as const)[structure.kind];
  return { baseSizeBytes: file.source.size, appended, pageIndex, rect, text: alternative, accessibility };
}

/** In a damaged file one object may play two parts, so that writing the page destroys another. Throws AppError 'pdf-object-damaged'. */
function requireFound({ source, password, id }: StampRequest, appended: Uint8Array, pageIndex: number): void {
  const file = new PdfFile(joinSource(source, appended), password);
  const isThere = annotationsOf(file, pageAt(file, pageIndex)).some(
    (item) => textOf(file.dict(item)?.get('NM')) === id,
  );
  if (!isThere) throw new AppError('pdf-object-damaged');
}

/** The lines as they are meant, not as they are wrapped: what a screen reader says. */
function inOneSentence(lines: readonly string[]): string {
  return lines.map((line, index) => (index < lines.length - 1 ? line.replace(/\.$/, '') : line)).join(', ');
}

/** The box of a stamp, measured. Throws AppError 'stamp-text-unsupported'. */
export function layOutStamp(
  kind: StampKind,
  lines: readonly BoxLine[],
  values: ShownValues,
  font: Uint8Array,
): TextBox {
  const { minHeightPt, tone, frame } = kind;
  const code = kind.qr ? { qr: qrCode(checkCode(values)) } : {};
  return layOutBox(lines, font, kind.minWidthPt, { minHeightPt, tone, frame, ...code });
}

/** What the QR code says: enough to find the Dokument and to see whether it is the same file. */
function checkCode(values: ShownValues): string {
  return `AKTE:D=${values.get('dokument')};F=${values.get('fassung')};SHA256=${values.get('hash')}`;
}

function placeBox(
  box: TextBox,
  page: PageGeometry,
  { corner, dxPt, dyPt }: StampCorner,
  place: DisplayPlace | undefined,
): DisplayRect {
  const size = { width: box.widthPt, height: box.heightPt };
  if (place?.x !== undefined && place.y !== undefined) return { x: place.x, y: place.y, ...size };
  // A page too small for the distances still shows the whole stamp where that is possible.
  const right = Math.max(0, page.widthPt - box.widthPt);
  const top = Math.max(0, page.heightPt - box.heightPt);
  return {
    x: corner.endsWith('right') ? Math.max(0, right - dxPt) : Math.min(dxPt, right),
    y: corner.startsWith('top') ? Math.max(0, top - dyPt) : Math.min(dyPt, top),
    ...size,
  };
}
