import { AppError } from '../../shared/errors.ts';
import { openDocument } from './open-document.ts';

/** A PDF of one page that is drawn as a picture; what lies below it shows through. */
export interface GhostPicture {
  /** Rejects when it cannot be drawn. */
  draw(pxPerPt: number): Promise<HTMLCanvasElement>;
  close(): void;
}

/** Opens such a PDF; it is told by `draw` when it is none. */
export function openGhostPicture(pdf: Uint8Array): GhostPicture {
  const opened = openDocument({ file: pdf.slice().buffer });
  const first = opened.result.then((document) => document.getPage(1));
  first.catch(() => undefined);
  return {
    async draw(pxPerPt) {
      const page = await first;
      const viewport = page.getViewport({ scale: pxPerPt });
      const canvas = document.createElement('canvas');
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      // A context of its own: that of pdf.js would be opaque.
      const canvasContext = canvas.getContext('2d');
      if (!canvasContext) throw new AppError('internal');
      await page.render({ canvas: null, canvasContext, viewport, background: 'rgba(0,0,0,0)' }).promise;
      return canvas;
    },
    close: () => void opened.close(),
  };
}
