import { expect, test } from 'vitest';
import { withoutEnding } from '../../../shared/accepted-endings.ts';
import { shownMember } from '../../../shared/asic/shown-member.ts';
import { AppError } from '../../../shared/errors.ts';

const members = ['Lies mich.txt', 'Antrag.pdf', 'Anlagen/Plan.PDF'].map((name) => ({ name, sizeBytes: 9 }));

test('P156: of a container the PDF that was asked for is shown, else the first', () => {
  expect(shownMember(members, null)).toBe('Antrag.pdf');
  expect(shownMember(members, 'Anlagen/Plan.PDF')).toBe('Anlagen/Plan.PDF');
  expect(shownMember(members, 'Lies mich.txt')).toBe('Antrag.pdf');
});

test('P156: a container without a PDF is refused with its code', () => {
  expect(() => shownMember(members.slice(0, 1), null)).toThrow(new AppError('container-without-pdf'));
});

test('P155: a title has no endings that say nothing', () => {
  expect(withoutEnding('Antrag.pdf')).toBe('Antrag');
  expect(withoutEnding('Antrag.pdf.p7m')).toBe('Antrag');
  expect(withoutEnding('Bauantrag 3.2.asice')).toBe('Bauantrag 3.2');
  expect(withoutEnding('.pdf')).toBe('.pdf');
});
