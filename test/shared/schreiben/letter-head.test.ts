import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inspectPdf } from '../../../shared/pdf/api.ts';
import { readPng } from '../../../shared/pdf/appearance/png-image.ts';
import { reopenSchreiben } from '../../../shared/pdf/compose/reopen-schreiben.ts';
import { makeSchreiben, unknownSigns } from '../../../shared/pdf/compose/schreiben-sheet.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { briefkopfOf, isShownLine } from '../../../shared/schreiben/briefkopf.ts';
import { plainSchreiben, type Schreiben } from '../../../shared/schreiben/schreiben.ts';
import { hasMutool, mutoolText } from '../../fixtures/pdf/ask-mutool.ts';
import { makePng, pngOf } from '../../fixtures/pdf/make-png.ts';
import { clearLogo, sampleKopf, sampleLogo } from '../../fixtures/schreiben/sample-logo.ts';
import { sampleBrief, sampleVermerk, schreibenFonts } from '../../fixtures/schreiben/sample-schreiben.ts';
import { hasTool, runTool } from '../../interop/tool.ts';

const compose = (schreiben: Schreiben): Uint8Array => makeSchreiben(schreiben, schreibenFonts);
const withHead: Schreiben = { ...sampleBrief, telefon: '0341 123-456', briefkopf: sampleKopf };
const profil = { name: 'Stadt Musterstadt', briefkopf: ['Ordnungsamt'], logo: sampleLogo, logoText: '' };

test('T11: what was composed before letters had a head of the agency gives the same bytes today', () => {
  const sums = [sampleBrief, sampleVermerk].map((one) => createHash('sha256').update(compose(one)).digest('hex'));
  expect(sums).toEqual([
    '9cfc03845b02a326270a91e792fa0fa1c38cea18f01c7c6747545a2aeb9cf4ca',
    'a24e24fe1ed572cb57a0bf112170658dfd68e72039a88a39d7beb3b85772c392',
  ]);
});

test('T16: the head lies in the source, so that the file stays proven, whatever the profile says later', () => {
  for (const schreiben of [withHead, { ...sampleVermerk, briefkopf: sampleKopf }]) {
    const bytes = compose(schreiben);
    expect(inspectPdf(bytesSource(bytes)).pdfA).toBe('2b');
    expect(reopenSchreiben(bytesSource(bytes), schreibenFonts)).toEqual({
      schreiben: plainSchreiben(schreiben),
      isProven: true,
    });
    for (const [from, to] of [
      ['Oberbürgermeisterin', 'Unterbürgermeisterin'],
      ['Wappen der Stadt Musterstadt', 'Wappen der Stadt Niemandsland'],
    ] as const) {
      const forged = Buffer.from(bytes);
      const at = forged.indexOf(from);
      expect(at).toBeGreaterThan(0);
      forged.write(to.slice(0, from.length), at, 'utf8');
      const found = reopenSchreiben(bytesSource(forged), schreibenFonts);
      expect(found?.isProven ?? false).toBe(false);
    }
  }
  expect(() => compose({ ...withHead, briefkopf: { ...sampleKopf, logo: 'bm8gcG5n' } })).toThrow(
    'signature-image-unfit',
  );
});

test('T16: without lines and logo in the profile there is no head; a logo without words says whose it is', () => {
  expect(briefkopfOf({ ...profil, briefkopf: [], logo: '' }, 'de')).toBeUndefined();
  expect(briefkopfOf(profil, 'de')?.logoText).toBe('Wappen oder Logo: Stadt Musterstadt');
  expect(briefkopfOf(profil, 'en')?.logoText).toBe('Coat of arms or logo: Stadt Musterstadt');
  expect(briefkopfOf({ ...profil, logoText: 'Ein Turm' }, 'de')?.logoText).toBe('Ein Turm');
  expect(briefkopfOf({ ...profil, logo: '', logoText: 'Ein Turm' }, 'de')).toEqual({
    zeilen: ['Ordnungsamt'],
    logo: '',
    logoText: '',
  });
});

