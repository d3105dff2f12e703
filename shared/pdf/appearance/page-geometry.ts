import { number, numberOf, type PdfObject } from '../file/objects.ts';
import type { Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { DisplayRect, PageFacts } from '../pdf-types.ts';

/** How a page is displayed: its visible box in user space, turn and unit. */
export type PageGeometry = PageFacts & {
  readonly box: readonly [number, number, number, number];
  readonly userUnit: number;
};

const letter: Box = [0, 0, 612, 792];
type Box = readonly [number, number, number, number];

/** Reads CropBox (cut to MediaBox), /Rotate and /UserUnit as ISO 32000-2 §14.11.2 and table 31 say; tolerant of nonsense. */
export function geometryOf(file: PdfFile, page: Page): PageGeometry {
  const media = boxOf(file, page.inherited.get('MediaBox')) ?? letter;
  const box = intersect(boxOf(file, page.inherited.get('CropBox')) ?? media, media) ?? media;
  const turns = Math.round((numberOf(file.resolve(page.inherited.get('Rotate'))) ?? 0) / 90);
  const rotation = ((((turns % 4) + 4) % 4) * 90) as PageFacts['rotation'];
  const unit = numberOf(file.resolve(page.dict.get('UserUnit'))) ?? 1;
  const userUnit = unit > 0 ? unit : 1;
  const across = (box[2] - box[0]) * userUnit;
  const up = (box[3] - box[1]) * userUnit;
  const isTurned = rotation === 90 || rotation === 270;
  return { box, rotation, userUnit, widthPt: isTurned ? up : across, heightPt: isTurned ? across : up };
}

/** A rectangle of the displayed page as /Rect in user space. */
export function toUserSpace(geometry: PageGeometry, rect: DisplayRect): PdfObject[] {
  const a = pointToUserSpace(geometry, rect.x, rect.y);
  const b = pointToUserSpace(geometry, rect.x + rect.width, rect.y + rect.height);
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])].map(number);
}

/** The matrix (§8.3.4) from points of the displayed page to user space. */
export function displayMatrix(geometry: PageGeometry): readonly number[] {
  const [e, f] = pointToUserSpace(geometry, 0, 0);
  const [right, alongRight] = pointToUserSpace(geometry, 1, 0);
  const [up, alongUp] = pointToUserSpace(geometry, 0, 1);
  return [right - e, alongRight - f, up - e, alongUp - f, e, f];
}

function pointToUserSpace(geometry: PageGeometry, xPt: number, yPt: number): readonly [number, number] {
  const [left, bottom, right, top] = geometry.box;
  const x = xPt / geometry.userUnit;
  const y = yPt / geometry.userUnit;
  switch (geometry.rotation) {
    case 0:
      return [left + x, bottom + y];
    case 90:
      return [right - y, bottom + x];
    case 180:
      return [right - x, top - y];
    case 270:
      return [left + y, top - x];
  }
}

/** A rectangle in user space (two opposite corners) as it lies on the displayed page. */
export function toDisplayRect(geometry: PageGeometry, rect: Box): DisplayRect {
  const a = pointToDisplay(geometry, rect[0], rect[1]);
  const b = pointToDisplay(geometry, rect[2], rect[3]);
  const [x, y] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
  return { x, y, width: Math.abs(a[0] - b[0]), height: Math.abs(a[1] - b[1]) };
}

function pointToDisplay({ box, rotation, userUnit }: PageGeometry, x: number, y: number): readonly [number, number] {
  const [left, bottom, right, top] = box;
  const points: Readonly<Record<PageFacts['rotation'], readonly [number, number]>> = {
    0: [x - left, y - bottom],
    90: [y - bottom, right - x],
    180: [right - x, top - y],
    270: [top - y, x - left],
  };
  const [across, up] = points[rotation];
  return [across * userUnit, up * userUnit];
}

function boxOf(file: PdfFile, object: PdfObject | undefined): Box | undefined {
  const values = file.array(object)?.map((item) => numberOf(file.resolve(item)));
  if (values?.length !== 4 || values.some((value) => value === undefined)) return undefined;
  const [a, b, c, d] = values as [number, number, number, number];
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function intersect(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}
