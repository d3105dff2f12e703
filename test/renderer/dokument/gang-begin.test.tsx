import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { GangBegin } from '../../../renderer/screens/dokument/gang-begin.tsx';

const drawn = (isBusy: boolean, hasSteps = false) =>
  renderToStaticMarkup(<GangBegin hasSteps={hasSteps} isBusy={isBusy} onPress={() => undefined} />);

test('while a stamp or a signature is being placed no Geschäftsgang begins, and the button says why', () => {
  const html = drawn(true);
  const reason = /<small id="([^"]+)">Bitte zuerst das Stempeln oder Unterschreiben abschließen/.exec(html)?.[1];
  expect(html).toMatch(/<button[^>]* disabled=""[^>]*>Geschäftsgang beginnen …<\/button>/);
  expect(html).toContain(`aria-describedby="${reason}"`);
});

test('otherwise it can begin, and there is nothing to explain', () => {
  const html = drawn(false);
  expect(html).toMatch(/<button[^>]*>Geschäftsgang beginnen …<\/button>/);
  expect(html).not.toMatch(/disabled|describedby|<small/);
  expect(drawn(false, true)).toContain('Schritt einfügen …');
});
