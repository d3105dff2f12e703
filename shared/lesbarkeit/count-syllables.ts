/**
 * Syllables of a word, counted by its vowels: right for most words, one off for some (Familie). At least 1; what has no vowel,
 * such as an abbreviation, counts as 1.
 */
export function countSyllables(word: string, sprache: 'de' | 'en'): number {
  const letters = word.toLowerCase().normalize('NFC');
  const count = sprache === 'de' ? countGerman(letters) : countEnglish(letters);
  return Math.max(1, count);
}

function countGerman(word: string): number {
  const plain = word
    .replace(/qu/g, 'q')
    .replace(/^y(?=[aeiou])/, 'j')
    .replace(/é|è|ê/g, 'e')
    .replace(/à|á/g, 'a');
  return plain.match(/aa|ai|au|ay|äu|ee|ei|eu|ey|ie|oo|ou|[aeiouyäöü]/g)?.length ?? 0;
}

function countEnglish(word: string): number {
  const plain = word
    .replace(/['’]s?$/, '')
    .replace(/qu/g, 'q')
    .replace(/^y/, '')
    // A mute e, also before s and d, but not in -le after a consonant, nor where it is sounded (wanted, houses).
    .replace(/(?<![aeioulr])es$/, (ending, at: number) => (/(s|x|z|c|g|ch|sh)$/.test(word.slice(0, at)) ? ending : 's'))
    .replace(/(?<![td])ed$/, 'd')
    .replace(/(?<=[aeiouy][a-z]*)(?<![^aeiouy]l)e$/, '');
  const joined = plain.match(/[aeiouy]+/g)?.length ?? 0;
  // Two sounded vowels side by side, as in reliable, area, science.
  const parted = plain.match(/i(?:a(?!l$|n$)|et|o(?!n))|(?<!p)eo|ua|uo(?!s)|ea$|ien/g)?.length ?? 0;
  return joined + parted;
}
