import { AppError } from '../../shared/errors.ts';

const FEWEST_CHARACTERS = 12;
const FEWEST_DIFFERENT = 6;
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertzuiopü', 'asdfghjklöä', 'yxcvbnm', 'qwertyuiop'];
const COMMON = [
  'passwort',
  'password',
  'passphrase',
  'aktentasche',
  'geheim',
  'willkommen',
  'hallo',
  'sommer',
  'winter',
];

/**
 * Refuses passphrases that a list of guesses finds first: shorter than 12 characters, made of few characters, a repeated
 * piece, a row of the keyboard or a common word with digits. Throws AppError 'passphrase-too-weak'.
 */
export function checkPassphrase(passphrase: string): void {
  const text = passphrase.normalize('NFC').toLowerCase();
  const characters = [...text];
  const weak =
    characters.length < FEWEST_CHARACTERS ||
    new Set(characters).size < FEWEST_DIFFERENT ||
    isRepeatedPiece(text) ||
    effectiveLength(text) < FEWEST_CHARACTERS - 4;
  if (weak) throw new AppError('passphrase-too-weak');
}

/** "abcabcabcabc": the text contains itself when doubled and shifted. */
function isRepeatedPiece(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length;
}

/** Characters left when each common word, keyboard row, run and trailing number counts as one. */
function effectiveLength(text: string): number {
  let rest = text;
  for (const word of COMMON) rest = rest.replaceAll(word, '•');
  rest = collapseSequences(rest);
  return [...rest.replace(/(.)\1+/gu, '$1').replace(/\d+$/u, '•')].length;
}

function collapseSequences(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const length = longestSequence(text.slice(at));
    out += length >= 4 ? '•' : text.slice(at, at + 1);
    at += length >= 4 ? length : 1;
  }
  return out;
}

function longestSequence(text: string): number {
  let longest = 0;
  for (const row of SEQUENCES)
    for (const line of [row, [...row].reverse().join('')])
      for (let length = 4; length <= text.length && line.includes(text.slice(0, length)); length++)
        longest = Math.max(longest, length);
  return longest;
}
