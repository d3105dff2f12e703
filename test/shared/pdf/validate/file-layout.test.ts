import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { flagOf, judgeFile } from '../../../attacks/corpus.ts';
import { letter } from '../../../attacks/letter.ts';
import { signBytes, testKey } from '../../../fixtures/pdf/sign-with.ts';

let signed: Buffer;
beforeAll(async () => {
  signed = await signBytes(letter(), testKey('rsa'));
});

const never = { name: '', gain: '', make: () => signed };

test('P50: whatever is appended to a signed file and is no white space, zero or plain comment is flagged', () => {
  const word = fc.constantFrom(
    '5 0 obj',
    '<<>>',
    'endobj',
    'xref',
    'trailer',
    'startxref',
    '0',
    '%%EOF',
    'stream',
    '(x)',
    '%',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const text = words.join(' ');
      const isPlain = /^[\s\0]*$/.test(text.replace(/%[^\n]*/g, '')) && !/xref|trailer|stream|\d \d+ obj/.test(text);
      const flag = flagOf(never, judgeFile(Buffer.concat([signed, Buffer.from(`\n${text}`)])));
      return isPlain ? flag === null : flag !== null || /^\s*startxref 0$/.test(text);
    }),
    { numRuns: 150 },
  );
});

test('P50: an object that only a replaced section lists belongs to the file', async () => {
  const twice = await signBytes(await signBytes(signed, testKey('rsa')), testKey('rsa'));
  expect(judgeFile(twice)).toMatchObject({ verdict: 'valid', warnings: [] });
});
