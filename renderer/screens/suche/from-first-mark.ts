import type { MarkedText } from '../../replica-api/search-rows.ts';

/** Characters before the first mark that a line of the list has room for. */
const roomBefore = 20;

/** The text from shortly before its first mark on, so that a line that is cut off at its end still shows what was looked for. */
export function fromFirstMark({ text, marken }: MarkedText): MarkedText {
  const [first] = marken;
  if (!first || first[0] <= roomBefore) return { text, marken };
  const space = text.indexOf(' ', first[0] - roomBefore);
  const start = space < 0 || space >= first[0] ? first[0] : space + 1;
  const lead = '… ';
  const by = lead.length - start;
  return { text: lead + text.slice(start), marken: marken.map(([from, to]) => [from + by, to + by]) };
}
