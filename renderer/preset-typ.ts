/**
 * The Vorgangstyp that a new Vorgang begins with: the one that the agency offers where it offers exactly one. Otherwise '':
 * steps, Unterlagen and Fristen hang on it, so a person chooses (A67).
 */
export function presetTyp(offered: readonly string[]): string {
  const [only = '', ...others] = offered;
  return others.length === 0 ? only : '';
}
