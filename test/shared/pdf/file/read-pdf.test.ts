import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, errorCode } from '../../../../shared/errors.ts';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { inflate } from '../../../../shared/pdf/file/inflate.ts';
import { appendUpdate, makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { stampBytes } from '../../../fixtures/pdf/sign-with.ts';

const forms = ['table', 'stream', 'hybrid'] as const;

function codeOf(bytes: Uint8Array): string {
  try {
    inspectPdf(bytesSource(bytes));
    return 'read';
  } catch (error) {
    return errorCode(error);
  }
}

function replaced(file: Buffer, from: string, to: string): Buffer {
  return Buffer.from(file.toString('latin1').replace(from, to), 'latin1');
}

test.each(forms)('P2: a %s file gives its pages', (form) => {
  const facts = inspectPdf(bytesSource(makePdf(plainBodies(3), form)));
  expect(facts).toMatchObject({ xref: form, revisions: 1, encrypted: false, mayStamp: true, maySign: true });
  expect(facts.pages).toHaveLength(3);
});

test.each(forms)('P7, P8: a stamped %s file keeps its bytes and its form', (form) => {
  const original = makePdf(plainBodies(2), form);
  const stamped = stampBytes(original);
  expect(stamped.subarray(0, original.length).equals(original)).toBe(true);
  const facts = inspectPdf(bytesSource(stamped));
  expect(facts.xref).toBe(form === 'hybrid' ? 'table' : form);
  expect(facts.revisions).toBe(2);
  expect(facts.stamps).toHaveLength(1);
});

test('P5: bad beginnings and ends have their own codes', () => {
  const file = makePdf(plainBodies());
  expect(codeOf(Buffer.alloc(0))).toBe('pdf-empty');
  expect(codeOf(Buffer.from('<html>'))).toBe('pdf-no-header');
  expect(codeOf(Buffer.concat([Buffer.from('junk\n'), file]))).toBe('pdf-no-header');
  expect(codeOf(file.subarray(0, file.indexOf('trailer')))).toBe('pdf-truncated');
  expect(codeOf(replaced(file, 'startxref\n', 'startxref\n9'))).toBe('pdf-xref-damaged');
});

test('P3: loops end with a code', () => {
  const file = makePdf(plainBodies());
  const start = /startxref\n(\d+)/.exec(file.toString('latin1'))![1]!;
  expect(codeOf(makePdf(plainBodies(), 'table', `/Prev ${start}`))).toBe('pdf-xref-loop');
  expect(codeOf(makePdf({ ...plainBodies(), 2: '<</Type/Pages/Kids[2 0 R]>>' }))).toBe('pdf-page-tree-damaged');
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  expect(codeOf(makePdf({ ...plainBodies(), 2: `<</Type/Pages/Kids ${deep}>>` }))).toBe('pdf-too-deep');
});

test('P5: an entry that points at another object is damage, not a guess', () => {
  const file = makePdf(plainBodies()).toString('latin1');
  const rows = file.match(/\d{10} 00000 n \n/g)!;
  const swapped = file.replace(rows[1]!, rows[2]!);
  expect(codeOf(Buffer.from(swapped, 'latin1'))).toBe('pdf-xref-damaged');
});

test.each(forms)('P70: a /Size that cannot be true in a %s file is not believed when numbers are given out', (form) => {
  for (const lie of ['-3', '1.5', '8388608', '4294967296', '99999999999999999999']) {
    const file = replaced(makePdf(plainBodies(), form), '/Size', `/Size ${lie}/Was`);
    if (codeOf(file) !== 'read') continue;
    expect(inspectPdf(bytesSource(stampBytes(file))).stamps).toHaveLength(1);
  }
});

test('P70: a file whose object numbers are used up is refused before anything is written', () => {
  const file = makePdf(plainBodies());
  const start = /startxref\n(\d+)/.exec(file.toString('latin1'))![1];
  const full = appendUpdate(file, { 8388605: 'null' }, `/Size 8388606/Root 1 0 R/Prev ${start}`);
  expect(codeOf(full)).toBe('read');
  expect(() => stampBytes(full)).toThrow(new AppError('pdf-xref-damaged'));
});

test('P1: a page tree that the cross-reference does not reach is not seen', () => {
  const ghost = '2 0 obj\n<</Type/Pages/Kids[]>>\nendobj\n';
  const file = makePdf(plainBodies()).toString('latin1');
  const cut = file.lastIndexOf('xref\n0');
  const end = file.slice(cut).replace(/startxref\n\d+/, `startxref\n${cut + ghost.length}`);
  const withGhost = Buffer.from(file.slice(0, cut) + ghost + end, 'latin1');
  expect(inspectPdf(bytesSource(withGhost)).pages).toHaveLength(1);
});

test('P6: a later revision replaces pages, and /Count is not believed', () => {
  const more = appendUpdate(
    makePdf(plainBodies(2)),
    { 2: '<</Type/Pages/Count 99/Kids[4 0 R]>>' },
    `/Size 6/Root 1 0 R/Prev ${/startxref\n(\d+)/.exec(makePdf(plainBodies(2)).toString('latin1'))![1]}`,
  );
  expect(inspectPdf(bytesSource(more)).pages).toHaveLength(1);
});

test('P60: a file encrypted for certificates is described and refused', () => {
  const file = makePdf(plainBodies(), 'table', '/Encrypt<</Filter/Adobe.PubSec/V 4>>');
  expect(inspectPdf(bytesSource(file))).toMatchObject({ encrypted: true, mayStamp: 'pdf-encryption-unknown' });
  expect(() => stampBytes(file)).toThrow(new AppError('pdf-encryption-unknown'));
});

test('P3: an inflate bomb stops at the cap', () => {
  const bomb = deflateSync(Buffer.alloc(4 << 20));
  expect(() => inflate(bomb, 1 << 20)).toThrow(new AppError('pdf-too-much-data'));
});

test('inflate yields what zlib deflated, at every level', () => {
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    fc.string({ maxLength: 3000 }).map((s) => Buffer.from(s.repeat(5))),
  );
  fc.assert(
    fc.property(input, fc.integer({ min: 0, max: 9 }), (bytes, level) => {
      const out = inflate(deflateSync(bytes, { level }), 1 << 20);
      expect(Buffer.from(out).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('P4: whatever is flipped, cut or inserted, only an AppError comes out', () => {
  const originals = forms.map((form) => makePdf(plainBodies(2), form));
  const change = fc.record({ at: fc.nat(4000), bytes: fc.uint8Array({ maxLength: 6 }), remove: fc.nat(8) });
  fc.assert(
    fc.property(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 4 }), (which, changes) => {
      let file: Buffer = originals[which]!;
      for (const { at, bytes, remove } of changes) {
        const place = at % file.length;
        file = Buffer.concat([file.subarray(0, place), bytes, file.subarray(place + remove)]);
      }
      for (const use of [() => inspectPdf(bytesSource(file)), () => stampBytes(file)]) {
        try {
          use();
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }
    }),
    { numRuns: 1500 },
  );
});
