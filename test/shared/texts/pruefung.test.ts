import { expect, test } from 'vitest';
import { type ChangeCode, type ChangeFact, changeCodes } from '../../../shared/pdf/validate/change-fact.ts';
import { reasons } from '../../../shared/pdf/validate/reason.ts';
import { changeWords } from '../../../shared/texts/change-words.ts';
import { de } from '../../../shared/texts/de.ts';
import { en } from '../../../shared/texts/en.ts';
import { reasonWords } from '../../../shared/texts/reason-words.ts';

test.each(['de', 'en'] as const)('P100: every reason that the validator can give has words (%s)', (language) => {
  for (const reason of reasons) expect(reasonWords(language, reason)).toMatch(/^[A-Z].{20,}\.$/);
});

test('P100: every change and warning has a sentence in both languages, and no sentence is left over', () => {
  const codes = Object.keys(de).flatMap((key) => (key.startsWith('aenderung.') ? [key.slice(10)] : []));
  expect(codes.toSorted()).toEqual([...changeCodes].toSorted());
});

test('P100: a sentence names page, name and text of its change', () => {
  const parts = { pageIndex: 2, name: 'Stamp', text: 'EINGANG\n Stadt' };
  const fact = (code: ChangeCode): ChangeFact => ({ code, ...parts });
  expect(changeWords('de', fact('annotation-with-text-added'))).toBe('Seite 3: Stempel „EINGANG Stadt“ hinzugefügt');
  expect(changeWords('en', fact('annotation-with-text-added'))).toBe('Page 3: Stamp “EINGANG Stadt” added');
  expect(changeWords('de', { ...fact('annotation-added'), name: 'Movie' })).toBe(
    'Seite 3: Anmerkung (Movie) hinzugefügt',
  );
  expect(changeWords('en', { ...fact('annotation-added'), name: 'toString' })).toBe(
    'Page 3: Annotation (toString) added',
  );
  for (const code of changeCodes) {
    for (const language of ['de', 'en'] as const) {
      const pattern = (language === 'de' ? de : en)[`aenderung.${code}`];
      const sentence = changeWords(language, { ...fact(code), name: 'Betrag' });
      if (pattern.includes('{page}')) expect(sentence).toContain('3');
      if (pattern.includes('{name}')) expect(sentence).toContain('Betrag');
      expect(sentence).not.toMatch(/[{}]/);
    }
  }
});
