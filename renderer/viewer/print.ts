import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError, errorCode } from '../../shared/errors.ts';
import type { FromPrint, PrintPart, ToPrint } from '../ranges/print-messages.ts';
import { type OpenDocument, openDocument } from './open-document.ts';
import { placeOnSheet, requireFewSheets } from './print-sheet.ts';

/** The page that is printed: draws every page of the files it gets as sheets of A4, and knows nothing else. */
const dotsPerInch = 300;
/** Hardly to be told from the original on paper, at a tenth of its size. */
const jpegQuality = 0.95;

addEventListener('message', (event: MessageEvent<{ readonly type?: unknown } | null>) => {
  const [port] = event.ports;
  if (event.source !== window || event.data?.type !== 'window-port' || !port) return;
  const tell = (message: FromPrint): void => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToPrint>) => {
    drawAll(data.parts, (done, total) => tell({ type: 'drawn', done, total })).then(
      () => tell({ type: 'ready' }),
      (error: unknown) => tell({ type: 'failed', code: errorCode(error) }),
    );
  };
});

async function drawAll(parts: readonly PrintPart[], onDrawn: (done: number, total: number) => void): Promise<void> {
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const opened: OpenDocument[] = [];
  try {
    const draw = async () => {
      const files: PDFDocumentProxy[] = [];
      for (const part of parts) {
        const opening = openDocument({ ...part, onFailure: fail });
        opened.push(opening);
        files.push(await opening.result);
      }
      const total = files.reduce((sum, { numPages }) => sum + numPages, 0);
      requireFewSheets(total);
      let done = 0;
      for (const file of files)
        for (let number = 1; number <= file.numPages; number += 1) {
          document.body.append(await drawSheet(await file.getPage(number)));
          onDrawn(++done, total);
        }
    };
    await Promise.race([draw(), failed]);
  } finally {
    for (const one of opened) void one.close();
  }
}

async function drawSheet(page: PDFPageProxy): Promise<HTMLElement> {
  const { width: widthPt, height: heightPt } = page.getViewport({ scale: 1 });
  const { turn, scale } = placeOnSheet({ widthPt, heightPt });
  const viewport = page.getViewport({ scale: (scale * dotsPerInch) / 72, rotation: (page.rotate + turn) % 360 });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  await page.render({ canvas, viewport, intent: 'print', annotationMode: AnnotationMode.ENABLE }).promise;
  page.cleanup();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', jpegQuality));
  if (!blob) throw new AppError('internal', { cause: 'no picture of a page' });
  const picture = document.createElement('img');
  picture.src = URL.createObjectURL(blob);
  picture.style.width = `${(viewport.width / dotsPerInch) * 72}pt`;
  picture.style.height = `${(viewport.height / dotsPerInch) * 72}pt`;
  await picture.decode();
  const sheet = document.createElement('div');
  sheet.className = 'sheet';
  sheet.append(picture);
  return sheet;
}
