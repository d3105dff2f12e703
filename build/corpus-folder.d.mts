/** Folder of the real PDFs, null where they are absent. */
export const corpusFolder: string | null;
