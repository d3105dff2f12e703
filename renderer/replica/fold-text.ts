/**
 * Text as German lists compare and find it (DIN 5007-1): lower case, umlauts as their vowel, ß as ss. So Müller stands
 * beside Muller, and both are found by either spelling.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (isAscii(lower)) return lower;
  // Most of what is not ASCII is one of these: spare them the decomposition.
  const plain = lower.replace(/[äöüß]/g, (letter) => germanLetters[letter] ?? letter);
  return isAscii(plain) ? plain : plain.normalize('NFD').replace(/\p{M}+/gu, '');
}

const germanLetters: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u', ß: 'ss' };

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
