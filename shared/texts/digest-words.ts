/** A SHA-256 in hexadecimal, whole, in two lines of groups of four, as it is read aloud. */
export function digestWords(sha: string): string {
  return (sha.match(/.{32}/g) ?? []).map((line) => line.match(/.{4}/g)?.join(' ')).join('\n');
}
