import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniffFile } from '../../../shared/asic/sniff-file.ts';
import { AppError, errorCode } from '../../../shared/errors.ts';
import { feldschemata } from '../../../shared/feldschemata.ts';
import { isMail } from '../../../shared/mail/is-mail.ts';
import { readMail } from '../../../shared/mail/read-mail.ts';
import { makeMail } from '../../fixtures/mail/make-mail.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const plan = writeWords([{ lines: ['Lageplan'] }]);
const html =
  '<html><head><style>p{color:red}</style></head><body onload="x()"><h1>Guten Tag</h1><script>fetch("http://x")</script>' +
  '<p>die <b>Wand</b> ist zu laut.</p><img src="http://zaehler.example/1.png" alt="z"><a href="http://böse.example/x">zum Amt</a>' +
  '<form action="http://x"><input value="geheim"></form><iframe src="http://y"></iframe></body></html>';

describe('M1: what an e-mail says', () => {
  test('sender, receivers, subject, time and text come in the letters they were written in', async () => {
    const mail = await readMail(
      makeMail([{ type: 'text/plain; charset=iso-8859-1', body: Buffer.from('Grüße', 'latin1') }]),
    );
    expect(mail).toMatchObject({
      from: 'Jörg Müller <j.mueller@example.org>',
      to: ['bauamt@musterstadt.example', 'Brandt, Sabine <brandt@musterstadt.example>'],
      subject: 'Lärm am Mühlgraben',
      date: '2026-11-02T09:11:12.000Z',
      text: 'Grüße',
      attachments: [],
      isSecured: false,
    });
  });

  test('of HTML only words are left, and where links lead', async () => {
    const { text } = await readMail(makeMail([{ type: 'text/html; charset=utf-8', body: html }]));
    expect(text).toContain('Guten Tag');
    expect(text).toContain('die Wand ist zu laut.');
    expect(text).toContain('zum Amt [http://böse.example/x]');
    for (const active of ['fetch', 'zaehler', 'color', 'geheim', '<']) expect(text).not.toContain(active);
  });

  test('the words meant for everybody come before HTML', async () => {
    const { text } = await readMail(
      makeMail([
        { type: 'text/plain; charset=utf-8', body: 'schlicht' },
        { type: 'text/html; charset=utf-8', body: '<p>bunt</p>' },
      ]),
    );
    expect(text).toContain('schlicht');
  });

  test('characters that hide or turn words are gone from names and head', async () => {
    const mail = await readMail(
      makeMail([{ type: 'application/pdf', body: plan, name: 'Plan\u202Efdp.exe' }], { subject: 'A\u202Eb\u0007c' }),
    );
    expect(mail.subject).toBe('A b c');
    expect(mail.attachments.map(({ name }) => name)).toEqual(['Plan fdp.exe']);
  });

  test('S/MIME and OpenPGP are seen', async () => {
    const signed = [
      'From: a@b.c',
      'Date: Mon, 02 Nov 2026 10:11:12 +0100',
      'Content-Type: multipart/signed; boundary=x',
      '',
      '',
    ];
    expect((await readMail(bytes(signed.join('\r\n')))).isSecured).toBe(true);
  });
});

describe('M2: attachments', () => {
  test('keep their bytes, lose folders, and never share a name', async () => {
    const names = ['../../etc/Plan.pdf', 'Plan.pdf', 'C:\\Users\\plan.PDF', undefined];
    const mail = await readMail(
      makeMail(names.map((name) => ({ type: 'application/pdf', body: plan, ...(name !== undefined && { name }) }))),
    );
    expect(mail.attachments.map(({ name }) => name)).toEqual(['Plan.pdf', 'Plan (2).pdf', 'plan (3).PDF', '4.pdf']);
    for (const attachment of mail.attachments) expect(Buffer.compare(attachment.bytes, plan)).toBe(0);
  });

  test('a long name is cut between characters, so that it can be stored', async () => {
    for (const body of ['x'.repeat(145), 'x'.repeat(146)]) {
      const name = `🧾🧾🧾${body.slice(4)}.pdf`;
      const mail = await readMail(makeMail([{ type: 'application/pdf', body: plan, name: `lang${name}` }]));
      expect(feldschemata.version.dateiname.safeParse(mail.attachments[0]?.name).success).toBe(true);
    }
  });
});

describe('M3: what is no e-mail', () => {
  test('is told by its bytes, whatever it is called', () => {
    expect(sniffFile(makeMail([]))).toBe('mail');
    expect(isMail(bytes('From x@y Mon Nov  2\nFrom: a@b.c\nReceived: x\n\nText'))).toBe(true);
    for (const other of [
      'From: a@b.c\n\nkein Datum',
      'Date: x\n\nkein Absender',
      'From: a\nDate: b\nkein Feld\n\n',
      '',
      '\n\n',
    ])
      expect([other, isMail(bytes(other))]).toEqual([other, false]);
    expect(sniffFile(plan)).toBe('pdf');
  });

  test('has a code', async () => {
    await expect(readMail(bytes('Guten Tag'))).rejects.toThrow(new AppError('mail-damaged'));
    const nested = Array.from(
      { length: 400 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    );
    await expect(readMail(bytes(`From: a@b.c\r\n${nested.join('')}`))).rejects.toThrow(new AppError('mail-damaged'));
    await expect(readMail(new Uint8Array(129 * 1024 * 1024))).rejects.toThrow(new AppError('mail-too-large'));
    const many = Array.from({ length: 301 }, () => ({ type: 'application/pdf', body: 'x' }));
    await expect(readMail(makeMail(many))).rejects.toThrow(new AppError('mail-too-large'));
  });

  test('never ends in anything but a code, whatever is changed in the bytes', async () => {
    const whole = makeMail([
      { type: 'text/html; charset=utf-8', body: html },
      { type: 'application/pdf', body: plan, name: 'Plan.pdf' },
    ]);
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(whole.length), async (changes, end) => {
        const changed = whole.slice(0, end);
        for (const [at, value] of changes) if (at < end) changed[at] = value;
        const code = await readMail(changed).then(
          () => null,
          (error: unknown) => errorCode(error),
        );
        expect([null, 'mail-damaged', 'mail-too-large']).toContain(code);
      }),
      { numRuns: 400 },
    );
  });
});
