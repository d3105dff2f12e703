/** Endings of the files that are taken in: documents, scans, e-mails, text files, containers with signatures (ASiC), and signatures (CMS). */
export const acceptedEndings = [
  'pdf',
  'tif',
  'tiff',
  'asice',
  'sce',
  'asics',
  'scs',
  'p7s',
  'p7m',
  'p7',
  'sig',
  'pkcs7',
  'eml',
  'odt',
  'docx',
  'docm',
  'msg',
] as const;

/** A file name without the endings that say nothing to a person: `Antrag.pdf.p7m` is `Antrag`. */
export function withoutEnding(name: string): string {
  const ending = new RegExp(`\\.(${acceptedEndings.join('|')})$`, 'i');
  return name.replace(ending, '').replace(ending, '') || name;
}
