import { expect, test } from 'vitest';
import { validatePdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import type { TrustEntry, TrustPeriod, TrustService } from '../../../../shared/trust/trust-list.ts';
import { timestamped } from '../../../attacks/craft.ts';
import { ownAnchor } from '../../../attacks/keys.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { testDigest, testTime } from '../../../fixtures/pdf/sign-with.ts';
import { makeIdentity, qc } from '../../../fixtures/trust/make-certificate.ts';
import { signPdf } from '../../../fixtures/trust/sign-pdf.ts';

const root = makeIdentity({ name: 'Wurzel', isCa: true });
const issuer = makeIdentity({ name: 'Ausstellende Stelle', isCa: true, issuer: root });
const person = makeIdentity({
  name: 'Erika Beispiel',
  issuer,
  notAfter: new Date('2027-06-01'),
  statements: [qc.compliance, qc.sscd, qc.esign],
});
const signed = await signPdf(makePdf(plainBodies()), person, [issuer]);
const stamped = timestamped(signed);

const period = (from: string, granted = true): TrustPeriod => ({ from, granted, uses: [], qualifications: [] });
const entry = (certificate: Uint8Array, service: TrustService, ...periods: TrustPeriod[]): TrustEntry => ({
  certificate,
  service,
  territory: 'DE',
  provider: 'Vertrauensdienst',
  name: 'CA',
  periods,
});
const since2016 = period('2016-07-01T00:00:00.000Z');

function judge(file: Uint8Array, entries: readonly TrustEntry[], at = testTime) {
  const of = (name: string) => entries.filter(({ service }) => service.startsWith(name));
  const request = {
    source: bytesSource(file),
    makeDigest: testDigest,
    trust: of('CA').map(({ certificate }) => certificate),
    timestampTrust: [...of('TSA').map(({ certificate }) => certificate)],
    entries,
    at,
  };
  const { signatures } = validatePdf(request);
  const { verdict, reason, qualification } = signatures.find(({ level }) => level !== 'timestamp')!;
  return [verdict, reason, qualification].join(' ');
}

test('P87: a signature under a listed service is valid and qualified', () => {
  expect(judge(signed, [entry(issuer.certificate, 'CA/QC', since2016)])).toBe('valid  qualified-signature');
  expect(judge(signed, [entry(issuer.certificate, 'CA/PKC', since2016)])).toBe('valid  advanced');
  expect(judge(signed, [])).toBe('indeterminate chain-untrusted unknown');
});

test('P87: an anchor counts only while its service was granted, and that is said', () => {
  const withdrawn = entry(issuer.certificate, 'CA/QC', period('2026-11-01T00:00:00.000Z', false), since2016);
  expect(judge(signed, [withdrawn])).toBe('indeterminate trust-service-not-granted unknown');
  const later = entry(issuer.certificate, 'CA/QC', period('2026-12-01T00:00:00.000Z'));
  expect(judge(signed, [later])).toBe('indeterminate trust-service-not-granted unknown');
  expect(judge(signed, [later], new Date('2027-01-01'))).toBe('valid  advanced');
});

test('P87: with a proven time the service is judged at that time', () => {
  const clock = entry(ownAnchor, 'TSA/QTST', since2016);
  const now = new Date('2027-01-01');
  const withdrawnSince = entry(issuer.certificate, 'CA/QC', period('2026-12-01T00:00:00.000Z', false), since2016);
  expect(judge(signed, [withdrawnSince, clock], now)).toBe('indeterminate trust-service-not-granted unknown');
  expect(judge(stamped, [withdrawnSince, clock], now)).toBe('valid  qualified-signature');
  const grantedSince = entry(issuer.certificate, 'CA/QC', period('2026-12-01T00:00:00.000Z'));
  expect(judge(stamped, [grantedSince, clock], now)).toBe('indeterminate trust-service-not-granted unknown');
  const lostClock = entry(ownAnchor, 'TSA/QTST', period('2026-12-01T00:00:00.000Z', false), since2016);
  expect(judge(stamped, [withdrawnSince, lostClock], now)).toBe('indeterminate trust-service-not-granted unknown');
});

test('P87: among thousands of services the right one is found', () => {
  const other = makeIdentity({ name: 'Andere Stelle', isCa: true }).certificate;
  const serialAt = other.indexOf(Buffer.of(0xa0, 3, 2, 1, 2)) + 7;
  const many = Array.from({ length: 3_000 }, (_, i) => {
    const copy = Buffer.from(other);
    copy.writeUInt16BE(0x100 + i, serialAt);
    return entry(copy, 'CA/QC', since2016);
  });
  const entries = [...many, entry(issuer.certificate, 'CA/QC', since2016)];
  expect(judge(signed, entries)).toBe('valid  qualified-signature');
  const before = performance.now();
  expect(judge(signed, entries)).toBe('valid  qualified-signature');
  console.info(`3,001 services, read before: ${Math.round(performance.now() - before)} ms`);
});
