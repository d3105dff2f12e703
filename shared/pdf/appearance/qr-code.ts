import encodeQR from 'qr';

/** A QR code as rows of modules, dark = true, with its quiet zone of four modules (ISO/IEC 18004 §6.3.8). */
export type QrCode = readonly (readonly boolean[])[];

/** Encodes a short text; level M survives 15 % damage. */
export function qrCode(text: string): QrCode {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
}

/** The dark modules as filled rectangles in a square of `sizePt` with its lower left corner at x, y. */
export function drawQr(code: QrCode, x: number, y: number, sizePt: number): string {
  const unit = sizePt / code.length;
  let paths = '';
  code.forEach((row, line) => {
    for (let from = 0; from < row.length; from++) {
      if (!row[from]) continue;
      let to = from;
      while (row[to]) to++;
      const left = (x + from * unit).toFixed(3);
      const bottom = (y + sizePt - (line + 1) * unit).toFixed(3);
      paths += `${left} ${bottom} ${((to - from) * unit).toFixed(3)} ${unit.toFixed(3)} re\n`;
      from = to;
    }
  });
  return `${paths}f\n`;
}
