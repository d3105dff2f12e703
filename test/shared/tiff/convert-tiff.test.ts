import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { errorCode } from '../../../shared/errors.ts';
import { convertTiff } from '../../../shared/tiff/convert-tiff.ts';
import { canWriteTiff, makeTiff, plainTiff, type Samples, type TiffPacking } from '../../fixtures/make-tiff.ts';
import { hasMutool, qpdfComplaints } from '../../fixtures/pdf/ask-mutool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-tiff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const facts = {
  title: 'Scan',
  at: new Date('2026-11-20T09:00:00Z'),
  deflate: async (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes)),
};
const convert = (tiff: Uint8Array) => convertTiff(tiff, facts);
const codeOf = (tiff: Uint8Array) => convert(tiff).then(() => 'converted', errorCode);

/** A picture with edges, slopes and noise, so that every packing has work. */
function picture(bits: 1 | 8, samples: 1 | 3, [widthPx, heightPx] = [203, 97]): Samples {
  const rowBytes = bits === 1 ? Math.ceil(widthPx / 8) : widthPx * samples;
  const bytes = Uint8Array.from({ length: rowBytes * heightPx }, (_, at) => {
    const [row, column] = [Math.floor(at / rowBytes), at % rowBytes];
    if (bits === 1) return row % 9 < 5 ? 0 : column % 3 === 0 ? 0xf0 : row * 7;
    return row % 11 < 3 ? 255 : (row * 3 + column * 5 + ((row * column) % 13)) & 255;
  });
  // What lies behind the last pixel of a row is nobody's.
  if (bits === 1)
    for (let row = 1; row <= heightPx; row++) bytes[row * rowBytes - 1]! &= 0xff << (rowBytes * 8 - widthPx);
  return { widthPx, heightPx, bits, samples, bytes };
}

/** The samples of every picture in a PDF, as MuPDF unpacks them. */
function samplesIn(pdf: Uint8Array): readonly Buffer[] {
  const file = path.join(folder, 'out.pdf');
  writeFileSync(file, pdf);
  const list = execFileSync('mutool', ['show', file, 'grep'], { maxBuffer: 2 ** 26 }).toString();
  const numbers = list.split('\n').flatMap((line) => {
    const number = /:(\d+) 0 obj|^(\d+) 0 obj/.exec(line);
    return line.includes('/Subtype/Image') || line.includes('/Subtype /Image')
      ? [number?.[1] ?? number?.[2] ?? '']
      : [];
  });
  return numbers.map((number) => execFileSync('mutool', ['show', '-b', file, number], { maxBuffer: 2 ** 26 }));
}

const judged = test.skipIf(!canWriteTiff || !hasMutool);
const cases: readonly (readonly [TiffPacking, Samples])[] = [
  ...(['none', 'lzw', 'zip', 'packbits', 'g3:1d', 'g3:2d', 'g4'] as const).map(
    (each) => [each, picture(1, 1)] as const,
  ),
  ...(['none', 'lzw', 'lzw:2', 'zip', 'zip:2', 'packbits'] as const).flatMap((each) => [
    [each, picture(8, 1)] as const,
    [each, picture(8, 3)] as const,
  ]),
];

judged('X20: every packing of scanners becomes a PDF with the same samples, read by another program', async () => {
  for (const [packing, given] of cases) {
    for (const rows of ['lzw', 'g4', 'packbits', 'zip:2'].includes(packing) ? [0, 13] : [0]) {
      const pdf = await convert(makeTiff(folder, [{ picture: given, packing }], { rows }));
      const samples = Buffer.concat(samplesIn(pdf));
      // MuPDF answers fax data with black as 0; the file says that white is 0.
      const isFax = packing.startsWith('g');
      const wanted = isFax ? given.bytes.map((byte) => ~byte & 255) : given.bytes;
      const compared = isFax ? maskEnds(samples, given) : samples;
      expect(
        Buffer.compare(compared, isFax ? maskEnds(Buffer.from(wanted), given) : Buffer.from(wanted)),
        `${packing} ${given.bits} ${given.samples} ${rows}`,
      ).toBe(0);
      expect(qpdfComplaints(pdf)).toBe('');
    }
  }
});

