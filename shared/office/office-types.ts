/** Media types of the text files that an office suite writes: OpenDocument (ISO/IEC 26300) and Office Open XML (ISO/IEC 29500). */
export const officeTypes = {
  odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  docm: 'application/vnd.ms-word.document.macroEnabled.12',
} as const;

/** Endings of such files; `docm` may hold macros. */
export type OfficeEnding = keyof typeof officeTypes;
export type OfficeType = (typeof officeTypes)[OfficeEnding];

/** Endings under which a file is opened for editing: nothing that may hold macros by its kind (O12). */
export const editableEndings = ['odt', 'docx'] as const;
export type EditableEnding = (typeof editableEndings)[number];

/** The ending of a text file of this media type; null when it is none. */
export function officeEnding(mimetyp: string): OfficeEnding | null {
  const found = Object.entries(officeTypes).find(([, type]) => type === mimetyp);
  return found ? (found[0] as OfficeEnding) : null;
}

/** Is a Version of this media type a text file of an office suite? */
export function isOffice(mimetyp: string): mimetyp is OfficeType {
  return officeEnding(mimetyp) !== null;
}
