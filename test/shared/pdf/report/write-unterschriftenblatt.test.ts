import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import {
  type UnterschriftenblattRequest,
  writeUnterschriftenblatt,
} from '../../../../shared/pdf/report/write-unterschriftenblatt.ts';
import { hasMutool, hasQpdf, mutoolText, qpdfComplaints } from '../../../fixtures/pdf/ask-mutool.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, testFont, testKey, testTime } from '../../../fixtures/pdf/sign-with.ts';

let request: UnterschriftenblattRequest;
beforeAll(async () => {
  const file = await signBytes(makePdf(plainBodies(2)), testKey('rsa'));
  request = {
    titel: 'Bescheid über die Förderung',
    geschaeftszeichen: '63.04.900/2026-1',
    fassung: 3,
    dateiname: 'Bescheid.pdf',
    member: null,
    sizeBytes: file.length,
    sha: createHash('sha256').update(file).digest('hex'),
    verdict: judge(file),
    beside: null,
    person: 'Sabine Brandt',
    at: testTime,
    listAsOf: null,
    font: testFont,
  };
});

const words = (pdf: Uint8Array) => mutoolText(pdf).replace(/\s+/g, ' ');

test('D6: the Unterschriftenblatt is PDF/A-2b, and the same facts give the same bytes', () => {
  const bytes = writeUnterschriftenblatt(request);
  expect(inspectPdf(bytesSource(bytes))).toMatchObject({ pdfA: '2b', encrypted: false });
  expect(Buffer.from(writeUnterschriftenblatt(request)).equals(Buffer.from(bytes))).toBe(true);
});

test.skipIf(!hasMutool || !hasQpdf)(
  'D6: other readers (mutool, qpdf, needed here) read who signed, how, and who prints',
  () => {
    const bytes = writeUnterschriftenblatt(request);
    expect(qpdfComplaints(bytes)).toBe('');
    const text = words(bytes);
    for (const expected of [
      'Angaben zu den Unterschriften',
      'Geschäftszeichen: 63.04.900/2026-1',
      'Fassung: 3',
      'Gedruckt von: Sabine Brandt',
      'Unterschrift 1: Erika Müller',
      'Aussteller des Zertifikats: ',
      'Stufe: B-B',
      'Die Zeit ist durch keinen Zeitstempel belegt.',
      'Gilt für die ganze Datei.',
    ])
      expect(text).toContain(expected);
    expect(text.replace(/\s/g, '')).toContain(request.sha);
    expect(text).not.toContain('Es wurde keine geprüft');
  },
);

test.skipIf(!hasMutool)('D6: without a signature it says that none was checked (mutool, needed here)', () => {
  const verdict = { verdict: 'none', signatures: [], warnings: [] } as const;
  const text = words(writeUnterschriftenblatt({ ...request, verdict }));
  expect(text).toContain('Die Datei trägt keine elektronische Unterschrift. Es wurde keine geprüft.');
  expect(text).not.toContain('Vertrauensliste');
});
