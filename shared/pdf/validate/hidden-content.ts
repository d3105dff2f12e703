import { isType, nameOf } from '../file/objects.ts';
import { annotationsOf, type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { rectOf } from './annotation-places.ts';
import type { ChangeFact } from './change-fact.ts';
import { overlap, shownArea } from './hidden-text.ts';
import { type Area, contentAreas } from './text-areas.ts';

/**
 * Which of these annotations (by object number), added or filled in after a signature, lie over signed pictures, drawings or
 * other annotations? What stood there no program can read, as it can text. `pictures`: only those count, because forms are
 * drawn around their fields.
 */
export function coversContent(
  signed: PdfFile,
  current: PdfFile,
  numbers: ReadonlySet<number>,
  what: 'pictures' | 'everything',
): ChangeFact[] {
  if (numbers.size === 0) return [];
  const signedPages = [...pages(signed)];
  return [...pages(current)].flatMap((page, pageIndex) => {
    const before = signedPages[pageIndex];
    const added = annotationsOf(current, page).filter((item) => isType(item, 'ref') && numbers.has(item.num));
    if (before === undefined || added.length === 0) return [];
    const { text, drawn, pictures } = contentAreas(signed, before);
    const under = what === 'pictures' ? pictures : [...pictures, ...drawn, ...annotationAreas(signed, before)];
    return added.flatMap((item): ChangeFact[] => {
      const annotation = current.dict(item);
      const area = annotation && shownArea(current, page, annotation);
      const isOver = (areas: readonly Area[]): boolean => area !== undefined && areas.some((one) => overlap(one, area));
      // Over text there is a warning of its own.
      if (annotation === undefined || isOver(text) || !isOver(under)) return [];
      const code = what === 'pictures' ? 'field-over-content' : 'annotation-over-content';
      const name = nameOf(current.resolve(annotation.get('Subtype'))) ?? '?';
      return [{ code, name, pageIndex, ...rectOf(current, page, annotation) }];
    });
  });
}

function annotationAreas(file: PdfFile, page: Page): Area[] {
  return annotationsOf(file, page).flatMap((item) => {
    const annotation = file.dict(item);
    const area = annotation && shownArea(file, page, annotation);
    return area === undefined ? [] : [area];
  });
}
