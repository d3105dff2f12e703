import { countSyllables } from './count-syllables.ts';
import { type Satz, splitSentences } from './split-sentences.ts';

/** From this length on a sentence is marked as hard, in words; what GOV.UK's guide to plain English asks to split. */
export const hardWords = 25;

/** A sentence with the paragraph it stands in, from 0. */
export interface HardSatz extends Satz {
  readonly paragraph: number;
  readonly words: number;
}

/** What can be counted of how a text reads. A hint: no number knows whether a text is clear. */
export interface Lesbarkeit {
  readonly words: number;
  readonly sentences: number;
  /** On average, one decimal is meant. */
  readonly wordsPerSentence: number;
  readonly syllablesPerWord: number;
  /**
   * Reading ease, about 0 (hard) to 100 (easy). English: R. Flesch, A new readability yardstick, J. Appl. Psychol. 32 (1948)
   * 221: 206.835 - 1.015 ASL - 84.6 ASW. German: T. Amstad, Wie verständlich sind unsere Zeitungen?, Zürich 1978:
   * 180 - ASL - 58.5 ASW.
   */
  readonly ease: number;
  /** Sentences that look like the passive, and nouns made of verbs and adjectives: estimated by their forms. */
  readonly passive: number;
  readonly nominal: number;
  /** Sentences of more than {@link hardWords} words, the longest first. */
  readonly hard: readonly HardSatz[];
}

/** Measures paragraphs; null while there are fewer than 30 words, of which no average says anything. */
export function measureText(paragraphs: readonly string[], sprache: 'de' | 'en'): Lesbarkeit | null {
  const found = sentencesOf(paragraphs);
  const all = found.flatMap(({ text }) => wordsOfSentence(text));
  if (all.length < 30) return null;
  const syllables = all.reduce((sum, word) => sum + countSyllables(word, sprache), 0);
  const wordsPerSentence = all.length / found.length;
  const syllablesPerWord = syllables / all.length;
  return {
    words: all.length,
    sentences: found.length,
    wordsPerSentence,
    syllablesPerWord,
    ease: readingEase(wordsPerSentence, syllablesPerWord, sprache),
    passive: found.filter(({ text }) => looksPassive(wordsOfSentence(text), sprache)).length,
    nominal: all.filter((word) => nominalEnding[sprache].test(word)).length,
    hard: found.filter(({ words }) => words > hardWords).toSorted((a, b) => b.words - a.words),
  };
}

/** Reading ease of an average length of sentences (words) and of words (syllables). */
export function readingEase(wordsPerSentence: number, syllablesPerWord: number, sprache: 'de' | 'en'): number {
  if (sprache === 'de') return 180 - wordsPerSentence - 58.5 * syllablesPerWord;
  return 206.835 - 1.015 * wordsPerSentence - 84.6 * syllablesPerWord;
}

/** How easy a text is, in four grades after the tables of Flesch and Amstad. */
export function easeGrade(ease: number): 'easy' | 'medium' | 'hard' | 'very-hard' {
  if (ease >= 60) return 'easy';
  if (ease >= 45) return 'medium';
  return ease >= 30 ? 'hard' : 'very-hard';
}

/** Every sentence with its place and its length in words. */
export function sentencesOf(paragraphs: readonly string[]): readonly HardSatz[] {
  return paragraphs.flatMap((text, paragraph) =>
    splitSentences(text).map((satz) => ({ ...satz, paragraph, words: wordsOfSentence(satz.text).length })),
  );
}

function wordsOfSentence(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}\d’'-]*/gu) ?? [];
}

const nominalEnding = {
  de: /^.{3,}(ung|ungen|heit|heiten|keit|keiten|tion|tionen|nahme|nahmen)$/iu,
  en: /^.{3,}(tion|tions|ment|ments|ance|ence|ity|ness)$/iu,
} as const;

const auxiliary = {
  de: /^(wird|werden|wurde|wurden|worden|würde|würden)$/iu,
  en: /^(is|are|was|were|be|been|being)$/iu,
} as const;
const participle = {
  de: /^(\p{L}*ge\p{L}{2,}(t|en)|(be|emp|ent|er|ver|zer)\p{L}{2,}t|\p{L}+iert)$/iu,
  en: /^(\p{L}{2,}ed|\p{L}{2,}(own|iven|aken|itten|osen)|made|sent|paid|held|kept|told|done|set)$/iu,
} as const;

function looksPassive(words: readonly string[], sprache: 'de' | 'en'): boolean {
  return words.some((word) => auxiliary[sprache].test(word)) && words.some((word) => participle[sprache].test(word));
}
