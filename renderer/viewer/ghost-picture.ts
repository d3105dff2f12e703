import { AppError } from '../../shared/errors.ts';
import { openDocument } from './open-document.ts';

/** Pixels per point: sharp on any screen up to three times its size on paper. */
const pxPerPt = 4;

/** A PDF of one page as a picture that takes any size. Rejects with AppError when it cannot be drawn. */
export async function drawGhostPicture(pdf: Uint8Array): Promise<HTMLCanvasElement> {
  const opened = openDocument({ file: pdf.slice().buffer });
  try {
    const page = await (await opened.result).getPage(1);
    const viewport = page.getViewport({ scale: pxPerPt });
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    // A context of its own: that of pdf.js would be opaque, and what lies below the stamp shall show.
    const canvasContext = canvas.getContext('2d');
    if (!canvasContext) throw new AppError('internal');
    await page.render({ canvas: null, canvasContext, viewport, background: 'rgba(0,0,0,0)' }).promise;
    return canvas;
  } finally {
    await opened.close();
  }
}
