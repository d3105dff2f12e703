/** Letters of a term at most; the rest of a longer one (a key, a hash) is not searched. */
export const TERM_LETTERS = 64;
const CACHED_WORDS = 16_384;

const WORD = '[\\p{L}\\p{N}\\p{M}\\u00ad]+';
/** A hyphen at the end of a line that only divides a word; "Bau- und Umweltamt" keeps its two words. */
const DIVISION = '-[ \\t]*\\r?\\n[ \\t]*(?=\\p{Ll})(?!(?:und|oder|bzw|sowie|bis)(?!\\p{L}))';
const CHUNK = new RegExp(`${WORD}(?:(?:[.,/:_-]|${DIVISION})${WORD})*`, 'gu');
const DIVIDED = new RegExp(DIVISION, 'gu');
const JOINED = /[.,/:_-]/;
const DIGIT = /\p{N}/u;
const DATE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MONEY = /^\d{1,3}(?:\.\d{3})+,\d\d$/;

/** Told of each term of a text, in order, with where it stands in the text. */
export type TermVisitor = (term: string, start: number, end: number) => void;

/**
 * Cuts German text into the terms the index knows. Letters fold so that Mueller, Müller and Muller are one term; what joins
 * digits (63.04.900/2026-1) stays one term, other joined words are several; 14.03.2026 and 2026-03-14 are one term.
 */
export function analyse(text: string, visit: TermVisitor): void {
  for (const match of text.matchAll(CHUNK)) {
    const chunk = match[0];
    if (!JOINED.test(chunk)) visitTerm(chunk, match.index, visit);
    else visitJoined(chunk, match.index, visit);
  }
}

/** The terms of a text without their places. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  analyse(text, (term) => terms.push(term));
  return terms;
}

function visitJoined(chunk: string, start: number, visit: TermVisitor): void {
  // Divisions first: what they join counts as one word, so the place of a later part is found by counting.
  let at = start;
  const parts = DIGIT.test(chunk) ? [chunk] : chunk.split(/(?:[.,/:_]|-(?![ \t]*\r?\n))/);
  for (const part of parts) {
    if (part.length > 0) visitTerm(part, at, visit);
    at += part.length + 1;
  }
}

function visitTerm(part: string, start: number, visit: TermVisitor): void {
  const term = foldTerm(part);
  if (term.length > 0) visit(term, start, start + part.length);
}

const folded = new Map<string, string>();

/** A word as the index writes it. The cache spares the few frequent words most of the work. */
function foldTerm(part: string): string {
  const known = folded.get(part);
  if (known !== undefined) return known;
  const term = fold(part);
  if (folded.size >= CACHED_WORDS) folded.clear();
  if (part.length <= TERM_LETTERS) folded.set(part, term);
  return term;
}

function fold(part: string): string {
  const lower = part.replace(DIVIDED, '').replaceAll('\u00ad', '').normalize('NFC').toLowerCase();
  const date = DATE.exec(lower);
  if (date) return foldDate(lower, date);
  if (MONEY.test(lower)) return lower.replaceAll('.', '');
  // "ue" after a vowel or q is no umlaut: neue, Steuer, Quelle.
  const plain = lower
    .replace(/(?<![aeiouyäöüq])ue|ae|oe/g, (pair) => pair.charAt(0))
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
  return plain.length <= TERM_LETTERS ? plain : wholeLetters(plain);
}

function foldDate(lower: string, [, day = '', month = '', year = '']: RegExpExecArray): string {
  const isDate = Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  return isDate ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : lower;
}

/** Cuts without leaving half of a surrogate pair. */
function wholeLetters(plain: string): string {
  const cut = plain.slice(0, TERM_LETTERS);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
