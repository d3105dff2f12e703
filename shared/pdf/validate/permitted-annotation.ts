import type { FormField } from '../file/form-fields.ts';
import { isType, nameOf, type PdfDict } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { CertificationLevel } from '../pdf-types.ts';
import { widgetNumbers } from './annotation-places.ts';

// ISO 32000-2 table 171 without what plays, embeds or is made for printing presses: nobody comments with these.
const quiet = new Set(
  'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Popup FileAttachment Redact'.split(
    ' ',
  ),
);
const deepestForm = 100;
const harmlessActions = new Set(['URI', 'GoTo']);

/** May this annotation be added to a file of that level (null: not certified)? Stamps always, others at level 3. */
export function isPermittedAnnotation(
  file: PdfFile,
  annotation: PdfDict | undefined,
  level: CertificationLevel | null,
): boolean {
  const subtype = nameOf(file.resolve(annotation?.get('Subtype'))) ?? '';
  const isOfLevel = level === 3 ? quiet.has(subtype) : level === null && subtype === 'Stamp';
  return annotation !== undefined && isOfLevel && !doesSomething(file, annotation);
}

/** Do a new field, its widgets and the new fields above it neither do nor, above it, show anything? */
export function isQuietField(file: PdfFile, field: FormField, newNumbers: ReadonlySet<number>): boolean {
  const own = widgetNumbers(file, field).map((num) => file.dict({ type: 'ref', num, gen: 0 }));
  if ([field.dict, ...own].some((dict) => dict !== undefined && doesSomething(file, dict))) return false;
  let parent = field.dict.get('Parent');
  for (let depth = 0; isType(parent, 'ref') && newNumbers.has(parent.num) && depth < deepestForm; depth++) {
    const above = file.dict(parent);
    if (above === undefined || doesSomething(file, above) || above.has('Subtype') || above.has('AP')) return false;
    parent = above.get('Parent');
  }
  return true;
}

/**
 * Does an annotation or field do more than lead to a place? An action can show and hide signed layers and fields, some by
 * itself as soon as the page is seen (§12.6.3, §12.6.4).
 */
function doesSomething(file: PdfFile, annotation: PdfDict): boolean {
  if (annotation.has('AA')) return true;
  if (!annotation.has('A')) return false;
  const action = file.dict(annotation.get('A'));
  const kind = nameOf(file.resolve(action?.get('S'))) ?? '';
  return !harmlessActions.has(kind) || action?.has('Next') === true;
}
