import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../shared/errors.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import { openInert } from '../text/open-inert.ts';
import { recognitionLimits } from './recognition-limits.ts';

/** A page as the machine gets it: one byte a pixel, rows from the top, 0 = black. */
export interface GrayPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly gray: Uint8Array;
  /** Dots per inch. */
  readonly dpi: number;
}

/** A canvas without a page, such as the browser's OffscreenCanvas. */
export interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d', options?: object): unknown;
}

/** Makes a canvas of a size in pixels. */
export type MakeCanvas = (width: number, height: number) => Canvas;

/** A PDF whose pages can be drawn; `close` frees its memory. */
export interface DrawnDocument {
  /** Rejects when the page cannot be drawn. */
  draw(pageIndex: number): Promise<GrayPage>;
  close(): Promise<void>;
}

const pointsPerInch = 72;

/**
 * Opens a PDF to draw its pages without a window. What was laid over a page later (stamps, marks of signatures, notes) is not
 * drawn: it has its own words. Nothing active runs. `decoders`: folder of what decodes JPEG 2000 and JBIG2. Throws AppError 'pdf-encrypted', 'pdf-xref-damaged'.
 */
export async function openDrawn(
  source: ByteSource,
  makeCanvas: MakeCanvas,
  decoders: string | null,
): Promise<DrawnDocument> {
  const { document, close } = await openInert(source, {
    ...(decoders === null ? { useWasm: false } : { useWorkerFetch: true, wasmUrl: decoders }),
    isImageDecoderSupported: false,
    maxImageSize: recognitionLimits.picturePixels,
    CanvasFactory: canvasFactory(makeCanvas),
    FilterFactory: NoFilters,
  });
  return { draw: (pageIndex) => drawPage(document, pageIndex, makeCanvas), close };
}

async function drawPage(document: PDFDocumentProxy, pageIndex: number, makeCanvas: MakeCanvas): Promise<GrayPage> {
  const page = await document.getPage(pageIndex + 1);
  const { width, height } = page.getViewport({ scale: 1 });
  const largest = Math.sqrt(recognitionLimits.pixels / (width * height));
  const scale = Math.min(recognitionLimits.dpi / pointsPerInch, largest);
  const viewport = page.getViewport({ scale });
  const canvas = makeCanvas(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)));
  try {
    await page.render({
      canvas: canvas as unknown as HTMLCanvasElement,
      viewport,
      annotationMode: AnnotationMode.DISABLE,
    }).promise;
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const { width: widthPx, height: heightPx } = canvas;
    return { widthPx, heightPx, gray: toGray(data), dpi: Math.round(scale * pointsPerInch) };
  } finally {
    page.cleanup();
    canvas.width = 0;
    canvas.height = 0;
  }
}

/** Rec. 601 luma; pages are opaque. */
function toGray(rgba: Uint8ClampedArray): Uint8Array {
  const gray = new Uint8Array(rgba.length / 4);
  for (let i = 0, at = 0; i < gray.length; i++, at += 4)
    gray[i] = (rgba[at]! * 77 + rgba[at + 1]! * 151 + rgba[at + 2]! * 28) >> 8;
  return gray;
}

/** pdf.js makes its canvases through a class of this shape; its own needs a document. */
function canvasFactory(makeCanvas: MakeCanvas) {
  type Entry = { canvas: Canvas | null; context: unknown };
  return class {
    create(width: number, height: number): Entry {
      if (!(width > 0 && height > 0)) throw new AppError('pdf-too-much-data', { cause: 'canvas size' });
      const canvas = makeCanvas(width, height);
      return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
    }
    reset(entry: Entry, width: number, height: number): void {
      if (entry.canvas) Object.assign(entry.canvas, { width, height });
    }
    destroy(entry: Entry): void {
      if (entry.canvas) Object.assign(entry.canvas, { width: 0, height: 0 });
      Object.assign(entry, { canvas: null, context: null });
    }
  };
}

/** SVG filters need a document; what they would do is colour, which no letter needs. */
class NoFilters {
  addFilter = none;
  addHCMFilter = none;
  addAlphaFilter = none;
  addLuminosityFilter = none;
  addKnockoutFilter = none;
  addHighlightHCMFilter = none;
  addSelectionHCMFilter = none;
  addSelectionFilter = none;
  createSelectionStyle = () => null;
  destroy = () => undefined;
}

const none = () => 'none';
