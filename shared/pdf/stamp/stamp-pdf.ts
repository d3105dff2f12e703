import { sha256 } from '@noble/hashes/sha2.js';
import { geometryOf, type PageGeometry, toUserSpace } from '../appearance/page-geometry.ts';
import { drawBox, layOutBox, type TextBox } from '../appearance/text-box.ts';
import { requireChangeAllowed } from '../change-rights.ts';
import { Appender } from '../file/append.ts';
import { dict, latin1Bytes, name, number, pdfDate, text } from '../file/objects.ts';
import { pageAt } from '../file/page-tree.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { DisplayPlace, DisplayRect, StampRequest, StampResult } from '../pdf-types.ts';
import { requireIntact } from '../sign/require-intact.ts';
import type { StampKind } from './stamp-kinds.ts';
import { stampKind, stampLines } from './stamp-text.ts';

const marginPt = 20;
// Print, ReadOnly, Locked (table 167).
const annotationFlags = 4 + 64 + 128;

/**
 * Appends a stamp as a /Stamp annotation (§12.5.6.12) with its own appearance and a full text alternative. Nothing of the
 * original changes but the page's list of annotations. Throws AppError, among them 'pdf-changes-forbidden',
 * 'pdf-signature-broken'.
 */
export function appendStamp(request: StampRequest): StampResult {
  const kind = stampKind(request.kind);
  const box = layOutBox(stampLines(kind, request.fields), request.font, kind.minWidthPt);
  const file = new PdfFile(request.source, request.password);
  requireChangeAllowed(file, 'stamp');
  requireIntact(file, request.makeDigest, request.at);
  const pageIndex = request.place?.pageIndex ?? 0;
  const page = pageAt(file, pageIndex);
  const geometry = geometryOf(file, page);
  const rect = placeBox(box, geometry, kind, request.place);
  const alternative = box.lines.map((line) => line.text).join(', ');
  const update = new Appender(file);
  const stamp = dict({
    Type: name('Annot'),
    Subtype: name('Stamp'),
    Rect: toUserSpace(geometry, rect),
    P: page.ref,
    F: number(annotationFlags),
    NM: text(request.id),
    M: pdfDate(request.at),
    Subj: text(kind.name),
    Contents: text(alternative),
    Name: name(kind.id),
    AP: dict({ N: drawBox(box, geometry.rotation, update) }),
  });
  update.push(page.ref, 'Annots', update.add(stamp));
  const id = sha256(latin1Bytes(`${request.id} ${file.source.size}`)).subarray(0, 16);
  const { appended } = update.write(id);
  return { baseSizeBytes: file.source.size, appended, pageIndex, rect, text: alternative };
}

function placeBox(box: TextBox, page: PageGeometry, kind: StampKind, place: DisplayPlace | undefined): DisplayRect {
  const size = { width: box.widthPt, height: box.heightPt };
  if (place?.x !== undefined && place.y !== undefined) return { x: place.x, y: place.y, ...size };
  const right = Math.max(0, page.widthPt - box.widthPt - marginPt);
  const top = Math.max(0, page.heightPt - box.heightPt - marginPt);
  return {
    x: kind.defaultPlace.endsWith('right') ? right : Math.min(marginPt, right),
    y: kind.defaultPlace.startsWith('top') ? top : Math.min(marginPt, top),
    ...size,
  };
}
