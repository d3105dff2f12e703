import { expect, test } from 'vitest';
import { countSyllables } from '../../../shared/lesbarkeit/count-syllables.ts';
import { easeGrade, measureText, readingEase } from '../../../shared/lesbarkeit/measure-text.ts';
import { splitSentences } from '../../../shared/lesbarkeit/split-sentences.ts';

// Parted by hand after Duden.
const german =
  'An-trag Be-scheid Wi-der-spruch Be-hör-de Äu-ße-rung Bau-er Frau ei-ne Sie le-sen Na-ti-on ge-eig-net be-an-tra-gen ' +
  'Rechts-be-helfs-be-leh-rung Ver-wal-tungs-ver-fah-rens-ge-setz quer Quel-le neu häu-fig Boot See Haus-auf-ga-ben ' +
  'Aus-kunft Ge-schäfts-zei-chen Un-ter-la-gen Mai Saal Öl The-a-ter be-ob-ach-ten Ge-burts-ur-kun-de';
// Parted by hand after Merriam-Webster.
const english =
  'the cat mat let-ter ap-pli-ca-tion de-ci-sion be-cause make makes made want-ed asked ob-jec-tion au-thor-i-ty doc-u-ment ' +
  'ta-ble peo-ple rea-son quick ques-tion hous-es box-es re-li-a-ble a-re-a sci-ence day eye your pro-vide';

test('T20: syllables are counted as dictionaries part them', () => {
  const wrong = (list: string, sprache: 'de' | 'en') =>
    list
      .split(' ')
      .map((word) => [word, word.split('-').length, countSyllables(word.replaceAll('-', ''), sprache)] as const)
      .filter(([, expected, counted]) => expected !== counted);
  expect(wrong(german, 'de')).toEqual([]);
  expect(wrong(english, 'en')).toEqual([]);
});

test('T21: sentences end at full stops, not at abbreviations, numbers of days or provisions', () => {
  const text =
    'Sie können sich bis zum 14. Dezember 2026 äußern (§ 28 Abs. 1 VwVfG). Was dann? Bringen Sie z. B. den Vertrag mit.\nDr. Weiß';
  expect(splitSentences(text).map(({ text }) => text)).toEqual([
    'Sie können sich bis zum 14. Dezember 2026 äußern (§ 28 Abs. 1 VwVfG).',
    'Was dann?',
    'Bringen Sie z. B. den Vertrag mit.',
    'Dr. Weiß',
  ]);
  for (const { text: part, from, to } of splitSentences(text)) expect(text.slice(from, to)).toBe(part);
});

test('T22: reading ease is that of Flesch (English) and Amstad (German)', () => {
  // "The cat sat on the mat": 6 words, 6 syllables, one sentence; its value is the textbook example of the formula.
  expect(readingEase(6, 1, 'en')).toBeCloseTo(116.145, 3);
  // Reckoned by hand: 10 times 6 words and 7 syllables in 2 sentences; 180 - 3 - 58.5 * 7/6.
  const found = measureText(Array(10).fill('Der Hund bellt. Die Katze schläft.'), 'de');
  expect(found).toMatchObject({ words: 60, sentences: 20, wordsPerSentence: 3, hard: [], passive: 0, nominal: 0 });
  expect(found?.syllablesPerWord).toBeCloseTo(70 / 60, 10);
  expect(found?.ease).toBeCloseTo(108.75, 8);
  expect([75, 50, 35, 10].map(easeGrade)).toEqual(['easy', 'medium', 'hard', 'very-hard']);
  expect(measureText(['Zu kurz.'], 'de')).toBeNull();
});

test('T23: long sentences, passive and nominal style are told, the longest sentence first', () => {
  const long = `Der Antrag wird nach Prüfung der Unterlagen ${'und weiterer Nachweise '.repeat(9)}abgelehnt.`;
  const longer = `Wir haben ${'sehr lange und gründlich '.repeat(9)}gelesen.`;
  const found = measureText(['Kurz.', `${long} Gut.`, longer], 'de');
  expect(found?.hard.map(({ paragraph, words, from }) => [paragraph, words, from])).toEqual([
    [2, 39, 0],
    [1, 35, 0],
  ]);
  expect(found).toMatchObject({ passive: 1, nominal: 1 });
});
