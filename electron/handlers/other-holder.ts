/** A key that names somebody else than the person who is signed in: both names. */
export interface OtherHolder {
  readonly holder: string;
  readonly person: string;
}

/**
 * Whom a certificate names, where that is somebody else than the person who is signed in; null when every word of her name
 * stands in it, in whatever order and spelling, or when the certificate was not read yet (`subject` null).
 */
export function otherHolder(subject: string | null, person: string): OtherHolder | null {
  if (!subject) return null;
  const named = new Set(words(subject));
  return words(person).every((word) => named.has(word)) ? null : { holder: subject, person };
}

const titles: ReadonlySet<string> = new Set(['dr', 'prof']);
const written: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i' };

/** "Dr. Jörg MÜLLER-Groß" -> joerg, mueller, gross. */
function words(name: string): readonly string[] {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßı]/g, (letter) => written[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '' && !titles.has(word));
}
