import type { DisplayRect } from '../display-rect.ts';

/**
 * What later revisions did to a signed one, and what may hide or replace signed text. The words stand under
 * `aenderung.<code>` in `texts/pruefung-de.ts` and `pruefung-en.ts`; the compiler refuses a code without them.
 */
export const changeCodes = [
  // permitted on many files
  'store-added',
  'metadata-changed',
  'timestamp-added',
  'signature-added',
  'field-filled',
  'annotation-added',
  'annotation-with-text-added',
  'annotations-removed',
  // the document as a whole
  'store-reduced',
  'catalog-replaced',
  'catalog-key-changed',
  'encryption-changed',
  'pages-changed',
  'page-keys-changed',
  // its form
  'form-key-changed',
  'field-added',
  'field-removed',
  'field-changed',
  'signature-over-text',
  'signature-to-certified',
  // single objects and bytes
  'page-object-changed',
  'object-changed',
  'object-added',
  'object-removed',
  'object-listed-twice',
  'unlisted-object-added',
  'unlisted-bytes-added',
  'double-key-added',
  'stream-length-wrong',
  // only warnings
  'unlisted-objects',
  'double-keys',
  'annotation-over-text',
  'annotation-with-text-over-text',
  'field-over-text',
  'annotation-over-content',
  'field-over-content',
  'unsearchable',
] as const;

/** One of {@link changeCodes}. */
export type ChangeCode = (typeof changeCodes)[number];

/** One thing that was found, as data; each code has the parts that its sentence names. */
export type ChangeFact = {
  readonly code: ChangeCode;
  /** From 0. */
  readonly pageIndex?: number;
  /** Where on that page, when it shows anything. */
  readonly rect?: DisplayRect;
  /** Of a field, a key, a kind of annotation (as the PDF names it) or an object. */
  readonly name?: string;
  /** What an annotation says. */
  readonly text?: string;
};

/** A change after a signature, and whether the signature allows it. */
export type Change = ChangeFact & { readonly isPermitted: boolean };
