import type { TextFont } from '../appearance/embed-font.ts';

/** What stands across every page that this process writes; a fact of the whole process, so that no writer can forget it. */
let mark: string | null = null;

/** From now on every page written here bears `text`; there is no way back. */
export function markEveryPage(text: string): void {
  mark = text;
}

/** The mark as page content below the text, grey, rising, no part of what screen readers read (§14.8.2.2); empty without one. */
export function drawPageMark(font: TextFont): string {
  if (mark === null) return '';
  const text = font.encode(font.readable(mark));
  return `/Artifact BMC\nq /G cs 0.75 scn BT /F0 54 Tf 0.766 0.643 -0.643 0.766 96 190 Tm ${text} Tj ET Q\nEMC\n`;
}
