import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCertificate } from '../../../../shared/pdf/sign/certificate.ts';
import { readCrl } from '../../../../shared/pdf/validate/read-crl.ts';
import {
  type Evidence,
  pathRevocation,
  revocationOf,
  type Statement,
} from '../../../../shared/pdf/validate/revocation.ts';
import { revokedList } from '../../../attacks/authority.ts';
import { lasting, listAddress, ownRoot } from '../../../attacks/keys.ts';
import { testKey } from '../../../fixtures/pdf/sign-with.ts';

const path = testKey('ec').chain.map(readCertificate);
const [signer, issuer] = path as [(typeof path)[0], (typeof path)[0]];

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

function says(statement: Partial<Statement>): Evidence {
  const whole: Statement = { status: 'good', revokedAt: null, thisUpdate: day(10), nextUpdate: day(20), ...statement };
  return { kind: 'crl', der: new Uint8Array(0), certificates: [], about: () => whole };
}

test('P129: a part of a revocation list says something about the certificates that name this part alone', () => {
  const about = (part?: string) => readCrl(revokedList(day(10), part)).about(lasting.certificate, ownRoot.certificate);
  expect(about()?.status).toBe('good');
  expect(about(listAddress)?.status).toBe('good');
  expect(about('http://sperrliste.example/teil-2.crl')).toBeNull();
});

test('L8: evidence counts while it is current, and later evidence counts for what was before', () => {
  const status = (at: Date, statement: Partial<Statement> = {}) =>
    revocationOf(signer, issuer, [says(statement)], at).status;
  expect([day(9), day(10), day(20), day(21)].map((at) => status(at))).toEqual(['good', 'good', 'good', 'unknown']);
  expect(status(day(11), { nextUpdate: null })).toBe('good');
  expect(status(day(12), { nextUpdate: null })).toBe('unknown');
  expect(status(day(11), { status: 'unknown' })).toBe('unknown');
});

test('L8: revoked before the moment in question is revoked, revoked after it is not', () => {
  const revoked = says({ status: 'revoked', revokedAt: day(12) });
  expect(revocationOf(signer, issuer, [revoked], day(12)).status).toBe('revoked');
  expect(revocationOf(signer, issuer, [revoked], day(11)).status).toBe('good');
  expect(revocationOf(signer, issuer, [revoked], day(400)).status).toBe('revoked');
});

test('L8: no further evidence ever makes a revoked certificate good again', () => {
  const statement = fc.record({
    status: fc.constantFrom('good' as const, 'unknown' as const),
    thisUpdate: fc.integer({ min: 1, max: 400 }).map(day),
    nextUpdate: fc.option(fc.integer({ min: 1, max: 800 }).map(day), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(statement), fc.integer({ min: 0, max: 9 }), (others, place) => {
      const all = others.map(says);
      all.splice(Math.min(place, all.length), 0, says({ status: 'revoked', revokedAt: day(5) }));
      expect(revocationOf(signer, issuer, all, day(30)).status).toBe('revoked');
    }),
  );
});

test('L8: a path is as good as its worst certificate, and as old as its oldest evidence', () => {
  const about = (which: (typeof path)[0], statement: Partial<Statement>): Evidence => ({
    ...says(statement),
    about: (certificate) => (certificate === which ? says(statement).about(certificate, issuer) : null),
  });
  const [leaf, middle] = [about(signer, { thisUpdate: day(12) }), about(issuer, { thisUpdate: day(10) })];
  expect(pathRevocation(path, [leaf, middle], day(11))).toEqual({ status: 'good', asOf: day(10) });
  expect(pathRevocation(path, [leaf], day(11)).status).toBe('unknown');
  const revoked = about(issuer, { status: 'revoked', revokedAt: day(1) });
  expect(pathRevocation(path, [leaf, middle, revoked], day(11)).status).toBe('revoked');
  expect(pathRevocation([], [leaf], day(11)).status).toBe('unknown');
});
