import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniffFile } from '../../../shared/asic/sniff-file.ts';
import { AppError, errorCode } from '../../../shared/errors.ts';
import { isMsg } from '../../../shared/mail/is-msg.ts';
import { openMail } from '../../../shared/mail/open-mail.ts';
import { readMail } from '../../../shared/mail/read-mail.ts';
import { testFont } from '../../fixtures/pdf/sign-with.ts';
import { hasTool, runTool } from '../../interop/tool.ts';

const read = (name: string) =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, '../../fixtures/mail/outlook', `${name}.msg`)));

describe('M8: an e-mail as Outlook keeps it', () => {
  test('has head, words and attachments; nothing active, nothing fetched', async () => {
    const mail = await readMail(read('mit-anlagen'));
    expect(mail).toMatchObject({
      from: 'Jörg Müller <j.mueller@example.org>',
      to: ['Bauamt <bauamt@musterstadt.example>', 'Brandt, Sabine <brandt@musterstadt.example>'],
      cc: ['Bürgerbüro <buero@musterstadt.example>'],
      subject: 'Lärm am Mühlgraben',
      date: '2026-11-02T09:11:12.000Z',
      isSecured: false,
      isRtfOnly: false,
    });
    expect(mail.text).toContain('die Wand ist zu laut');
    const { text } = await readMail(read('nur-html'));
    expect(text).toContain('die Wand ist zu laut. Karte [https://musterstadt.example/karte]');
    expect(text).not.toMatch(/zaehler|lief|script/);
    expect(mail.attachments.map(({ name }) => name)).toEqual(['Lageplan.pdf', 'lageplan (2).pdf', 'Kontakte.vcf']);
    // One is small and lies in the small sectors, one is large.
    expect(mail.attachments.map(({ bytes }) => bytes.length)).toEqual([125, 20_125, 24]);
    expect(Buffer.from(mail.attachments[0]?.bytes ?? []).toString()).toMatch(/^%PDF-1.4[\s\S]*%%EOF\n$/);
  });

  test('is read in the letters it was written in', async () => {
    expect((await readMail(read('text'))).text).toBe('Guten Tag,\n\ndie Wand ist zu laut – 漢字 🙂');
    expect(await readMail(read('windows-1252'))).toMatchObject({
      subject: 'Grüße',
      text: 'Straße „unter“ Wasser – 5 €',
    });
  });

  test('M9: a message inside it becomes an e-mail of its own, with what is attached to that', async () => {
    const mail = await readMail(read('in-einer-anderen'));
    expect(mail.attachments.map(({ name }) => name)).toEqual(['Der erste Brief.eml']);
    const inner = await readMail(mail.attachments[0]?.bytes ?? new Uint8Array());
    expect(inner).toMatchObject({
      from: 'Jörg Müller <j.mueller@example.org>',
      subject: 'Der erste Brief',
      text: 'Anbei der Plan.',
    });
    expect(inner.attachments.map(({ name }) => name)).toEqual(['Plan.pdf']);
  });

  test('M8: what is not read is said: RTF alone, S/MIME', async () => {
    expect(await readMail(read('rtf'))).toMatchObject({ text: '', isRtfOnly: true });
    expect(await readMail(read('smime'))).toMatchObject({ isSecured: true });
  });

  test.skipIf(!hasTool('pdftotext', '-v'))(
    'M8: opens like an envelope, and its sheet says what is missing',
    async () => {
      const envelope = await openMail(read('rtf'), { sha: 'ab'.repeat(32), font: testFont });
      expect(envelope.type).toBe('application/vnd.ms-outlook');
      const sheet = await envelope.take('Nachricht.pdf');
      const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-msg-'));
      const file = path.join(folder, 'blatt.pdf');
      writeFileSync(file, sheet);
      const { text } = runTool('pdftotext', [file, '-']);
      rmSync(folder, { recursive: true });
      expect(text).toContain('nur im Format RTF');
    },
  );
});

describe('M10: what is no e-mail of Outlook', () => {
  test('is told by its bytes: other compound files are not', () => {
    expect(sniffFile(read('mit-anlagen'))).toBe('mail');
    const renamed = read('mit-anlagen');
    const name = Buffer.from('__properties_version1.0', 'utf16le');
    for (let at = Buffer.from(renamed).indexOf(name); at >= 0; at = Buffer.from(renamed).indexOf(name))
      renamed[at] = 0x78;
    expect(isMsg(renamed)).toBe(false);
    expect(sniffFile(renamed)).toBe('other');
  });

  test('M10: a table that leads back to itself, an entry that is its own neighbour, and a stream larger than its file', async () => {
    const whole = read('mit-anlagen');
    const at = new DataView(whole.buffer);
    const fat = (at.getUint32(76, true) + 1) * 512;
    const directory = at.getUint32(48, true);
    const entry = Buffer.from(whole).indexOf(Buffer.from('__properties_version1.0', 'utf16le'));
    const looped = changed(whole, fat + directory * 4, directory);
    const swollen = changed(whole, entry + 120, 0x7fffffff);
    // The first entry below the root.
    const child = at.getUint32((directory + 1) * 512 + 76, true);
    const neighbour = changed(whole, placeOf(whole, child) + 68, child);
    for (const file of [looped, swollen, neighbour])
      await expect(readMail(file)).rejects.toThrow(new AppError('mail-damaged'));
    const cut = whole.slice(0, whole.length / 2);
    await expect(readMail(cut)).rejects.toThrow(new AppError('mail-damaged'));
  });

  test('M10: never ends in anything but a code, whatever is changed in the bytes', async () => {
    const files = ['mit-anlagen', 'nur-html', 'in-einer-anderen', 'windows-1252'].map(read);
    const change = fc.record({ at: fc.nat(), value: fc.constantFrom(0, 1, 2, 5, 0x7f, 0x80, 0xfe, 0xff) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        async (whole, changes, part) => {
          const changed = whole.slice(0, part < 4 ? Math.floor((whole.length * part) / 4) : undefined);
          // Most of what decides lies in the header, the tables and the directory.
          for (const { at, value } of changes) changed[at % (at % 2 === 0 ? 512 : changed.length)] = value;
          const code = await readMail(changed).then(() => null, errorCode);
          expect([null, 'mail-damaged', 'mail-too-large']).toContain(code);
        },
      ),
      { numRuns: 400 },
    );
  }, 20_000);
});

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

/** Where the entry lies, by the table of sectors. */
function placeOf(bytes: Uint8Array, entry: number): number {
  const view = new DataView(bytes.buffer);
  const fat = (view.getUint32(76, true) + 1) * 512;
  let sector = view.getUint32(48, true);
  for (let n = 0; n < Math.floor(entry / 4); n++) sector = view.getUint32(fat + sector * 4, true);
  return (sector + 1) * 512 + (entry % 4) * 128;
}
