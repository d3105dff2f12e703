import { describe, expect, test } from 'vitest';
import { attackClasses, flagOf, judgeFile } from '../../../attacks/corpus.ts';
import { makeBases } from '../../../attacks/craft.ts';
import { genuine } from '../../../attacks/genuine.ts';

const bases = await makeBases();

test('P53: at least 60 variants in all published classes', () => {
  expect(attackClasses.flatMap(({ attacks }) => attacks).length).toBeGreaterThanOrEqual(60);
});

test('P53: the generator makes the same bytes every time', async () => {
  const again = await makeBases();
  for (const { attacks } of attackClasses) {
    for (const { name, make } of attacks) expect(make(again).equals(make(bases)), name).toBe(true);
  }
});

test('P53: every variant is another file', () => {
  const files = attackClasses.flatMap(({ attacks }) => attacks.map(({ make }) => make(bases).toString('latin1')));
  expect(new Set(files).size).toBe(files.length);
});

describe.each(attackClasses)('P53: $name', ({ attacks }) => {
  test.each(attacks)('$name is flagged', (attack) => {
    const result = judgeFile(attack.make(bases));
    expect(flagOf(attack, result), JSON.stringify(result, null, 1)).not.toBeNull();
  });
});

test.each(genuine)('P54: $name is valid without a warning', async ({ make }) => {
  const result = judgeFile(await make(bases));
  expect(result).toMatchObject({ verdict: 'valid', warnings: [] });
});
