declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  const create: unknown;
  export = create;
}
