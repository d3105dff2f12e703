import { expect, test } from 'vitest';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import { meetsCriteria } from '../../../shared/trust/meets-criteria.ts';
import { qualify } from '../../../shared/trust/qualify.ts';
import type { Criteria, TrustEntry, TrustPeriod } from '../../../shared/trust/trust-list.ts';
import { type CertificateWish, makeIdentity, qc } from '../../fixtures/trust/make-certificate.ts';

const issuer = makeIdentity({ name: 'Ausstellende Stelle', isCa: true });
const at = new Date('2026-11-22T08:00:00Z');
const always: Criteria = { assert: 'none', policies: [], keyUsages: [], lists: [], unknown: 0 };
const policy = (...policies: (readonly string[])[]): Criteria => ({ ...always, assert: 'atLeastOne', policies });

const period = (wish: Partial<TrustPeriod> = {}): TrustPeriod => ({
  from: '2016-07-01T00:00:00.000Z',
  granted: true,
  uses: [],
  qualifications: [],
  ...wish,
});
const entry = (periods: readonly TrustPeriod[], wish: Partial<TrustEntry> = {}): TrustEntry => ({
  certificate: issuer.certificate,
  service: 'CA/QC',
  territory: 'DE',
  provider: 'Vertrauensdienst',
  name: 'CA',
  periods: [...periods],
  ...wish,
});
const said = (qualifiers: readonly string[], criteria = always) =>
  entry([period({ qualifications: [{ qualifiers: [...qualifiers], criteria }] })]);

function rank(statements: readonly Uint8Array[], entries: readonly TrustEntry[], wish: Partial<CertificateWish> = {}) {
  const signer = makeIdentity({ name: 'Erika Beispiel', issuer, statements, ...wish });
  return qualify([signer.certificate, issuer.certificate].map(readCertificate), entries, at);
}

const { compliance, sscd, esign, eseal, web, both, switzerland } = qc;
const listed = entry([period()]);

test.each([
  ['qualified-signature', 'compliance, QSCD and type say it', [compliance, sscd, esign], [listed]],
  ['qualified-signature', 'without a type it is for signatures', [compliance, sscd], [listed]],
  ['qualified-seal', 'the type is seal', [compliance, sscd, eseal], [listed]],
  ['advanced-qualified-certificate', 'no QSCD', [compliance, esign], [listed]],
  ['advanced', 'no compliance', [sscd, esign], [listed]],
  ['advanced', 'no statements', [], [listed]],
  ['advanced', 'the type is web site', [compliance, sscd, web], [listed]],
  ['advanced', 'two types', [compliance, sscd, both], [listed]],
  ['advanced', 'qualified elsewhere', [compliance, sscd, esign, switzerland], [listed]],
  ['advanced', 'the list does not know the issuer', [compliance, sscd, esign], []],
  [
    'advanced',
    'the agency trusts it, the list does not',
    [compliance, sscd, esign],
    [entry([period()], { service: 'own-ca' })],
  ],
  [
    'advanced',
    'a service for other certificates',
    [compliance, sscd, esign],
    [entry([period()], { service: 'CA/PKC' })],
  ],
  ['qualified-signature', 'the list says that there is a QSCD', [compliance, esign], [said(['QCWithQSCD'])]],
  ['qualified-signature', 'a QSCD run by the provider', [compliance, esign], [said(['QCQSCDManagedOnBehalf'])]],
  [
    'advanced-qualified-certificate',
    'the list says that there is none',
    [compliance, sscd, esign],
    [said(['QCNoQSCD'])],
  ],
  [
    'advanced-qualified-certificate',
    'the list contradicts itself',
    [compliance, esign],
    [said(['QCWithQSCD', 'QCNoQSCD'])],
  ],
  ['qualified-signature', 'as in the certificate', [compliance, sscd, esign], [said(['QCQSCDStatusAsInCert'])]],
  [
    'advanced-qualified-certificate',
    'as in the certificate, which has none',
    [compliance, esign],
    [said(['QCQSCDStatusAsInCert'])],
  ],
  ['qualified-seal', 'the list says what for', [compliance, sscd, esign], [said(['QCForESeal'])]],
  ['advanced', 'the list says web site', [compliance, sscd, esign], [said(['QCForWSA'])]],
  ['qualified-signature', 'the list says that it is qualified', [sscd, esign], [said(['QCStatement'])]],
  ['advanced', 'the list says that it is not', [compliance, sscd, esign], [said(['NotQualified', 'QCStatement'])]],
  ['advanced', 'a service for seals only', [compliance, sscd, esign], [entry([period({ uses: ['seals'] })])]],
  [
    'qualified-seal',
    'a service for seals only, and it is one',
    [compliance, sscd, eseal],
    [entry([period({ uses: ['seals'] })])],
  ],
] as const)('P86: %s: %s', (expected, _why, statements, entries) => {
  expect(rank(statements, entries)).toBe(expected);
});

