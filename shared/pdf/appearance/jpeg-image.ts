import { AppError } from '../../errors.ts';

/** A JPEG that a PDF takes as it is: gray or colour of 8 bits. */
export type Jpeg = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
  /** Without what cameras and programs write beside the picture: places, devices, previews. */
  readonly bytes: Uint8Array;
};

// Markers (ITU-T T.81, table B.1): frames that PDF readers decode, scan, and what carries no picture.
const frames = new Set([0xc0, 0xc1, 0xc2]);
const startOfScan = 0xda;
const adobe = 0xee;
const isAside = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef && marker !== adobe) || marker === 0xfe;

/** Reads size and channels, and leaves out what is no picture. Throws AppError 'signature-image-unfit'. */
export function readJpeg(bytes: Uint8Array): Jpeg {
  const kept: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  let frame: Omit<Jpeg, 'bytes'> | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1]!;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (bytes[at] !== 0xff || length < 2 || at + 2 + length > bytes.length) break;
    if (marker === startOfScan) {
      const rest = bytes.subarray(at);
      const isWhole = rest.at(-1) === 0xd9 && rest.at(-2) === 0xff;
      if (frame === null || !isWhole) break;
      return { ...frame, bytes: joined([...kept, rest]) };
    }
    const segment = bytes.subarray(at, at + 2 + length);
    if (frames.has(marker)) frame = readFrame(segment);
    if (!isAside(marker)) kept.push(segment);
    at += 2 + length;
  }
  throw new AppError('signature-image-unfit');
}

function readFrame(segment: Uint8Array): Omit<Jpeg, 'bytes'> {
  const [bits, channels] = [segment[4], segment[9]];
  const heightPx = (segment[5]! << 8) | segment[6]!;
  const widthPx = (segment[7]! << 8) | segment[8]!;
  const isFit = bits === 8 && (channels === 1 || channels === 3) && widthPx > 0 && heightPx > 0;
  if (!isFit) throw new AppError('signature-image-unfit');
  return { widthPx, heightPx, channels };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
