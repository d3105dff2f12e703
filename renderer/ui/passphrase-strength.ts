/** How well a passphrase protects, in steps that a person can act on. */
export type Strength = 'leer' | 'zuKurz' | 'schwach' | 'gut' | 'stark';

/** Fewest characters that the vault accepts. */
export const minPassphraseLength = 12;

/** Judges by length and variety; the vault itself has the last word. */
export function judgePassphrase(passphrase: string): Strength {
  const length = [...passphrase].length;
  if (length === 0) return 'leer';
  if (length < minPassphraseLength) return 'zuKurz';
  const distinct = new Set(passphrase.toLowerCase()).size;
  if (distinct < 7 || hasRun(passphrase)) return 'schwach';
  const words = passphrase
    .trim()
    .split(/[\s\-_.]+/)
    .filter((word) => word.length > 2).length;
  return length >= 20 || words >= 4 ? 'stark' : 'gut';
}

/** Whether most of it is one run such as 123456789 or abcdefgh or aaaaaaa. */
function hasRun(text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  let steps = 0;
  for (let i = 1; i < codes.length; i += 1) {
    const step = (codes[i] ?? 0) - (codes[i - 1] ?? 0);
    if (step === 0 || step === 1 || step === -1) steps += 1;
  }
  return steps > codes.length / 2;
}
