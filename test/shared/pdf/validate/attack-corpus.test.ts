import { describe, expect, test } from 'vitest';
import { attackClasses, flagOf, judgeFile } from '../../../attacks/corpus.ts';
import { makeBases } from '../../../attacks/craft.ts';
import { genuine } from '../../../attacks/genuine.ts';

const bases = await makeBases();

test('P36: at least 60 variants in all published classes', () => {
  expect(attackClasses.flatMap(({ attacks }) => attacks).length).toBeGreaterThanOrEqual(60);
});

describe.each(attackClasses)('P36: $name', ({ attacks }) => {
  test.each(attacks)('$name is flagged', (attack) => {
    const result = judgeFile(attack.make(bases));
    expect(flagOf(attack, result), JSON.stringify(result, null, 1)).not.toBeNull();
  });
});

test.each(genuine)('P37: $name is valid without a warning', async ({ make }) => {
  const result = judgeFile(await make(bases));
  expect(result).toMatchObject({ verdict: 'valid', warnings: [] });
});
