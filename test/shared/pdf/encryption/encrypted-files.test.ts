import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AppError, errorCode } from '../../../../shared/errors.ts';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { formFields } from '../../../../shared/pdf/file/form-fields.ts';
import { isType, latin1Text, type PdfObject, textOf } from '../../../../shared/pdf/file/objects.ts';
import { PdfFile } from '../../../../shared/pdf/file/pdf-file.ts';
import { judge, signBytes, stampBytes, testAnchor, testFont, testKey } from '../../../fixtures/pdf/sign-with.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/pdf/encrypted');
const user = 'Tür 4';
const owner = 'Haus 7';
const locked = readdirSync(folder).filter((name) => /^v\d.*\.pdf$/.test(name));
const visible = { pageIndex: 0, rect: { x: 300, y: 50, width: 200, height: 60 }, font: testFont };

function fixture(name: string): Buffer {
  return readFileSync(path.join(folder, name));
}

function textIn(file: PdfFile, stream: PdfObject | undefined): string {
  const found = file.resolve(stream);
  return isType(found, 'stream') ? latin1Text(file.streamBytes(found)) : '';
}

test('there is a file for every version and revision', () => {
  const kinds = locked.map((name) => name.split('-').slice(0, 2).join(' '));
  expect([...new Set(kinds)]).toEqual(['v1 r2', 'v2 r3', 'v4 r4', 'v5 r5', 'v5 r6']);
});

test.each(locked)('P60: %s is read with either password: strings, streams, metadata', (name) => {
  for (const password of [user, owner]) {
    const file = new PdfFile(bytesSource(fixture(name)), password);
    expect(textOf(file.resolve(file.dict(file.xref.trailer.get('Info'))?.get('Title')))).toBe('Bescheid über Gebühren');
    expect(formFields(file).map((field) => field.name)).toEqual(['Betreff', 'Leitung']);
    const page = file.dict(file.array(file.dict(file.catalog().get('Pages'))?.get('Kids'))?.[0]);
    expect(textIn(file, page?.get('Contents'))).toContain('(Vertraulich) Tj');
    expect(textIn(file, file.catalog().get('Metadata'))).toContain('<x:xmpmeta');
    expect(file.security?.isOwner).toBe(password === owner);
  }
});

test.each(locked)('P61: %s stays closed without its password, and says which code', (name) => {
  const bytes = fixture(name);
  expect(inspectPdf(bytesSource(bytes))).toMatchObject({
    encrypted: true,
    openedBy: null,
    pages: [],
    mayStamp: 'pdf-encrypted',
    maySign: 'pdf-encrypted',
  });
  expect(() => stampBytes(bytes)).toThrow(new AppError('pdf-encrypted'));
  expect(() => judge(bytes)).toThrow(new AppError('pdf-encrypted'));
  expect(() => stampBytes(bytes, 'tür 4')).toThrow(new AppError('pdf-password-wrong'));
  expect(() => inspectPdf(bytesSource(bytes), 'Haus 8')).toThrow(new AppError('pdf-password-wrong'));
});

test.each(locked)(
  'P62: %s stamped, signed in an old and a new field, all valid, nothing in the clear',
  async (name) => {
    const original = fixture(name);
    const options = { password: user };
    const stamped = stampBytes(original, user);
    const first = await signBytes(stamped, testKey('ec'), { ...options, field: 'Leitung', visible, reason: 'richtig' });
    const both = await signBytes(first, testKey('rsa'), { ...options, visible, reason: 'gesehen' });
    expect(both.subarray(0, original.length).equals(original)).toBe(true);
    // The signature itself stays in the clear, with the signer's certificate.
    const added = both
      .subarray(original.length)
      .toString('latin1')
      .replace(/\/Contents <[0-9a-f]{999,}>/g, '');
    const secrets = ['richtig', 'gesehen', 'Musterstadt', 'Elektronisch'];
    const spellings = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('hex')]);
    expect(spellings.filter((secret) => added.includes(secret))).toEqual([]);
    const { verdict, signatures, warnings } = judge(both, [testAnchor], options);
    expect({ verdict, warnings }).toEqual({ verdict: 'valid', warnings: [] });
    expect(signatures.map(({ changesAfter }) => changesAfter)).toEqual(['permitted', 'none']);
    const facts = inspectPdf(bytesSource(both), user);
    expect(facts.stamps[0]?.text).toContain('Stadt Musterstadt');
    expect(facts).toMatchObject({ encrypted: true, openedBy: 'user', mayStamp: true });
  },
);

