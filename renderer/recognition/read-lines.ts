import type { RecognisedLine, RecognisedPage, ShareBox } from '../recognition-api.ts';
import { joinLines } from '../text/join-lines.ts';
import type { EngineLine, EnginePage } from './engine-types.ts';

/** Words of which the machine is less sure are specks, stains and lines of a form. */
const leastConfidence = 20;

/** The lines of a page in reading order, and how sure the machine is of them. Sizes in pixels. */
export function readLines(
  page: EnginePage,
  size: { readonly widthPx: number; readonly heightPx: number },
): Pick<RecognisedPage, 'lines' | 'text' | 'confidence'> {
  const lines: RecognisedLine[] = [];
  let [letters, sum] = [0, 0];
  for (const line of linesOf(page)) {
    const words = line.words.filter(({ text, confidence }) => isWord(text) && confidence >= leastConfidence);
    if (words.length === 0) continue;
    for (const { text, confidence } of words) {
      letters += text.length;
      sum += text.length * confidence;
    }
    lines.push({ text: words.map(({ text }) => text).join(' '), box: boxOf(line, size) });
  }
  const text = joinLines(lines.map((line) => line.text).join('\n'));
  return { lines, text, confidence: letters === 0 ? null : Math.round(sum / letters) };
}

function linesOf({ blocks }: EnginePage): readonly EngineLine[] {
  return blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
}

const isWord = (text: string) => /[\p{L}\p{N}]/u.test(text);

function boxOf({ bbox: { x0, y0, x1, y1 } }: EngineLine, { widthPx, heightPx }: { widthPx: number; heightPx: number }) {
  const share = (value: number) => Math.round(Math.max(0, Math.min(1, value)) * 10_000) / 10_000;
  const box: ShareBox = [
    share(x0 / widthPx),
    share(y0 / heightPx),
    share((x1 - x0) / widthPx),
    share((y1 - y0) / heightPx),
  ];
  return box;
}
