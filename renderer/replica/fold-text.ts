/**
 * Text as German lists compare and find it (DIN 5007-1): lower case, umlauts as their vowel, ß as ss. So Müller stands
 * beside Muller, and both are found by either spelling.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii(lower)) return lower;
  // Most of what is not ASCII is one of these: spare them the decomposition.
  const plain = lower.replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u').replaceAll('ß', 'ss');
  return isAscii(plain) ? plain : plain.normalize('NFD').replace(/\p{M}+/gu, '');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
