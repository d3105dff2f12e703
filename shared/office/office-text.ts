import type { OfficeType } from './office-types.ts';

/** A heading or a paragraph. */
export interface OfficeBlock {
  readonly isHeading: boolean;
  readonly text: string;
}

/**
 * What a person has to know of a text file before she opens it: `makros` programs in it, `nachgeladen` content that lies
 * elsewhere and would be fetched, `objekte` files of other programs in it, `aenderungen` tracked changes, `kommentare` notes at
 * the margin, `signatur` a signature of the suite, which is not checked and ends with the next change.
 */
export const officeConcerns = ['makros', 'nachgeladen', 'objekte', 'aenderungen', 'kommentare', 'signatur'] as const;
export type OfficeConcern = (typeof officeConcerns)[number];

/** The words of a text file, without its looks. */
export interface OfficeText {
  readonly type: OfficeType;
  readonly blocks: readonly OfficeBlock[];
  /** Headers, footers and notes. */
  readonly margins: readonly OfficeBlock[];
  readonly concerns: readonly OfficeConcern[];
  /** More words than are shown or indexed. */
  readonly isShortened: boolean;
}

/** Could it act on its own when it opens? Then it is neither opened outside nor converted (O12). */
export function isActive(concerns: readonly OfficeConcern[]): boolean {
  return concerns.includes('makros') || concerns.includes('nachgeladen');
}
