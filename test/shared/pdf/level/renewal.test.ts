import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { algorithmEnd } from '../../../../shared/pdf/level/algorithm-dates.ts';
import { fileCarriesUntil } from '../../../../shared/pdf/level/carries-until.ts';
import { renewalDue } from '../../../../shared/pdf/level/renewal.ts';
import { readCertificate } from '../../../../shared/pdf/sign/certificate.ts';
import { recordedAnswers, recordedFolder } from '../../../fixtures/pdf/recorded-answers.ts';
import { testKey } from '../../../fixtures/pdf/sign-with.ts';

const due = (since: string, until: string) => renewalDue({ since, until }).toISOString();

test('P160: the next time-stamp comes 90 days before the last one ceases to carry', () => {
  expect(due('2026-11-22T00:00:00.000Z', '2031-12-31T00:00:00.000Z')).toBe('2031-10-02T00:00:00.000Z');
});

test('P160: a short-lived certificate is renewed at half of its time, one that has ended at once', () => {
  expect(due('2026-11-22T00:00:00.000Z', '2026-12-22T00:00:00.000Z')).toBe('2026-12-07T00:00:00.000Z');
  expect(due('2026-11-22T00:00:00.000Z', '2026-11-01T00:00:00.000Z')).toBe('2026-11-01T00:00:00.000Z');
});

test('P161: algorithms end at dates that are data', () => {
  const [rsa, ec] = (['rsa', 'ec'] as const).map((name) => readCertificate(testKey(name).chain[0]!).publicKey);
  const short = rsa!.kind === 'rsa' ? { ...rsa!, bits: 2048 } : rsa!;
  expect(algorithmEnd(short, { scheme: 'rsa', hash: 'sha256' })).toEqual(new Date('2025-12-31T23:59:59Z'));
  expect(algorithmEnd(rsa!, { scheme: 'rsa', hash: 'sha256' })).toEqual(new Date('2035-12-31T23:59:59Z'));
  expect(algorithmEnd(ec!, { scheme: 'ecdsa', hash: 'sha1' })).toEqual(new Date('2010-12-31T23:59:59Z'));
});

test('P161: the last time-stamp of a file carries it as long as certificates and algorithms last', () => {
  const source = bytesSource(readFileSync(path.join(recordedFolder, 'lta.pdf')));
  const { root, tsa } = recordedAnswers();
  const ends = [readCertificate(root), readCertificate(tsa)].map(({ notAfter }) => notAfter.getTime());
  const sunset = Date.parse('2035-12-31T23:59:59Z');
  expect(fileCarriesUntil({ source }, [root])?.getTime()).toBe(Math.min(...ends, sunset));
});
