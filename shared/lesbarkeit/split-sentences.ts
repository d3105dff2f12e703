/** A sentence and where it stands in its paragraph, in UTF-16 units. */
export interface Satz {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

// Behind these a full stop ends no sentence; single letters (z. B., i. A.) and numbers (14. Dezember) are told by their form.
const abbreviations = new Set(
  (
    'abs art az bzw ca dr etc evtl ff gem ggf hs inkl lit max min mio mrd nr prof rn s st str tel tz usw vgl ziff zzgl satz ' +
    'mr mrs ms no vs eg ie para dept approx'
  ).split(' '),
);

/** The sentences of one paragraph; a line break ends one too. */
export function splitSentences(paragraph: string): Satz[] {
  const found: Satz[] = [];
  let from = 0;
  const close = (end: number): void => {
    const text = paragraph.slice(from, end);
    const trimmed = text.trim();
    const start = from + text.length - text.trimStart().length;
    if (/\p{L}/u.test(trimmed)) found.push({ text: trimmed, from: start, to: start + trimmed.length });
    from = end;
  };
  for (const { 0: mark, index } of paragraph.matchAll(/[.!?]+["“”’)\]]*(?=\s|$)|\n/g)) {
    if (!mark.startsWith('.') || endsSentence(paragraph.slice(from, index))) close(index + mark.length);
  }
  close(paragraph.length);
  return found;
}

/** Whether a full stop behind these words ends a sentence. */
function endsSentence(before: string): boolean {
  const word = /[\p{L}\d]+$/u.exec(before)?.[0] ?? '';
  return !/^(\p{L}|\d+)$/u.test(word) && !abbreviations.has(word.toLowerCase());
}
