import { describe, expect, test } from 'vitest';
import { type NextAct, type NextActFacts, nextAct } from '../../shared/next-act.ts';

const letter: NextActFacts = {
  isReceived: true,
  isOwn: false,
  isFiled: false,
  isClosed: false,
  isFrozen: false,
  isInGang: false,
  isDraft: false,
  isPdf: true,
  isStamped: false,
  isSigned: false,
  isSent: false,
};
const written: NextActFacts = { ...letter, isReceived: false, isOwn: true, isFiled: true };

const table: readonly (readonly [string, NextActFacts, NextAct | null])[] = [
  ['a letter just taken in', letter, 'stamp'],
  ['a stamped one', { ...letter, isStamped: true }, 'file'],
  ['an envelope, which takes no stamp', { ...letter, isPdf: false }, 'file'],
  ['one that its sender signed', { ...letter, isSigned: true }, 'stamp'],
  ['a filed letter', { ...letter, isFiled: true }, null],
  ['a filed letter with a signature', { ...letter, isFiled: true, isStamped: true, isSigned: true }, null],
  ['a draft', { ...written, isDraft: true, isPdf: false }, 'edit'],
  ['a Reinschrift', written, 'sign'],
  ['a signed one', { ...written, isSigned: true }, 'dispatch'],
  ['one that a Schlusszeichnung closed', { ...written, isFrozen: true }, 'dispatch'],
  ['one that left', { ...written, isSigned: true, isSent: true }, null],
  ['one that colleagues still have to sign', { ...written, isInGang: true }, null],
  ['a signed one without a Vorgang', { ...written, isFiled: false, isSigned: true }, null],
  ['a Laufzettel, which the program made', { ...written, isOwn: false }, null],
  ['one in a closed Vorgang', { ...written, isClosed: true }, null],
  ['a container made here', { ...written, isPdf: false }, null],
];

describe('H34: the first button follows the Dokument', () => {
  test.each(table)('%s', (_, facts, expected) => {
    expect(nextAct(facts)).toBe(expected);
  });
});
