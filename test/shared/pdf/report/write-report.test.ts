import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { isType } from '../../../../shared/pdf/file/objects.ts';
import { PdfFile } from '../../../../shared/pdf/file/pdf-file.ts';
import { verdictJson } from '../../../../shared/pdf/report/verdict-json.ts';
import { type ReportRequest, reportJson, writeReport } from '../../../../shared/pdf/report/write-report.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, stampBytes, testFont, testKey, testTime } from '../../../fixtures/pdf/sign-with.ts';

let request: ReportRequest;
beforeAll(async () => {
  const file = await signBytes(stampBytes(await signBytes(makePdf(plainBodies(2)), testKey('rsa'))), testKey('ec'));
  request = {
    titel: 'Bescheid über die Förderung',
    dateiname: 'Bescheid.pdf',
    beside: null,
    fassung: 3,
    sizeBytes: file.length,
    sha: createHash('sha256').update(file).digest('hex'),
    verdict: judge(file),
    at: testTime,
    listAsOf: null,
    language: 'de',
    font: testFont,
  };
});

test('P106: the report is one tagged page by the rules of PDF/A-3b for an ordinary file, in both languages', () => {
  for (const language of ['de', 'en'] as const) {
    const bytes = writeReport({ ...request, language });
    expect(inspectPdf(bytesSource(bytes))).toMatchObject({ pdfA: '3b', encrypted: false, pages: [{ rotation: 0 }] });
    const file = new PdfFile(bytesSource(bytes));
    expect(file.dict(file.catalog().get('MarkInfo'))?.get('Marked')).toBe(true);
    expect(file.catalog().has('StructTreeRoot')).toBe(true);
  }
});

test('P106: the same request gives the same bytes', () => {
  expect(Buffer.from(writeReport(request)).equals(Buffer.from(writeReport(request)))).toBe(true);
});

test('P106: the report encloses the facts of validate --json', () => {
  const file = new PdfFile(bytesSource(writeReport(request)));
  const [attached] = file.array(file.catalog().get('AF')) ?? [];
  const stream = file.resolve(file.dict(file.dict(attached)?.get('EF'))?.get('F'));
  if (!isType(stream, 'stream')) throw new Error('no embedded file');
  const json = JSON.parse(Buffer.from(file.streamBytes(stream)).toString()) as Record<string, unknown>;
  expect(json).toEqual(JSON.parse(reportJson(request)));
  expect(json).toMatchObject({ file: 'Bescheid.pdf', sha256: request.sha, ...verdictJson(request.verdict) });
});

test('P106: a long list of changes goes on to further pages', () => {
  const [first] = request.verdict.signatures;
  const changes = Array.from({ length: 90 }, (_, n) => ({
    code: 'field-filled' as const,
    name: `Feld ${n}`,
    isPermitted: true,
  }));
  const verdict = { ...request.verdict, signatures: [{ ...first!, changes }] };
  expect(inspectPdf(bytesSource(writeReport({ ...request, verdict }))).pages.length).toBeGreaterThan(1);
});
