import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { veraPdfJar, veraPdfMain } from '../../build/verapdf.mjs';
import { writeVerfuegungsblatt } from '../../shared/geschaeftsgang/write-verfuegungsblatt.ts';
import { makeSchreiben } from '../../shared/pdf/compose/schreiben-sheet.ts';
import { signBytes, stampBytes, testFont, testTime } from '../fixtures/pdf/sign-with.ts';
import { clearLogo, sampleKopf } from '../fixtures/schreiben/sample-logo.ts';
import { sampleBrief, sampleVermerk, schreibenFonts } from '../fixtures/schreiben/sample-schreiben.ts';
import { hasTool, runTool } from './tool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-schreiben-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sampleBlatt = {
  ...{ dokument: 'dok-1', titel: 'Bescheid', geschaeftszeichen: '63.04.900/2026-1', fassung: null, ungeklaert: null },
  ...{ schritte: [], aenderungen: [], geprueft: 0, ersterBruch: null, schluss: null, person: 'Sabine Brandt' },
  ungelesen: [],
  ...{ at: testTime, font: testFont, behoerde: { name: 'Stadt Musterstadt', briefkopf: sampleKopf } },
};

async function files(): Promise<string[]> {
  const brief = makeSchreiben(sampleBrief, schreibenFonts);
  const all = {
    brief,
    kopf: makeSchreiben({ ...sampleBrief, telefon: '0341 123-456', briefkopf: sampleKopf }, schreibenFonts),
    durchsichtig: makeSchreiben({ ...sampleBrief, briefkopf: { ...sampleKopf, logo: clearLogo } }, schreibenFonts),
    vermerkKopf: makeSchreiben({ ...sampleVermerk, briefkopf: sampleKopf }, schreibenFonts),
    verfuegungsblatt: writeVerfuegungsblatt(sampleBlatt),
    vermerk: makeSchreiben(sampleVermerk, schreibenFonts),
    gestempelt: stampBytes(brief),
    unterschrieben: await signBytes(brief),
  };
  return Object.entries(all).map(([name, bytes]) => {
    const file = path.join(folder, `${name}.pdf`);
    writeFileSync(file, bytes);
    return file;
  });
}

const hasVeraPdf = existsSync(veraPdfJar) && hasTool('java', '-version');
if (!hasVeraPdf)
  console.warn('SKIPPED LOUDLY: veraPDF is not installed (node build/verapdf.mjs), its checks do not run.');

test.skipIf(!hasVeraPdf)('T10: veraPDF takes a Schreiben for PDF/A-2b, also stamped and signed', async () => {
  const given = await files();
  const { text } = runTool('java', ['-cp', veraPdfJar, veraPdfMain, '--format', 'text', '-f', '2b', ...given]);
  for (const file of given) expect(text).toContain(`PASS ${file} 2b`);
});

test.skipIf(!hasTool('qpdf', '--version'))('T10: qpdf finds nothing to complain of', async () => {
  for (const file of await files()) expect(runTool('qpdf', ['--check', file]).code, file).toBe(0);
});

test.skipIf(!hasTool('pdfinfo', '-v') || !hasTool('qpdf', '--version'))(
  'T16: poppler finds the logo as a figure before the head, qpdf its words',
  async () => {
    const [, kopf = ''] = await files();
    const structure = runTool('pdfinfo', ['-struct-text', kopf]).text.replace(/\s+/g, ' ');
    expect(structure).toMatch(
      /^Document Figure: \/Placement \/Block \/BBox \[[^\]]+\] "" P \(block\) "Stadt Musterstadt" P/,
    );
    expect(runTool('qpdf', ['--json', kopf]).text).toContain('"/Alt": "u:Wappen der Stadt Musterstadt"');
  },
);

test.skipIf(!hasTool('pdfinfo', '-v'))(
  'T10: poppler reads title and structure: headings, lists with labels, paragraphs',
  async () => {
    const [brief = ''] = await files();
    expect(runTool('pdfinfo', ['-meta', brief]).text).toContain(`>${sampleBrief.betreff}</rdf:li>`);
    const structure = runTool('pdfinfo', ['-struct-text', brief]).text.replace(/\s+/g, ' ');
    for (const expected of [
      'P (block) "Frau Aylin Öztürk-Müller Mühlgraben 12 04109 Musterstadt"',
      `H1 (block) "${sampleBrief.betreff}"`,
      'H2 (block) "Was wir noch brauchen"',
      'L (block): /ListNumbering /Decimal LI (block) Lbl (block) "1." LBody (block) "den Mietvertrag"',
    ])
      expect(structure).toContain(expected);
    expect(structure).not.toContain('Seite 1 von');
  },
);
