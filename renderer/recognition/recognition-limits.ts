/** What one file may cost; pages behind the limit have no recognised words (X3). */
export const recognitionLimits = {
  pages: 300,
  /** Of one page as it is given to the machine; A4 at 300 dots per inch has 8.7 million. */
  pixels: 10_000_000,
  /** What the models were trained for. Dots per inch. */
  dpi: 300,
  /** Of one picture in a file, before it is scaled down: 100 million take 400 MB. */
  picturePixels: 100_000_000,
  /** A page that takes longer keeps the worker busy on purpose. Milliseconds. */
  pageMs: 90_000,
} as const;
