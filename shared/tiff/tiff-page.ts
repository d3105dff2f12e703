/** A page of a TIFF as it stands in the file (TIFF 6.0); its rows from the top, in strips. */
export type TiffPage = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bits of one sample: 1, 2, 4 or 8. */
  readonly bits: number;
  /** 1 = gray or a palette, 3 = colours. */
  readonly samples: number;
  /** How samples mean colours (section 8, PhotometricInterpretation). */
  readonly photometric: number;
  readonly compression: number;
  /** 2 = each row holds differences (section 14). */
  readonly predictor: number;
  /** How a fax was coded (section 11, T4Options). */
  readonly faxOptions: number;
  /** Rows of each strip but the last. */
  readonly rowsPerStrip: number;
  readonly strips: readonly Uint8Array[];
  /** Colour table: three bytes an entry. */
  readonly palette: Uint8Array | null;
  /** Tables that all strips of a JPEG share. */
  readonly jpegTables: Uint8Array | null;
  /** Dots per inch, across and down. */
  readonly dpi: readonly [number, number];
  /** Degrees by which the page is turned clockwise when it is shown. */
  readonly turn: 0 | 90 | 180 | 270;
};

/** A page's compression that is a JPEG (Technical Note 2). */
export const jpeg = 7;

/** What one file may cost; beyond it AppError 'tiff-too-large'. */
export const tiffLimits = {
  pages: 500,
  /** Of one page. */
  pixels: 100_000_000,
  /** Of all pages. Each strip of a fax or JPEG becomes a picture of its own. */
  strips: 100_000,
  /** Samples of all pages as they are unpacked, and data that are taken over. Bytes. */
  unpackedBytes: 512 * 1024 * 1024,
} as const;
