import { geometryOf } from '../appearance/page-geometry.ts';
import type { Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { type Area, contentAreas } from './text-areas.ts';

/** How much of the page a picture covers that counts as its scan. */
const scanShare = 0.7;
/** How much it covers that may hold words: half a sheet is a letter laid on the glass. */
const pictureShare = 0.3;
/** More signs than two stamps and a header line have: the page has its own text, the picture is one in it. */
const mostLetters = 300;

/** What a page is: a picture whose words lie invisibly over it, a picture whose words nobody has read yet, or neither. */
export type PageLook = 'scan' | 'picture' | 'other';

/** Tells what a page is; `letters` = how many signs of text it has, invisible ones too. */
export function lookOfPage(file: PdfFile, page: Page, letters: number): PageLook {
  const { text, unpainted, pictures } = contentAreas(file, page);
  // A stamp or a header line that was printed over the scan leaves it one.
  const isRead = unpainted.length > 0 && unpainted.length >= text.length / 2;
  if (!isRead && letters > mostLetters) return 'other';
  const { box } = geometryOf(file, page);
  const sheet = (box[2] - box[0]) * (box[3] - box[1]);
  // Large scans come in strips.
  const covered = pictures.reduce((sum, area) => sum + common(area, box), 0);
  if (covered < (isRead ? scanShare : pictureShare) * sheet) return 'other';
  return isRead ? 'scan' : 'picture';
}

function common(a: Area, b: Area): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}
