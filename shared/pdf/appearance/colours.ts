import { dict, name, number, type PdfObject } from '../file/objects.ts';

/** Colours of stamps: frame and text, as components of `space`. */
export type Ink = { readonly space: PdfObject; readonly frame: string; readonly text: string };

const white = [0.9505, 1, 1.089].map(number);
/** Device-independent colours need no output intent, so PDF/A stays PDF/A (§8.6.5.2). */
export const calGray: PdfObject = [name('CalGray'), dict({ WhitePoint: white, Gamma: number(2.2) })];
// The primaries of sRGB (IEC 61966-2-1), by columns.
const primaries = [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505].map(number);
/** The same for colours. */
export const calRgb: PdfObject = [
  name('CalRGB'),
  dict({ WhitePoint: white, Gamma: [2.2, 2.2, 2.2].map(number), Matrix: primaries }),
];

/** The inks by tone; every text colour has a contrast of at least 7:1 on white. */
export const inks: Readonly<Record<'gray' | 'blue' | 'red' | 'green', Ink>> = {
  gray: { space: calGray, frame: '0.25', text: '0.1' },
  blue: { space: calRgb, frame: '0.05 0.2 0.5', text: '0.03 0.15 0.42' },
  red: { space: calRgb, frame: '0.6 0.05 0.05', text: '0.52 0.03 0.03' },
  green: { space: calRgb, frame: '0.02 0.35 0.15', text: '0.02 0.29 0.12' },
};