test.each([
  ['granted all the time', [period()], 'qualified-signature'],
  [
    'withdrawn before the signature',
    [period({ from: '2026-11-01T00:00:00.000Z', granted: false }), period()],
    'advanced',
  ],
  [
    'withdrawn after the signature',
    [period({ from: '2026-12-01T00:00:00.000Z', granted: false }), period()],
    'qualified-signature',
  ],
  ['granted only after the certificate was issued', [period({ from: '2020-06-01T00:00:00.000Z' })], 'advanced'],
  ['granted only after the signature', [period({ from: '2026-12-01T00:00:00.000Z' })], 'advanced'],
])('P86: the service must have been granted at the issue and at the signature: %s', (_name, periods, expected) => {
  expect(rank([compliance, sscd, esign], [entry(periods)])).toBe(expected);
});

test('P86: qualifiers are said only of the certificates that meet their criteria', () => {
  const needs = said(['QCWithQSCD'], policy(['1.2.3', '1.2.4'], ['1.2.5']));
  const ranked = (policies: readonly string[]) => rank([compliance, esign], [needs], { policies });
  expect(ranked(['1.2.3'])).toBe('advanced-qualified-certificate');
  expect(ranked(['1.2.3', '1.2.4'])).toBe('qualified-signature');
  expect(ranked(['1.2.5'])).toBe('qualified-signature');
});

test('P86: criteria that this program cannot judge give nothing and take away', () => {
  const odd: Criteria = { ...always, assert: 'all', unknown: 1 };
  expect(rank([compliance, esign], [said(['QCWithQSCD'], odd)])).toBe('advanced-qualified-certificate');
  expect(rank([compliance, sscd, esign], [said(['NotQualified'], odd)])).toBe('advanced');
});

test('P86: key usage, nested lists and the three ways to combine them are understood', () => {
  const signer = readCertificate(makeIdentity({ name: 'X', issuer, policies: ['1.2.3'] }).certificate);
  const usage = { nonRepudiation: true, digitalSignature: false };
  expect(meetsCriteria(signer, { ...always, assert: 'all', keyUsages: [usage] })).toBe(true);
  expect(meetsCriteria(signer, { ...always, assert: 'all', keyUsages: [{ digitalSignature: true }] })).toBe(false);
  expect(meetsCriteria(signer, { ...always, assert: 'all', keyUsages: [{ telepathy: true }] })).toBeNull();
  expect(meetsCriteria(signer, { ...always, assert: 'all', lists: [policy(['1.2.3']), policy(['9'])] })).toBe(false);
  expect(meetsCriteria(signer, { ...always, assert: 'atLeastOne', lists: [policy(['1.2.3']), policy(['9'])] })).toBe(
    true,
  );
  expect(meetsCriteria(signer, { ...always, assert: 'none', lists: [policy(['9'])] })).toBe(true);
  expect(meetsCriteria(signer, { ...policy(['9']), unknown: 1 })).toBeNull();
});