test('T13: a sign in the head that no font has is told; T2: the head takes nothing from the text', () => {
  expect(unknownSigns({ ...withHead, briefkopf: { ...sampleKopf, zeilen: ['☎ 0341'] } }, schreibenFonts)).toEqual([
    '☎',
  ]);
  const signs = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~·–—„“”‚‘’»«§€°•…ÄÖÜäöüßéèçñøåšžłŞğıőű';
  expect(isShownLine(signs)).toBe(true);
  expect(isShownLine('☎')).toBe(false);
  expect(unknownSigns({ ...withHead, briefkopf: { ...sampleKopf, zeilen: [signs] } }, schreibenFonts)).toEqual([]);
  const laeufe = [{ text: 'Wort '.repeat(3_900) }];
  const bloecke = Array.from({ length: 10 }, () => ({ art: 'absatz' as const, laeufe }));
  const logo = sampleLogo.slice(0, -4).padEnd(18_996, '=').replaceAll('=', 'A');
  expect(JSON.stringify(bloecke).length).toBeGreaterThan(190_000);
  expect(() => compose({ ...withHead, bloecke, briefkopf: { ...sampleKopf, logo } })).not.toThrow('schreiben-too-long');
});

test.skipIf(!hasMutool)(
  'T16: mutool (needed here) reads head, return address, address, facts, subject in that order',
  () => {
    const words = mutoolText(compose(withHead));
    const order = [
      'Stadt Musterstadt',
      'Die Oberbürgermeisterin',
      'stadt@musterstadt.example',
      'Stadt Musterstadt · Rathausplatz 1',
      'Aylin Öztürk-Müller',
      'Geschäftszeichen: 32.40',
      'Kontakt: 0341 123-456',
      'Anhörung zu',
    ];
    const places = order.map((each) => words.indexOf(each));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    // The name stands there once, though the head's first line says it too.
    expect(words.split(/^Stadt Musterstadt\s*$/m)).toHaveLength(2);
  },
);

const grey = pngOf(
  { width: 8, height: 4, depth: 4, type: 0 },
  Buffer.from([0, 0x01, 0x23, 0x45, 0x67, 1, 0x10, 2, 3, 4, 2, 1, 1, 1, 1, 0, 0xff, 0xee, 0xdd, 0xcc]),
);
const palette = pngOf({ width: 4, height: 2, depth: 2, type: 3 }, Buffer.from([0, 0b00011011, 0, 0b11100100]), [
  ['PLTE', Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9])],
]);
const opaque = makePng(120, 100, (x, y) => [x * 2, 250 - x * 2 + (y % 3), x]);
const many = makePng(40, 40, (x, y) => [x * 6, y * 6, (x * y) % 256, 128 + ((x + y) % 128)]);

test.skipIf(!hasTool('pdfimages', '-v'))(
  'T16: pdfimages (needed here) finds the pixels of every kind of PNG, and a plain one takes no more room than its file',
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-kopf-'));
    const logos = { sampleLogo, clearLogo, grey, palette, opaque, many };
    const bare = compose({ ...sampleBrief, briefkopf: { ...sampleKopf, logo: '' } }).length;
    try {
      for (const [name, logo] of Object.entries(logos)) {
        const base64 = typeof logo === 'string' ? logo : logo.toString('base64');
        const bytes = compose({ ...sampleBrief, briefkopf: { ...sampleKopf, logo: base64 } });
        const file = path.join(folder, `${name}.pdf`);
        writeFileSync(file, bytes);
        expect(runTool('pdfimages', ['-png', file, path.join(folder, name)]).code, name).toBe(0);
        const seen = readPng(readFileSync(path.join(folder, `${name}-000.png`)));
        const meant = readPng(Buffer.from(base64, 'base64'));
        expect([seen.widthPx, seen.heightPx], name).toEqual([meant.widthPx, meant.heightPx]);
        // Readers turn calibrated colours into those of a screen: a shade more or less, never another colour.
        const off = seen.rgb.reduce((most, value, at) => Math.max(most, Math.abs(value - (meant.rgb[at] ?? 0))), 0);
        expect(off, name).toBeLessThan(40);
        // The source holds the logo once more, in base64.
        if (name === 'sampleLogo' || name === 'opaque')
          expect(bytes.length - bare).toBeLessThan(base64.length * 2 + 2_000);
        if (name === 'clearLogo') expect(bytes.length - bare).toBeLessThan(20_000);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
