import { expect, test } from 'vitest';
import { isWhole } from '../../../electron/office/is-whole.ts';
import { makeOdt } from '../../fixtures/office/make-office.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';

test('O11: whole is a ZIP whose directory lies where it says, and a PDF with its end', async () => {
  const odt = Buffer.from(await makeOdt('<text:p>x</text:p>'));
  expect(isWhole(odt, 'a.odt')).toBe(true);
  expect(isWhole(odt.subarray(0, -1), 'a.odt')).toBe(false);
  expect(isWhole(Buffer.concat([odt, Buffer.from('rest')]), 'a.odt')).toBe(false);
  expect(isWhole(Buffer.concat([odt.subarray(0, 100), odt.subarray(160)]), 'a.docx')).toBe(false);
  expect(isWhole(Buffer.alloc(0), 'a.txt')).toBe(false);
  expect(isWhole(Buffer.from('Guten Tag'), 'a.odt')).toBe(false);
  const pdf = Buffer.from(writeWords([{ lines: ['x'] }]));
  expect(isWhole(pdf, 'a.pdf.weg')).toBe(true);
  expect(isWhole(pdf.subarray(0, pdf.length - 20), 'a.pdf')).toBe(false);
});
