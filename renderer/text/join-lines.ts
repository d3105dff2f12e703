/**
 * Lines of a page as running text: a word that was divided at the end of a line is whole again (`Umwelt-` / `gutachten`),
 * what a compound leaves out stays (`Umwelt-` / `und Naturschutz`). Soft hyphens and control characters go.
 */
export function joinLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]+/g, ' ')
    .replace(/(\p{L})[-\u2010\u00ad][ \t]*\n[ \t]*(?!(?:und|oder|bzw|sowie|and|or)\b)(\p{Ll})/gu, '$1$2')
    .replaceAll('\u00ad', '')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
