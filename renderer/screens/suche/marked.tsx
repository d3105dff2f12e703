import type { MarkedText } from '../../replica-api/search-rows.ts';

/** A text with the words that were looked for marked. */
export function Marked({ text, marken }: MarkedText) {
  let at = 0;
  const parts = marken.map(([from, to]) => {
    const before = text.slice(at, from);
    at = to;
    return (
      <span key={from}>
        {before}
        <mark>{text.slice(from, to)}</mark>
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
