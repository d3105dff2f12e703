import { randomInt } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/** Crockford's base 32: no I, L, O and U, which people misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 8;
const GROUP_CHARACTERS = 5;

/** 200 random bits as 8 groups of 5 characters, for paper. */
export function makeRecoveryCode(random: (below: number) => number = randomInt): string {
  const group = () => Array.from({ length: GROUP_CHARACTERS }, () => ALPHABET[random(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The code as typed -> its 40 characters. Throws AppError 'recovery-code-wrong' when it cannot be one. */
export function readRecoveryCode(typed: string): string {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
  const isCode = code.length === GROUPS * GROUP_CHARACTERS && [...code].every((c) => ALPHABET.includes(c));
  if (!isCode) throw new AppError('recovery-code-wrong');
  return code;
}
