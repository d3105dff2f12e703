import { geometryOf } from '../appearance/page-geometry.ts';
import type { Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { type Area, contentAreas } from './text-areas.ts';

/** How much of the page a picture covers that counts as its scan. */
const scanShare = 0.7;

/** Whether a page is the picture of a paper with the words that a machine read laid invisibly over it. */
export function isScannedPage(file: PdfFile, page: Page): boolean {
  const { text, unpainted, pictures } = contentAreas(file, page);
  // A stamp or a header line that was printed over the scan leaves it one.
  if (unpainted.length === 0 || unpainted.length < text.length / 2) return false;
  const { box } = geometryOf(file, page);
  const sheet = (box[2] - box[0]) * (box[3] - box[1]);
  // Large scans come in strips.
  const covered = pictures.reduce((sum, area) => sum + common(area, box), 0);
  return covered >= scanShare * sheet;
}

function common(a: Area, b: Area): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}
