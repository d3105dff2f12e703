import type { LayerPage } from './viewer-protocol.ts';

/** Words read in a picture, and what is said of them. */
export interface Layer {
  readonly label: string;
  readonly lines: LayerPage['lines'];
}

/** Letters are about so high in the box around a line with ascenders and descenders. */
const fontShare = 0.8;
const fontFamily = 'sans-serif';

/** Transparent lines of text over a picture of this size in CSS pixels: to be selected, and read out under their label. */
export function recognisedLayer({ label, lines }: Layer, widthPx: number, heightPx: number): HTMLElement {
  const layer = document.createElement('div');
  layer.className = 'recognised';
  layer.setAttribute('role', 'group');
  layer.setAttribute('aria-label', label);
  const pen = document.createElement('canvas').getContext('2d');
  for (const { text, box } of lines) {
    const [left, top, width, height] = box;
    const fontPx = Math.max(1, height * heightPx * fontShare);
    if (pen) pen.font = `${fontPx}px ${fontFamily}`;
    const naturalPx = pen?.measureText(text).width ?? 0;
    const line = document.createElement('p');
    line.textContent = text;
    Object.assign(line.style, {
      left: `${left * widthPx}px`,
      top: `${top * heightPx}px`,
      font: `${fontPx}px/${height * heightPx}px ${fontFamily}`,
      transform: naturalPx > 0 ? `scaleX(${(width * widthPx) / naturalPx})` : '',
    });
    layer.append(line);
  }
  return layer;
}
