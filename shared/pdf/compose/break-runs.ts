import type { FontStyle } from '../appearance/embed-font.ts';

/** Text in one style. */
export type TextRun = { readonly text: string; readonly style: FontStyle };

/**
 * Cuts runs into lines that fit a width: at line feeds and spaces, and within a word where it alone is too long. A style may
 * change within a word without opening a gap. The space at which a line is cut stays at its end, where nobody sees it: who reads
 * the file aloud or copies from it parts the words by it. `widthOf` measures in the unit of `width`.
 */
export function breakRuns(
  runs: readonly TextRun[],
  width: number,
  widthOf: (run: TextRun) => number,
): readonly (readonly TextRun[])[] {
  const lines: TextRun[][] = [[]];
  let used = 0;
  const put = (pieces: readonly TextRun[], space: TextRun | null): void => {
    const wanted = sum(pieces, widthOf);
    const gap = space ? widthOf(space) : 0;
    if (used > 0 && used + gap + wanted > width) {
      if (space) append(lines.at(-1)!, space);
      lines.push([]);
      used = 0;
    } else if (space && used > 0) {
      append(lines.at(-1)!, space);
      used += gap;
    }
    for (const piece of pieces) {
      for (const part of used + wanted > width ? cut(piece, width, widthOf) : [piece]) {
        const partWidth = widthOf(part);
        if (used > 0 && used + partWidth > width && wanted > width) {
          lines.push([]);
          used = 0;
        }
        append(lines.at(-1)!, part);
        used += partWidth;
      }
    }
  };
  words(runs).forEach((word) => {
    if (word === 'break') {
      const last = lines.at(-1)!.at(-1);
      if (last) append(lines.at(-1)!, { ...last, text: ' ' });
      lines.push([]);
      used = 0;
    } else put(word.pieces, word.space);
  });
  return lines;
}

type Word = { readonly pieces: readonly TextRun[]; readonly space: TextRun | null };

/** Words of runs, each with the space before it; a word may consist of pieces in several styles. */
function words(runs: readonly TextRun[]): (Word | 'break')[] {
  const out: (Word | 'break')[] = [];
  let pieces: TextRun[] = [];
  let space: TextRun | null = null;
  const close = (): void => {
    if (pieces.length > 0) out.push({ pieces, space });
    pieces = [];
    space = null;
  };
  for (const { text, style } of runs) {
    for (const part of text.split(/(\n| +)/)) {
      if (part === '') continue;
      if (part === '\n') {
        close();
        out.push('break');
      } else if (part.startsWith(' ')) {
        close();
        space = { text: ' ', style };
      } else pieces.push({ text: part, style });
    }
  }
  close();
  return out;
}

/** A piece cut so that each part fits; at least one character each. */
function cut(piece: TextRun, width: number, widthOf: (run: TextRun) => number): TextRun[] {
  if (widthOf(piece) <= width) return [piece];
  const parts: TextRun[] = [];
  let current = '';
  for (const sign of piece.text) {
    if (current !== '' && widthOf({ ...piece, text: current + sign }) > width) {
      parts.push({ ...piece, text: current });
      current = '';
    }
    current += sign;
  }
  return [...parts, { ...piece, text: current }];
}

function append(line: TextRun[], run: TextRun): void {
  const last = line.at(-1);
  if (last?.style === run.style) line[line.length - 1] = { ...last, text: last.text + run.text };
  else line.push(run);
}

function sum(runs: readonly TextRun[], widthOf: (run: TextRun) => number): number {
  return runs.reduce((total, run) => total + widthOf(run), 0);
}
