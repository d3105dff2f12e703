import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feldschemata } from '../../../shared/feldschemata.ts';
import { openMail } from '../../../shared/mail/open-mail.ts';
import { makeMail } from '../../fixtures/mail/make-mail.ts';
import { testFont } from '../../fixtures/pdf/sign-with.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';
import { hasTool, runTool } from '../../interop/tool.ts';

const sha = 'ab'.repeat(32);
const plan = writeWords([{ lines: ['Lageplan'] }]);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-mail-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('M4: an e-mail opens like an envelope: a sheet with its words, then its attachments', async () => {
  const mail = makeMail([
    { type: 'text/plain; charset=utf-8', body: 'Guten Tag,\n\ndie Wand ist zu laut.' },
    { type: 'application/pdf', body: plan, name: 'Nachricht.pdf' },
    { type: 'application/zip', body: 'PK', name: 'Bilder.zip' },
  ]);
  const envelope = await openMail(mail, { sha, font: testFont });
  expect(envelope.type).toBe('message/rfc822');
  expect(envelope.letter).toEqual({ subject: 'Lärm am Mühlgraben', from: 'Jörg Müller <j.mueller@example.org>' });
  expect(envelope.members.map(({ name }) => name)).toEqual(['Nachricht (2).pdf', 'Nachricht.pdf', 'Bilder.zip']);
  expect(Buffer.compare(await envelope.take('Nachricht.pdf'), plan)).toBe(0);
  await expect(envelope.take('fehlt.pdf')).rejects.toMatchObject({ code: 'container-damaged' });
  // The same e-mail gives the same sheet.
  const again = await openMail(mail, { sha, font: testFont });
  expect(Buffer.compare(await envelope.take('Nachricht (2).pdf'), await again.take('Nachricht (2).pdf'))).toBe(0);
});

test.skipIf(!hasTool('qpdf', '--version') || !hasTool('pdftotext', '-v'))(
  'M4: strangers read the sheet: it is sound, and has head, words and names',
  async () => {
    const long = Array.from({ length: 300 }, (_, n) => `Zeile ${n} über die Wand`).join('\n');
    const mail = makeMail([
      { type: 'text/plain; charset=utf-8', body: `${long}\n漢字 🙂` },
      { type: 'application/pdf', body: plan, name: 'Plan.pdf' },
    ]);
    const envelope = await openMail(mail, { sha, font: testFont });
    const file = path.join(folder, 'blatt.pdf');
    writeFileSync(file, await envelope.take('Nachricht.pdf'));
    expect(runTool('qpdf', ['--check', file])).toMatchObject({ code: 0 });
    const { text } = runTool('pdftotext', ['-layout', file, '-']);
    for (const words of [
      'Lärm am Mühlgraben',
      'Jörg Müller <j.mueller@example.org>',
      'Montag, 2. November 2026',
      'Anlage: Plan.pdf',
      'Zeile 299 über die Wand',
      'abababab',
    ])
      expect(text).toContain(words);
  },
);

test('M1: what a sender makes long or cuts in two still fits the records that the e-mail is filed in', async () => {
  const name = `${'x'.repeat(10)}😀${'y'.repeat(145)}.pdf`;
  const mail = makeMail([{ type: 'application/pdf', body: 'x', name }], { subject: `${'L'.repeat(499)}😀 Lärm` });
  const { letter, members } = await openMail(mail, { sha, font: testFont });
  expect(feldschemata.dokument.titel.safeParse(letter?.subject).success).toBe(true);
  expect(letter?.subject).toMatch(/^L{499}$/);
  for (const member of members) expect(feldschemata.version.dateiname.safeParse(member.name).success).toBe(true);
});
