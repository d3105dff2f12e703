import { expect, test } from 'vitest';
import { composeLaufzettel, inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { stampKind } from '../../../../shared/pdf/stamp/stamp-text.ts';
import { hasMutool, hasQpdf, mutoolText, qpdfComplaints } from '../../../fixtures/pdf/ask-mutool.ts';
import { testDigest, testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';

const sha = '0123456789abcdef'.repeat(4);

function sheet(): Uint8Array {
  const { bytes } = composeLaufzettel({
    titel: 'Gutachten Brandschutz',
    aktenzeichen: '63.04.900/2026-1',
    fassung: '1',
    dateiname: 'gutachten.pdf',
    sizeBytes: 48_211,
    sha,
    dokument: 'd-17',
    von: 'Sabine Brandt',
    angelegt: '21.11.2026, 10:14 Uhr',
    kind: stampKind('eingang'),
    fields: { behoerde: 'Stadt Musterstadt', datum: '2026-11-20', quelle: 'poststelle' },
    font: testFont,
    makeDigest: testDigest,
    id: '6f2b0f5e-0a7a-4a1e-9d55-0c1a5e3a7f10',
    at: testTime,
  });
  return bytes;
}

test('P95: a Laufzettel is PDF/A-2b and bears the stamp', () => {
  const facts = inspectPdf(bytesSource(sheet()));
  expect(facts.pdfA).toBe('2b');
  expect(facts.stamps).toEqual([{ pageIndex: 0, text: expect.stringContaining('EINGANG, 20.11.2026') }]);
});

test.skipIf(!hasMutool || !hasQpdf)('P95: other readers (mutool, qpdf, needed here) read what it names', () => {
  const bytes = sheet();
  expect(qpdfComplaints(bytes)).toBe('');
  const words = mutoolText(bytes);
  expect(words.replace(/\s/g, '')).toContain(sha);
  for (const expected of ['Laufzettel', 'Gutachten Brandschutz', '63.04.900/2026-1', 'Sabine Brandt', 'EINGANG']) {
    expect(words).toContain(expected);
  }
});
