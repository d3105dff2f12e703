import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { markEveryPage } from '../../../../shared/pdf/compose/page-mark.ts';
import { makeSheet } from '../../../../shared/pdf/compose/sheet.ts';
import { practiceWatermark } from '../../../../shared/practice-messages.ts';
import { testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';
import { hasTool, runTool } from '../../../interop/tool.ts';

function sheetPages(): readonly string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-mark-'));
  const file = path.join(folder, 'blatt.pdf');
  const sheet = makeSheet({ title: 'Blatt', at: testTime, font: testFont, seed: 'a' }, (paper) => {
    for (let line = 1; line <= 90; line++) paper.write({ tag: 'P', text: `Zeile ${line}`, sizePt: 11 });
  });
  writeFileSync(file, sheet);
  expect(runTool('qpdf', ['--check', file])).toMatchObject({ code: 0 });
  const { text } = runTool('pdftotext', [file, '-']);
  rmSync(folder, { recursive: true });
  return text.split('\f').slice(0, -1);
}

test.skipIf(!hasTool('pdftotext', '-v') || !hasTool('qpdf', '--version'))(
  'U6: every page that practice writes bears the mark, and no page before',
  () => {
    // The letters of a rising line come out in an order of their own.
    const letters = (page: string) => [...practiceWatermark].every((letter) => letter === ' ' || page.includes(letter));
    expect(sheetPages().filter(letters)).toEqual([]);
    markEveryPage(practiceWatermark);
    const pages = sheetPages();
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.filter(letters)).toHaveLength(pages.length);
  },
);
