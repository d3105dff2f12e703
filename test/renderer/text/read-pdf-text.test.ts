import '../../workstation/pdf-parser.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinLines } from '../../../renderer/text/join-lines.ts';
import { readPdfText } from '../../../renderer/text/read-pdf-text.ts';
import { readPlainText } from '../../../renderer/text/read-plain-text.ts';
import { type TextLimits, textLimits } from '../../../renderer/text/text-limits.ts';
import type { PageText } from '../../../renderer/text-api.ts';
import { errorCode } from '../../../shared/errors.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { writeBrandschutzLetter } from '../../fixtures/brandschutz-letter.ts';
import { type PageContent, writeWords } from '../../fixtures/words-pdf.ts';
import { hostilePdfs } from '../../forward/hostile-pdfs.ts';

async function read(bytes: Uint8Array, limits?: TextLimits) {
  const pages: PageText[] = [];
  const isPartial = await readPdfText(bytesSource(bytes), (page) => pages.push(page), limits);
  return { pages, isPartial };
}

const words = (...pages: PageContent[]) => read(writeWords(pages));

test('R80: the words of a PDF are read page by page, umlauts as they are shown', async () => {
  const { pages, isPartial } = await words(
    { lines: ['Grünfläche an der Straße'] },
    { lines: [] },
    { lines: ['Zweite'] },
  );
  expect(isPartial).toBe(false);
  expect(pages).toEqual([
    { pageIndex: 0, text: 'Grünfläche an der Straße', isScan: false },
    { pageIndex: 2, text: 'Zweite', isScan: false },
  ]);
});

test('R80: a real letter gives its words', async () => {
  const { pages } = await read(writeBrandschutzLetter());
  expect(pages[0]?.text).toContain('Brandschutz');
});

test('R80: a word that was divided at the end of a line is whole again', async () => {
  const { pages } = await words({ lines: ['Das Umwelt-', 'gutachten und die Natur-', 'und Umweltbehörde'] });
  expect(pages[0]?.text).toBe('Das Umweltgutachten und die Natur-\nund Umweltbehörde');
});

test('R81: words laid invisibly over the picture of a whole page are words of a scan', async () => {
  const { pages } = await words(
    { lines: ['Eingescannter Bescheid'], mode: 3, picture: [0, 0, 595, 842] },
    { lines: ['Gedruckt neben einem Bild'], picture: [0, 0, 595, 842] },
    { lines: ['Unsichtbar ohne Bild'], mode: 3 },
    { lines: ['Unsichtbar neben dem Wappen'], mode: 3, picture: [40, 700, 80, 80] },
  );
  expect(pages.map(({ isScan }) => isScan)).toEqual([true, false, false, false]);
});

test('R82: no more pages are read than the limit allows, and that is said', async () => {
  const file = writeWords(Array.from({ length: 12 }, (_, index) => ({ lines: [`Seite ${index + 10}`] })));
  const limited = (limits: Partial<TextLimits>) => read(file, { ...textLimits, ...limits });
  expect((await limited({})).isPartial).toBe(false);
  expect(await limited({ pages: 10 })).toMatchObject({ isPartial: true, pages: { length: 10 } });
  expect(await limited({ characters: 25 })).toMatchObject({ isPartial: true, pages: { length: 4 } });
  await expect(limited({ fileBytes: 100 })).rejects.toMatchObject({ code: 'pdf-too-large' });
});

test('R82: cut, flipped and foreign bytes end with a code or with fewer words, never with a hang', async () => {
  const whole = writeWords([{ lines: ['Bescheid über die Genehmigung'] }, { lines: ['Anlage'] }]);
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(whole.length), async (flips, cut) => {
      const bytes = new Uint8Array(whole);
      for (const [at, value] of flips) bytes[at] = value;
      const outcome = await read(cut % 3 === 0 ? bytes.slice(0, cut) : bytes).then(
        ({ pages }) => pages.length,
        (error: unknown) => errorCode(error),
      );
      expect(typeof outcome === 'number' || outcome.startsWith('pdf-')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('R80: files that try to act do nothing', async () => {
  const hosts: string[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (input) => {
    hosts.push(String(input));
    throw new TypeError('no network here');
  };
  try {
    for (const [name, bytes] of hostilePdfs('http://127.0.0.1:9')) {
      const outcome = await read(bytes).then(
        ({ pages }) => pages.map(({ text }) => text).join(),
        (error: unknown) => errorCode(error),
      );
      expect([name, outcome]).toEqual([name, '']);
    }
  } finally {
    globalThis.fetch = fetch;
  }
  expect(hosts).toEqual([]);
  expect(globalThis).not.toHaveProperty('broken');
});

test('R80: a text file is read as UTF-8, or as Windows-1252 when it is none', () => {
  const plain = (bytes: readonly number[] | Uint8Array, most?: number) => {
    const pages: PageText[] = [];
    const isPartial = readPlainText(bytesSource(new Uint8Array(bytes)), (page) => pages.push(page), most);
    return { text: pages[0]?.text, isPartial };
  };
  const utf8 = new TextEncoder().encode('Größe\r\nzwei');
  expect(plain(utf8)).toEqual({ text: 'Größe\nzwei', isPartial: false });
  expect(plain(utf8, 3)).toEqual({ text: 'Gr', isPartial: true });
  expect(plain([0x47, 0x72, 0xf6, 0xdf, 0x65])).toEqual({ text: 'Größe', isPartial: false });
  expect(plain([]).text).toBeUndefined();
});

test('R80: joining lines again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'ü', '-', '\n', ' ', '\u00ad', 'und', 'B') }), (text) => {
      const once = joinLines(text);
      expect(joinLines(once).length).toBeLessThanOrEqual(once.length);
      expect(once).not.toMatch(/\u00ad|\n\n| {2}/);
    }),
  );
});

test('X2: a page that is a picture without words, or with those of a stamp only, waits for a machine; others do not', async () => {
  const sheet = [0, 0, 595, 842] as const;
  const stamp = ['Eingegangen', 'Stadt Musterstadt', '19.11.2026'];
  const own = Array.from({ length: 12 }, () => 'Der Bescheid hat seinen eigenen Text und einen Grund.');
  const { pages } = await words(
    { lines: [], picture: sheet },
    { lines: stamp, picture: sheet },
    { lines: own, picture: sheet },
    { lines: ['Gelesen vom Scanner'], mode: 3, picture: sheet },
    { lines: ['Wappen'], picture: [40, 700, 80, 80] },
    { lines: [] },
  );
  expect(pages.map(({ pageIndex, isPicture = false }) => [pageIndex, isPicture])).toEqual([
    [0, true],
    [1, true],
    [2, false],
    [3, false],
    [4, false],
  ]);
});
