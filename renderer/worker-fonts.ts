import { AppError } from '../shared/errors.ts';
import type { FontStyle } from '../shared/pdf/appearance/embed-font.ts';
import type { SchreibenFonts } from '../shared/pdf/compose/schreiben-sheet.ts';

let fontUrl = '';
const fonts: Partial<Record<FontStyle, Promise<Uint8Array>>> = {};

/** Where the font files are: the address of the regular one, which differs from the others by its style. */
export function setFontUrl(url: string): void {
  fontUrl = url;
}

/** The font file of a style, fetched once. Rejects with AppError 'internal'. */
export async function loadFont(style: FontStyle = 'Regular'): Promise<Uint8Array> {
  fonts[style] ??= fetch(fontUrl.replace('Regular', style)).then(async (response) => {
    if (!response.ok) throw new AppError('internal', { cause: `font ${response.status}` });
    return new Uint8Array(await response.arrayBuffer());
  });
  return fonts[style];
}

/** The font files of a Schreiben. Rejects as {@link loadFont}. */
export async function loadFonts(): Promise<SchreibenFonts> {
  const [Regular, SemiBold, Italic, SemiBoldItalic] = await Promise.all([
    loadFont(),
    loadFont('SemiBold'),
    loadFont('Italic'),
    loadFont('SemiBoldItalic'),
  ]);
  return { Regular, SemiBold, Italic, SemiBoldItalic };
}