test('P62: a changed byte in an encrypted, signed file is found', async () => {
  const signed = await signBytes(fixture('v5-r6-aes-256.pdf'), testKey('ec'), { password: user });
  const place = signed.indexOf('/MediaBox');
  signed[place + 12] = 0x39;
  expect(judge(signed, [testAnchor], { password: user }).verdict).toBe('invalid');
});

test('P63: what an open file permits binds, the owner is free', async () => {
  const facts = (name: string, password?: string) => inspectPdf(bytesSource(fixture(name)), password);
  const no = 'pdf-permission-missing';
  expect(facts('open-v2-nothing.pdf')).toMatchObject({ openedBy: 'user', mayStamp: no, maySign: no });
  expect(facts('open-v4-annotate.pdf')).toMatchObject({ openedBy: 'user', mayStamp: true, maySign: no });
  expect(facts('open-v5-form.pdf')).toMatchObject({ openedBy: 'user', mayStamp: no, maySign: no });
  for (const name of ['open-v2-nothing.pdf', 'open-v4-annotate.pdf', 'open-v5-form.pdf']) {
    expect(facts(name, owner)).toMatchObject({ openedBy: 'owner', mayStamp: true, maySign: true });
    const open = fixture(name);
    await expect(signBytes(open, testKey('ec'), { field: 'Neu' })).rejects.toThrow(new AppError(no));
    const byOwner = await signBytes(stampBytes(open, owner), testKey('ec'), { field: 'Neu', password: owner });
    expect(judge(byOwner).verdict).toBe('valid');
  }
  const fill = { field: 'Leitung' };
  await expect(signBytes(fixture('open-v2-nothing.pdf'), testKey('ec'), fill)).rejects.toThrow(new AppError(no));
  for (const name of ['open-v4-annotate.pdf', 'open-v5-form.pdf']) {
    expect(judge(await signBytes(fixture(name), testKey('ec'), fill)).verdict).toBe('valid');
  }
});

test('P63: nobody widens the permissions of version 5 in the dictionary', () => {
  const widened = Buffer.from(fixture('open-v5-form.pdf').toString('latin1').replace('/P -44', '/P -04'), 'latin1');
  expect(inspectPdf(bytesSource(widened))).toMatchObject({ openedBy: 'user', mayStamp: 'pdf-permission-missing' });
});

test('P60: handlers and versions that nobody published are refused with their code', () => {
  const text = fixture('v4-r4-aes-128.pdf').toString('latin1');
  for (const [from, to] of [
    ['/Filter /Standard', '/Filter /Standart'],
    ['/V 4', '/V 3'],
    ['/R 4', '/R 7'],
    ['/CFM /AESV2', '/CFM /AESV9'],
    ['/StmF /StdCF', '/StmF /StdXX'],
  ] as const) {
    expect(text).toContain(from);
    const changed = Buffer.from(text.replace(from, to), 'latin1');
    expect(() => stampBytes(changed, user)).toThrow(new AppError('pdf-encryption-unknown'));
  }
});

test('P4: whatever is flipped in an encrypted file, only an AppError comes out', () => {
  for (const name of ['v2-r3-rc4-128-packed.pdf', 'v4-r4-aes-128.pdf', 'v5-r6-aes-256-packed.pdf']) {
    const original = fixture(name);
    // The key check takes its time in revision 6: every third byte there.
    for (let at = 15; at < original.length; at += name.startsWith('v5') ? 97 : 11) {
      const changed = Buffer.from(original);
      changed[at]! ^= 1 << (at % 8);
      try {
        stampBytes(changed, user);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect(errorCode(error)).not.toBe('internal');
      }
    }
  }
});
