import { nameOf, type PdfDict } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { CertificationLevel } from '../pdf-types.ts';

// ISO 32000-2 table 171 without what plays, embeds or is made for printing presses: nobody comments with these.
const quiet = new Set(
  'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Popup FileAttachment Redact'.split(
    ' ',
  ),
);
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

/**
 * Does an annotation or field do more than lead to a place? An action can show and hide signed layers and fields, some by
 * itself as soon as the page is seen (§12.6.3, §12.6.4).
 */
export function doesSomething(file: PdfFile, annotation: PdfDict): boolean {
  if (annotation.has('AA')) return true;
  if (!annotation.has('A')) return false;
  const action = file.dict(annotation.get('A'));
  const kind = nameOf(file.resolve(action?.get('S'))) ?? '';
  return !harmlessActions.has(kind) || action?.has('Next') === true;
}
