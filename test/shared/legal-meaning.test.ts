import { expect, test } from 'vitest';
import { type LegalFacts, legalMeaning } from '../../shared/legal-meaning.ts';
import { translate } from '../../shared/texts/translate.ts';

const facts = (wish: Partial<LegalFacts>): LegalFacts => ({
  qualification: 'advanced',
  revocation: 'good',
  list: 'current',
  hasProvenTime: true,
  ...wish,
});

test.each([
  [{}, ['legal.advanced']],
  [{ qualification: 'qualified-signature' }, ['legal.qualified-signature']],
  [{ qualification: 'qualified-seal' }, ['legal.qualified-seal']],
  [{ qualification: 'unknown' }, ['legal.unknown']],
  [{ qualification: 'unknown', list: 'none' }, ['legal.unknown', 'legal.unlisted']],
  [{ list: 'none' }, ['legal.advanced', 'legal.unlisted']],
  [{ revocation: 'unknown' }, ['legal.advanced']],
  [{ revocation: 'unknown', hasProvenTime: false }, ['legal.advanced', 'legal.offline']],
  [
    { qualification: 'qualified-signature', revocation: 'unknown' },
    ['legal.qualified-signature', 'legal.ifNotRevoked'],
  ],
  [
    { qualification: 'qualified-signature', revocation: 'unknown', hasProvenTime: false, list: 'stale' },
    ['legal.qualified-signature', 'legal.ifNotRevoked', 'legal.timeUnproven', 'legal.stale'],
  ],
] as const)('P88: %j means %j', (wish, keys) => {
  expect(legalMeaning(facts(wish))).toEqual(keys);
});

test('P88: whether the written form is replaced is said with its source in both languages', () => {
  for (const qualification of ['advanced', 'advanced-qualified-certificate'] as const) {
    expect(translate('de', `legal.${qualification}`)).toMatch(/ersetzt die gesetzliche Schriftform nicht.*§\s3a/s);
    expect(translate('en', `legal.${qualification}`)).toMatch(/does not replace the written form.*§\s3a/s);
  }
  for (const qualification of ['qualified-signature', 'qualified-seal'] as const) {
    expect(translate('de', `legal.${qualification}`)).toMatch(/kann .*Schriftform ersetzen.*§\s3a/s);
    expect(translate('en', `legal.${qualification}`)).toMatch(/can replace the written form.*§\s3a/s);
  }
});
