import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { type Picture, readPicture } from '../../../../shared/pdf/appearance/picture.ts';
import { makePng, pngOf } from '../../../fixtures/pdf/make-png.ts';

const unfit = new AppError('signature-image-unfit');

/** What a reader of RunLengthDecode gets (§7.4.5). */
function samples({ bytes, filter }: Picture): number[] {
  expect(filter).toBe('RunLengthDecode');
  const out: number[] = [];
  for (let at = 0; bytes[at] !== 128; ) {
    const length = bytes[at]!;
    if (length < 128) out.push(...bytes.subarray(at + 1, at + 2 + length));
    else out.push(...Array<number>(257 - length).fill(bytes[at + 1]!));
    at += length < 128 ? length + 2 : 2;
  }
  return out;
}

test('P45: what is transparent becomes white paper, and gray stays gray', () => {
  const clear = makePng(2, 1, (x) => (x === 0 ? [0, 0, 0, 0] : [0, 0, 0, 255]));
  expect(readPicture(clear)).toMatchObject({ widthPx: 2, heightPx: 1, channels: 1 });
  expect(samples(readPicture(clear))).toEqual([255, 0]);
  const half = makePng(1, 1, () => [255, 0, 0, 128]);
  expect(samples(readPicture(half))).toEqual([255, 127, 127]);
});

test('P45: any picture of 8 bits comes back pixel by pixel', () => {
  const pixel = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(0, 7, 255))) as fc.Arbitrary<[number, number, number]>;
  const picture = fc.array(fc.array(pixel, { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(picture, (rows) => {
      const read = readPicture(makePng(7, rows.length, (x, y) => rows[y]![x]!));
      const all = rows.flat(2);
      expect(samples(read)).toEqual(read.channels === 1 ? all.filter((_, index) => index % 3 === 0) : all);
    }),
    { numRuns: 60 },
  );
});

test('P45: every filter, small depths, palettes, clear colours and interlacing', () => {
  // Sub, Up, Average, Paeth over gray rows of 3: each says 10 20 30.
  const lines = Uint8Array.of(1, 10, 10, 10, 2, 0, 0, 0, 3, 5, 5, 5, 4, 0, 0, 0);
  const filtered = samples(readPicture(pngOf({ width: 3, height: 4, depth: 8, type: 0 }, lines)));
  expect(filtered).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30]);
  const bits = readPicture(pngOf({ width: 3, height: 1, depth: 1, type: 0 }, Uint8Array.of(0, 0b01000000)));
  expect(samples(bits)).toEqual([0, 255, 0]);
  const palette = ['PLTE', Uint8Array.of(0, 0, 255, 9, 9, 9)] as const;
  const head = { width: 2, height: 1, depth: 4, type: 3 };
  const clear = ['tRNS', Uint8Array.of(255, 0)] as const;
  expect(samples(readPicture(pngOf(head, Uint8Array.of(0, 0x01), [palette, clear])))).toEqual([
    0, 0, 255, 255, 255, 255,
  ]);
  const deep = { width: 2, height: 1, depth: 16, type: 0 };
  const masked = pngOf(deep, Uint8Array.of(0, 0x12, 0x34, 0, 0), [['tRNS', Uint8Array.of(0x12, 0x34)]]);
  expect(samples(readPicture(masked))).toEqual([255, 0]);
  // Adam7 of 2 x 2: pass 1 the first, pass 6 the second, pass 7 the second row.
  const woven = pngOf({ width: 2, height: 2, depth: 8, type: 0, interlace: 1 }, Uint8Array.of(0, 1, 0, 2, 0, 3, 4));
  expect(samples(readPicture(woven))).toEqual([1, 2, 3, 4]);
});

test('P45: a JPEG goes in as it is, without what a camera wrote beside it', () => {
  const head = [0xff, 0xd8];
  const exif = [0xff, 0xe1, 0, 8, ...Buffer.from('Exif:x')];
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 20, 0, 40, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9];
  const read = readPicture(Uint8Array.from([...head, ...exif, ...frame, ...scan]));
  expect(read).toMatchObject({ widthPx: 40, heightPx: 20, channels: 1, filter: 'DCTDecode' });
  expect([...read.bytes]).toEqual([...head, ...frame, ...scan]);
  const cmyk = [...frame];
  cmyk[9] = 4;
  expect(() => readPicture(Uint8Array.from([...head, ...cmyk, ...scan]))).toThrow(unfit);
  expect(() => readPicture(Uint8Array.from([...head, ...frame, ...scan.slice(0, -2)]))).toThrow(unfit);
});

test('P45: anything else has one code, whatever is wrong with it', () => {
  const good = makePng(3, 3, () => [1, 2, 3]);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, cut) => {
      const damaged = Buffer.from(good).subarray(0, cut);
      damaged[at] = value;
      try {
        readPicture(damaged);
      } catch (error) {
        expect(error).toEqual(unfit);
      }
    }),
    { numRuns: 500 },
  );
  expect(() => readPicture(pngOf({ width: 9_000, height: 9_000, depth: 8, type: 0 }, new Uint8Array(9)))).toThrow(
    unfit,
  );
  expect(() => readPicture(new Uint8Array(2 * 1024 * 1024))).toThrow(unfit);
});

test('P45: what inflates to more than the head says ends before it is there (decision 0033)', () => {
  const head = { width: 10, height: 10, depth: 8, type: 0 };
  const bomb = pngOf(head, new Uint8Array(64 << 20));
  const profile = deflateSync(new Uint8Array(64 << 20));
  const aside = pngOf(head, new Uint8Array(110), [['iCCP', Buffer.concat([Buffer.from('a\0\0', 'latin1'), profile])]]);
  const before = process.memoryUsage().rss;
  expect(() => readPicture(bomb)).toThrow(unfit);
  expect(readPicture(aside)).toMatchObject({ widthPx: 10, heightPx: 10 });
  expect(process.memoryUsage().rss - before).toBeLessThan(32 << 20);
});
