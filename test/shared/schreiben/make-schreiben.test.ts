import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorCode } from '../../../shared/errors.ts';
import { inspectPdf } from '../../../shared/pdf/api.ts';
import { reopenSchreiben } from '../../../shared/pdf/compose/reopen-schreiben.ts';
import { makeSchreiben, unknownSigns } from '../../../shared/pdf/compose/schreiben-sheet.ts';
import { Appender } from '../../../shared/pdf/file/append.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { byteString, dict, isType, name, number, type PdfRef } from '../../../shared/pdf/file/objects.ts';
import { pageAt } from '../../../shared/pdf/file/page-tree.ts';
import { PdfFile } from '../../../shared/pdf/file/pdf-file.ts';
import { plainSchreiben, type Schreiben, schreibenSchema } from '../../../shared/schreiben/schreiben.ts';
import { wordsOf } from '../../../shared/schreiben/schreiben-words.ts';
import { hasMutool, hasQpdf, mutoolText, qpdfComplaints } from '../../fixtures/pdf/ask-mutool.ts';
import { stampBytes } from '../../fixtures/pdf/sign-with.ts';
import { sampleBrief, sampleVermerk, schreibenFonts } from '../../fixtures/schreiben/sample-schreiben.ts';

const compose = (schreiben: Schreiben): Uint8Array => makeSchreiben(schreiben, schreibenFonts);
const codeOf = (schreiben: Schreiben): string => {
  try {
    compose(schreiben);
    return 'none';
  } catch (error) {
    return errorCode(error);
  }
};

test('T10: a Schreiben is PDF/A-2b, tagged, and the same text gives the same bytes', () => {
  for (const schreiben of [sampleBrief, sampleVermerk]) {
    const bytes = compose(schreiben);
    expect(inspectPdf(bytesSource(bytes)).pdfA).toBe('2b');
    expect(Buffer.from(compose(structuredClone(schreiben))).equals(bytes)).toBe(true);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain(`/Lang <${Buffer.from(schreiben.sprache === 'de' ? 'de-DE' : 'en-GB').toString('hex')}>`);
    for (const tag of ['H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody']) expect(raw).toMatch(new RegExp(`/S /${tag}\\s`));
  }
  const other = compose({ ...sampleBrief, betreff: 'Anhörung' });
  expect(Buffer.from(other).equals(compose(sampleBrief))).toBe(false);
});

test('T11: the source comes back out of the file, proven by composing it again, also below a stamp', () => {
  const bytes = compose(sampleBrief);
  expect(reopenSchreiben(bytesSource(bytes), schreibenFonts)).toEqual({
    schreiben: plainSchreiben(sampleBrief),
    isProven: true,
  });
  const stamped = stampBytes(bytes);
  expect(reopenSchreiben(bytesSource(stamped), schreibenFonts)?.isProven).toBe(true);
});

test('T12: a source that says something else than the page is not proven; a foreign one is none (schreiben-source-missing)', () => {
  const bytes = Buffer.from(compose(sampleBrief));
  const swap = (from: string, to: string): Buffer => {
    const at = bytes.indexOf(from);
    expect(at).toBeGreaterThan(0);
    const out = Buffer.from(bytes);
    out.write(to, at, 'utf8');
    return out;
  };
  const forged = reopenSchreiben(bytesSource(swap('Rathausplatz 1', 'Rathausplatz 9')), schreibenFonts);
  expect(forged?.schreiben.absender).toContain('Rathausplatz 9');
  expect(forged?.isProven).toBe(false);
  for (const broken of [swap('{"v":1', '{"v":7'), swap('{"v":1', '[[[[[['), swap('"art":"brief"', '"art":"br\u00ff"')])
    expect(reopenSchreiben(bytesSource(broken), schreibenFonts)).toBeNull();
});

test('T12: a source whose pages another revision shows with other words, or covers, is not proven', () => {
  const bytes = compose(sampleBrief);
  const other = compose({ ...sampleBrief, absender: 'Marktplatz 7, 04109 Musterstadt' });
  const pageOf = (whole: Uint8Array) => {
    const file = new PdfFile(bytesSource(whole));
    return { file, page: pageAt(file, 0) };
  };
  const { file, page } = pageOf(bytes);
  const theirs = pageOf(other);
  const words = theirs.file.resolve(theirs.page.dict.get('Contents'));
  if (!isType(words, 'stream')) throw new Error('no contents');
  const added = (change: (appender: Appender) => void): boolean | undefined => {
    const appender = new Appender(file);
    change(appender);
    const { appended } = appender.write(new Uint8Array(16).fill(1));
    return reopenSchreiben(bytesSource(Buffer.concat([bytes, appended])), schreibenFonts)?.isProven;
  };
  const content = { dict: dict({}), bytes: theirs.file.rawStream(words) };
  expect(added((appender) => appender.replace(page.dict.get('Contents') as PdfRef, content))).toBe(false);
  expect(added((appender) => appender.extend(page.ref, { Contents: appender.add(content) }))).toBe(false);
  const note = dict({
    ...{ Type: name('Annot'), Subtype: name('FreeText'), Rect: [60, 300, 500, 700].map(number) },
    Contents: byteString('Abgelehnt.'),
  });
  expect(added((appender) => appender.push(page.ref, 'Annots', appender.add(note)))).toBe(false);
});