/** Without the bits behind the last pixel of each row. */
function maskEnds(bytes: Buffer, { widthPx }: Samples): Buffer {
  const rowBytes = Math.ceil(widthPx / 8);
  const masked = Buffer.from(bytes);
  for (let at = rowBytes - 1; at < masked.length; at += rowBytes) masked[at]! &= 0xff << (rowBytes * 8 - widthPx);
  return masked;
}

judged('X20: fax data are taken over as they are, not coded anew', async () => {
  const tiff = makeTiff(folder, [{ picture: picture(1, 1, [1_728, 1_000]), packing: 'g4' }]);
  const pdf = Buffer.from(await convert(tiff));
  expect(pdf.includes('CCITTFaxDecode')).toBe(true);
  const strip = Buffer.from(tiff.subarray(8, 200));
  expect(pdf.includes(strip)).toBe(true);
});

judged('X21: all pages come, in their order, each in its own packing and size', async () => {
  const pages = [
    { picture: picture(1, 1, [160, 96]), packing: 'g4' },
    { picture: picture(8, 3, [96, 48]), packing: 'jpeg' },
    { picture: picture(8, 1, [64, 64]), packing: 'lzw' },
  ] as const;
  const pdf = await convert(makeTiff(folder, pages, { rows: 16 }));
  const text = Buffer.from(pdf).toString('latin1');
  expect(text.match(/\/Type\s?\/Page\b/g)).toHaveLength(3);
  expect(text).toContain('DCTDecode');
  // Six strips of a fax, three of a JPEG, and one picture of all others.
  const lengths = samplesIn(pdf).map(({ length }) => length);
  expect(lengths).toEqual([...Array(6).fill(20 * 16), ...Array(3).fill(96 * 16 * 3), 64 * 64]);
});

test('X22: a damaged TIFF is refused by a code, whatever is wrong with it', async () => {
  const whole = plainTiff(picture(8, 1));
  expect(await codeOf(whole)).toBe('converted');
  expect(await codeOf(whole.subarray(0, 2_000))).toBe('tiff-damaged');
  expect(await codeOf(new Uint8Array([0x49, 0x49, 42, 0]))).toBe('tiff-damaged');
  const loop = whole.slice();
  const view = new DataView(loop.buffer);
  const directory = view.getUint32(4, true);
  view.setUint32(directory + 2 + 9 * 12, directory, true);
  expect(await codeOf(loop)).toBe('tiff-damaged');
  const inks = whole.slice();
  new DataView(inks.buffer).setUint16(directory + 2 + 4 * 12 + 8, 5, true);
  expect(await codeOf(inks)).toBe('tiff-unknown');
});

test('X23: what announces more than it may have costs nothing', async () => {
  const huge = plainTiff(picture(1, 1));
  const view = new DataView(huge.buffer);
  const directory = view.getUint32(4, true);
  view.setUint32(directory + 2 + 8, 60_000, true);
  view.setUint32(directory + 2 + 12 + 8, 60_000, true);
  const before = performance.now();
  expect(await codeOf(huge)).toBe('tiff-too-large');
  expect(performance.now() - before).toBeLessThan(200);
});

test('X22: bytes flipped anywhere are converted or refused by a code of their own, never by a crash', async () => {
  const seeds = canWriteTiff
    ? (['lzw:2', 'g4', 'jpeg', 'packbits', 'zip'] as const).map((packing) =>
        makeTiff(folder, [{ picture: picture(packing === 'g4' ? 1 : 8, 1), packing }]),
      )
    : [plainTiff(picture(8, 1))];
  const flips = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...seeds), flips, async (seed, changes) => {
      const bytes = seed.slice();
      for (const [place, value] of changes) bytes[Math.floor(place * bytes.length)] = value;
      expect(await codeOf(bytes)).toMatch(/^(converted|tiff-(damaged|unknown|too-large))$/);
    }),
    { numRuns: 300 },
  );
});
