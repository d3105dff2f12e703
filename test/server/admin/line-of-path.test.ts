import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOfPath } from '../../../server/admin/line-of-path.ts';

const json = `{
  "a": 1, "b": "}],:\\"a\\": [",
  "list": [
    { "id": "x" },
    [1,
     2],
    { "id": "y",
      "deep": { "a": true } }
  ]
}`;

test.each([
  [['a'], 2],
  [['list'], 3],
  [['list', 0, 'id'], 4],
  [['list', 1, 1], 6],
  [['list', 2], 7],
  [['list', 2, 'deep', 'a'], 8],
  [['list', 2, 'missing'], 7],
  [['missing'], 1],
  [[], 1],
] as const)('A62: the value at %j stands on line %i', (path, line) => {
  expect(lineOfPath(json, path)).toBe(line);
});

test('A62: in any JSON the line of a value is the one on which it begins', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), tie('list'), tie('object')),
    list: fc.array(tie('any'), { maxLength: 3 }),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c"', 'd:'), tie('any'), { maxKeys: 3 }),
  })).any;
  fc.assert(
    fc.property(value, (inner) => {
      // What comes after the mark begins on the line of the mark.
      const text = JSON.stringify({ before: inner, list: [inner, 'MARK'], after: inner }, null, 1);
      fc.pre(text.indexOf('MARK') === text.lastIndexOf('MARK'));
      expect(lineOfPath(text, ['list', 1])).toBe(text.slice(0, text.indexOf('"MARK"')).split('\n').length);
    }),
  );
});
