import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../../errors.ts';
import { calGray } from '../appearance/colours.ts';
import { TextFont } from '../appearance/embed-font.ts';
import { displayMatrix, geometryOf, type PageGeometry } from '../appearance/page-geometry.ts';
import { requireChangeAllowed } from '../change-rights.ts';
import { Appender } from '../file/append.ts';
import { dict, latin1Bytes, type PdfDict, type PdfObject } from '../file/objects.ts';
import { type Page, pages } from '../file/page-tree.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { DisplayRect, StampRequest, StampResult } from '../pdf-types.ts';
import type { StampKind } from './stamp-kind.ts';
import { requireStampAllowed } from './stamp-rights.ts';
import { type ShownValues, stampLines } from './stamp-text.ts';

/** The mark of one page: its content in display points, where it lies, what it says. */
type Mark = { readonly content: string; readonly rect: DisplayRect; readonly text: string };

/**
 * Draws on every page of an unsigned copy: numbers at the edge, or a word across. The marks are artifacts (§14.8.2.2): a
 * screen reader passes over them. The original stays a prefix here, too. Throws AppError 'stamp-only-unsigned' …
 */
export function appendPageMarks(request: StampRequest, kind: StampKind, values: ShownValues): StampResult {
  const file = new PdfFile(request.source, request.password);
  requireChangeAllowed(file, 'stamp');
  requireStampAllowed(file, kind, undefined);
  const font = new TextFont(request.font);
  const all = [...pages(file)];
  const start = kind.nature === 'paginierung' ? startNumber(values) : 0;
  const marks = all.map((page, index) => {
    const numbered = new Map([...values, ['blatt', String(start + index)], ['gesamt', String(start + all.length - 1)]]);
    const text = stampLines(kind, kind.nature === 'paginierung' ? numbered : values)
      .map((line) => line.text)
      .join(' ');
    const geometry = geometryOf(file, page);
    const draw = kind.nature === 'paginierung' ? numberMark : acrossMark;
    return draw({ kind, text, geometry, font });
  });
  if (marks.length === 0) throw new AppError('pdf-no-pages');
  const update = new Appender(file);
  const fontRef = font.embed(update);
  const save = update.add({ dict: dict({}), bytes: latin1Bytes('q\n') });
  all.forEach((page, index) => {
    const content = `Q\n${marks[index]!.content}`;
    const after = update.add({ dict: dict({}), bytes: latin1Bytes(content) });
    update.extend(page.ref, {
      Contents: [save, ...contentsOf(file, page), after],
      Resources: withMarkResources(file, page, fontRef),
    });
  });
  const id = sha256(latin1Bytes(`${request.id} ${file.source.size}`)).subarray(0, 16);
  const { appended } = update.write(id);
  const { rect, text } = marks[0]!;
  return { baseSizeBytes: file.source.size, appended, pageIndex: 0, rect, text, accessibility: 'kept' };
}

type MarkTask = {
  readonly kind: StampKind;
  readonly text: string;
  readonly geometry: PageGeometry;
  readonly font: TextFont;
};

const numberPt = 10;

function numberMark({ kind, text, geometry, font }: MarkTask): Mark {
  const { corner, dxPt, dyPt } = kind.place;
  const width = font.width(text, numberPt);
  const x = corner.endsWith('right') ? Math.max(0, geometry.widthPt - dxPt - width) : dxPt;
  const y = corner.startsWith('top') ? Math.max(0, geometry.heightPt - dyPt - numberPt) : dyPt;
  const rect = { x, y, width, height: numberPt };
  const body = `0.1 scn BT /AktF0 ${numberPt} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${font.encode(text)} Tj ET`;
  return { content: artifact(geometry, '/Type/Pagination', body), rect, text };
}

/** An outline, so that nothing of the page is hidden, and without transparency, which old PDF/A forbids. */
function acrossMark({ text, geometry, font }: MarkTask): Mark {
  const { widthPt, heightPt } = geometry;
  const angle = Math.atan2(heightPt, widthPt);
  const sizePt = Math.min(160, (0.75 * Math.hypot(widthPt, heightPt)) / Math.max(0.1, font.width(text, 1)));
  const width = font.width(text, sizePt);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const x = widthPt / 2 - (cos * width) / 2 + (sin * sizePt) / 3;
  const y = heightPt / 2 - (sin * width) / 2 - (cos * sizePt) / 3;
  const matrix = [cos, sin, -sin, cos, x, y].map((value) => value.toFixed(4)).join(' ');
  const body = `0.55 SCN 1 w BT 1 Tr /AktF0 ${sizePt.toFixed(2)} Tf ${matrix} Tm ${font.encode(text)} Tj ET`;
  const rect = { x: 0, y: 0, width: widthPt, height: heightPt };
  return { content: artifact(geometry, '/Type/Background', body), rect, text };
}

function artifact(geometry: PageGeometry, properties: string, body: string): string {
  const matrix = displayMatrix(geometry)
    .map((value) => Number(value.toFixed(6)))
    .join(' ');
  return `/Artifact <<${properties}>> BDC\nq ${matrix} cm /AktG CS /AktG cs ${body} Q\nEMC\n`;
}

function startNumber(values: ShownValues): number {
  const start = Number(values.get('start'));
  if (!Number.isInteger(start) || start < 0 || start > 1_000_000) throw new AppError('stamp-field-invalid');
  return start;
}

function contentsOf(file: PdfFile, page: Page): readonly PdfObject[] {
  const contents = page.dict.get('Contents');
  return file.array(contents) ?? (contents === undefined || file.resolve(contents) === null ? [] : [contents]);
}

function withMarkResources(file: PdfFile, page: Page, font: PdfObject): PdfDict {
  const resources = file.dict(page.inherited.get('Resources')) ?? new Map();
  const within = (key: string, name: string, value: PdfObject): PdfDict =>
    new Map([...(file.dict(resources.get(key)) ?? []), [name, value]]);
  return new Map<string, PdfObject>([
    ...resources,
    ['Font', within('Font', 'AktF0', font)],
    ['ColorSpace', within('ColorSpace', 'AktG', calGray)],
  ]);
}
