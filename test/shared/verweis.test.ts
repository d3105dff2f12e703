import { expect, test } from 'vitest';
import { feldschemata } from '../../shared/feldschemata.ts';
import { beziehungen, makeVerweis, parseVerweis } from '../../shared/verweis.ts';

test('A25: a link says what it leads to and what the two are to each other, and is read back', () => {
  for (const beziehung of beziehungen) {
    const ziel = { beziehung, art: 'dokument', id: 'a:b.c-1' } as const;
    expect(parseVerweis(makeVerweis(ziel))).toEqual(ziel);
    expect(feldschemata.dokument.verweise.safeParse([makeVerweis(ziel)]).success).toBe(true);
  }
  expect(makeVerweis({ beziehung: 'bezug', art: 'vorgang', id: 'v' })).toBe('vorgang:v');
  expect(makeVerweis({ beziehung: 'antwort', art: 'dokument', id: 'd' })).toBe('antwort>dokument:d');
});

test('A25: nothing else is a link', () => {
  const wrong = [
    '',
    'dokument:',
    'akte:x',
    'antwort>akte:x',
    'liebt>dokument:x',
    'antwort>antwort>dokument:x',
    'dokument:a\nb',
  ];
  for (const verweis of wrong) {
    expect(parseVerweis(verweis)).toBeNull();
    expect(feldschemata.dokument.verweise.safeParse([verweis]).success).toBe(false);
  }
  expect(feldschemata.dokument.verweise.safeParse(['antwort>vorgang:x']).success).toBe(false);
  expect(feldschemata.vorgang.verweise.safeParse(['antwort>dokument:x']).success).toBe(false);
});
