import { expect, test } from 'vitest';
import { legalSentences } from '../../../electron/trust/legal-sentences.ts';
import type { TrustFile } from '../../../electron/trust/trust-file.ts';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import type { TrustEntry } from '../../../shared/trust/trust-list.ts';
import { makeIdentity, qc } from '../../fixtures/trust/make-certificate.ts';

const issuer = makeIdentity({ name: 'Vertrauensdienst', isCa: true });
const namesake = makeIdentity({ name: 'Vertrauensdienst', isCa: true });
const card = makeIdentity({ name: 'Erika', issuer, statements: [qc.compliance, qc.sscd, qc.esign] });
const now = new Date('2026-11-22T08:00:00Z');
const listed = (certificate: Uint8Array): TrustEntry => ({
  certificate,
  service: 'CA/QC',
  territory: 'DE',
  provider: 'Vertrauensdienst',
  name: 'CA',
  periods: [{ from: '2016-07-01T00:00:00.000Z', granted: true, uses: [], qualifications: [] }],
});
const trustOf = (...certificates: Uint8Array[]): TrustFile => ({
  load: async () => ({
    kind: 'here',
    list: {
      number: 1,
      asOf: '2026-11-12T00:00:00.000Z',
      nextUpdate: '2026-12-12T00:00:00.000Z',
      territories: ['DE'],
      anchors: certificates,
      timestampAnchors: [],
      entries: certificates.map(listed),
    },
  }),
  accept: async () => undefined,
});
const none: TrustFile = {
  load: async () => ({ kind: 'none', code: 'trust-list-missing' }),
  accept: async () => undefined,
};
const said = async (trust: TrustFile, certificate: Buffer | null, at = now) =>
  (await legalSentences(trust, certificate && readCertificate(certificate), { language: 'de', now: at })).join(' ');

test('P88: before a card signs, its certificate and the trusted list say what it will be worth', async () => {
  expect(await said(trustOf(namesake.certificate, issuer.certificate), card.certificate)).toMatch(
    /^Qualifizierte elektronische Signatur.*nicht gesperrt ist; geprüft ist das nicht/s,
  );
  expect(await said(trustOf(namesake.certificate), card.certificate)).toMatch(
    /^Fortgeschrittene elektronische Signatur/,
  );
  expect(await said(none, card.certificate)).toMatch(/Ohne Vertrauensliste/);
  expect(await said(trustOf(issuer.certificate), card.certificate, new Date('2027-01-01'))).toMatch(/veraltet/);
});

test('P88: a key file is advanced, whatever the list says', async () => {
  for (const trust of [none, trustOf(issuer.certificate)]) {
    expect(await said(trust, null)).toMatch(
      /^Fortgeschrittene elektronische Signatur.*nicht geprüft\. Kein Zeitstempel belegt die Zeit\.$/s,
    );
  }
});