test('T13: open places, missing lines of the head and signs without a glyph stop the Reinschrift', () => {
  const open = { ...sampleBrief, bloecke: [{ art: 'absatz' as const, laeufe: [{ feld: 'Betrag' }] }] };
  expect(codeOf(open)).toBe('schreiben-open-place');
  expect(codeOf({ ...sampleBrief, anschrift: [' '] })).toBe('schreiben-open-place');
  expect(codeOf({ ...sampleBrief, betreff: '' })).toBe('schreiben-open-place');
  const strange = { ...sampleBrief, bearbeitung: 'Brandt 😀' };
  expect(codeOf(strange)).toBe('schreiben-sign-unknown');
  expect(unknownSigns(strange, schreibenFonts)).toEqual(['😀']);
  expect(codeOf({ ...sampleBrief, absender: 'x'.repeat(501) })).toBe('schreiben-too-long');
  expect(codeOf(sampleBrief)).toBe('none');
});

test('T14: decomposed letters are composed, and what nobody sees is left out', () => {
  const { bloecke } = plainSchreiben({
    ...sampleBrief,
    bloecke: [
      { art: 'absatz', laeufe: [{ text: 'Mu\u0308ll\u00ader' }, { text: '\u202e\u200b' }, { text: ' Ost\r\nWest' }] },
      { art: 'absatz', laeufe: [{ text: ' \u00ad ' }] },
    ],
  });
  expect(bloecke).toEqual([{ art: 'absatz', laeufe: [{ text: 'Müller Ost\nWest' }] }]);
});

test.skipIf(!hasMutool || !hasQpdf)(
  'T15: other readers (mutool, qpdf, needed here) read it in order, on two pages',
  () => {
    const long = Array.from({ length: 60 }, (_, i) => ({
      art: 'absatz' as const,
      laeufe: [
        { text: `Absatz ${i} mit einigen Wörtern, damit die Seite voll wird und der Text auf die nächste läuft.` },
      ],
    }));
    const bytes = compose({ ...sampleBrief, bloecke: [...sampleBrief.bloecke, ...long] });
    expect(qpdfComplaints(bytes)).toBe('');
    const words = mutoolText(bytes);
    expect(words).toContain('Seite 1 von 3');
    const order = [
      'Rathausplatz 1',
      'Aylin Öztürk-Müller',
      'Geschäftszeichen: 32.40',
      'Anhörung zu',
      '1.',
      'den Mietvertrag',
      'Absatz 0',
      'Absatz 59',
    ];
    const places = order.map((each) => words.indexOf(each));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  },
);

// Letters of the European languages and signs of office work, spaces, breaks, invisible ones and very long words.
const words = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abcdeéfgäöüßÄÖÜłńşžABC019.,;:§€–„“()/-'), minLength: 1, maxLength: 14 }),
    fc.constantFrom('\n', ' ', '\u00ad', 'e\u0301', `Wort${'lang'.repeat(60)}`),
  ),
  { minLength: 1, maxLength: 12 },
);
const text = words.map((each) => each.join(' '));
const style = fc.constantFrom<{ fett?: true; kursiv?: true }>(
  {},
  { fett: true },
  { kursiv: true },
  { fett: true, kursiv: true },
);
const laeufe = fc.array(
  fc.record({ text, style }).map(({ text, style }) => ({ text, ...style })),
  { minLength: 1, maxLength: 4 },
);
const block = fc.oneof(
  fc.record({ art: fc.constant('absatz' as const), laeufe }),
  fc.record({ art: fc.constant('ueberschrift' as const), stufe: fc.constantFrom(2 as const, 3 as const), laeufe }),
  fc.record({
    art: fc.constant('liste' as const),
    nummeriert: fc.boolean(),
    punkte: fc.array(laeufe, { minLength: 1, maxLength: 4 }),
  }),
);
const arbitrary = fc
  .record({
    bloecke: fc.array(block, { maxLength: 25 }),
    brief: fc.boolean(),
    betreff: text,
    anschrift: fc.array(text, { minLength: 1, maxLength: 6 }),
  })
  .map(
    ({ bloecke, brief, betreff, anschrift }): Schreiben => ({
      ...(brief ? sampleBrief : sampleVermerk),
      betreff: `B ${betreff}`.slice(0, 400),
      anschrift: brief ? ['Z', ...anschrift.slice(1).map((line) => line.slice(0, 400))] : [],
      bloecke,
    }),
  );

test('T11: every Schreiben comes back out of its file as it went in', () => {
  fc.assert(
    fc.property(arbitrary, (schreiben) => {
      const source = bytesSource(compose(schreiben));
      const found = reopenSchreiben(source, schreibenFonts);
      expect(found).toEqual({ schreiben: plainSchreiben(schreiben), isProven: true });
      expect(schreibenSchema.safeParse(found?.schreiben).success).toBe(true);
    }),
    { numRuns: 25 },
  );
});

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

test.skipIf(!hasPdftotext)('T15: pdftotext (needed here) finds every word of every Schreiben, in order', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-schreiben-'));
  const file = path.join(folder, 'in.pdf');
  try {
    fc.assert(
      fc.property(arbitrary, (schreiben) => {
        writeFileSync(file, compose(schreiben));
        // Long words are cut over lines, and footers stand between: letters are compared, not words.
        const read = spawnSync('pdftotext', ['-raw', file, '-']).stdout.toString().normalize('NFC');
        const letters = read.replace(/(Seite|Page) \d+ (von|of) \d+/g, '').replace(/\s/g, '');
        let at = 0;
        for (const paragraph of wordsOf(plainSchreiben(schreiben))) {
          for (const word of paragraph.split(/\s+/).filter(Boolean)) {
            const found = letters.indexOf(word, at);
            expect(found, word).toBeGreaterThanOrEqual(0);
            at = found + word.length;
          }
        }
      }),
      { numRuns: 20 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
