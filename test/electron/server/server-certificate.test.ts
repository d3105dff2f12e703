import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { expect, test } from 'vitest';
import { isTrustedByAgency, splitPem } from '../../../electron/server/server-certificate.ts';

interface Made {
  readonly pem: string;
  readonly subject: string;
  readonly key: forge.pki.rsa.PrivateKey;
}

interface Wish {
  readonly cn: string;
  readonly issuer?: Made;
  readonly ca?: boolean;
  readonly host?: string;
  readonly days?: readonly [number, number];
  readonly purpose?: 'serverAuth' | 'clientAuth';
}

const now = new Date('2026-11-22T08:00:00Z');
const day = 24 * 3600_000;

function make(wish: Wish): Made {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const certificate = forge.pki.createCertificate();
  const [from, to] = wish.days ?? [-1, 30];
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = `0${Math.floor(performance.now() * 1000)}`.slice(-9);
  certificate.validity.notBefore = new Date(now.getTime() + from * day);
  certificate.validity.notAfter = new Date(now.getTime() + to * day);
  certificate.setSubject([{ name: 'commonName', value: wish.cn }]);
  certificate.setIssuer([{ name: 'commonName', value: wish.issuer?.subject ?? wish.cn }]);
  const names = wish.host ? [{ name: 'subjectAltName', altNames: [{ type: 2, value: wish.host }] }] : [];
  const purposes = wish.purpose ? [{ name: 'extKeyUsage', [wish.purpose]: true }] : [];
  certificate.setExtensions([
    { name: 'basicConstraints', cA: wish.ca ?? false, critical: true },
    ...names,
    ...purposes,
  ]);
  certificate.sign(wish.issuer?.key ?? key, forge.md.sha256.create());
  return { pem: forge.pki.certificateToPem(certificate), subject: wish.cn, key };
}

const ca = make({ cn: 'Behoerden-CA', ca: true });
const between = make({ cn: 'Zwischen-CA', ca: true, issuer: ca });
const host = 'eakte.example';
const leaf = make({ cn: host, host, issuer: between, purpose: 'serverAuth' });

const trusts = (chain: readonly Made[], hostname = host, authorities: readonly Made[] = [ca]) =>
  isTrustedByAgency({
    chain: chain.map(({ pem }) => pem),
    authorities: authorities.map(({ pem }) => pem),
    hostname,
    now,
  });

test("a chain up to the agency's authority is trusted", () => {
  expect(trusts([leaf, between])).toBe(true);
  expect(trusts([leaf, between, ca])).toBe(true);
  expect(trusts([leaf], host, [between])).toBe(true);
  expect(splitPem(`x\n${ca.pem}\n${between.pem}`)).toHaveLength(2);
});

test.each<readonly [string, () => boolean]>([
  ['another host', () => trusts([leaf, between], 'evil.example')],
  ['another authority', () => trusts([leaf, between], host, [make({ cn: 'Behoerden-CA', ca: true })])],
  ['a missing link', () => trusts([leaf])],
  ['an expired certificate', () => trusts([make({ cn: host, host, issuer: ca, days: [-30, -1] })])],
  ['a certificate of tomorrow', () => trusts([make({ cn: host, host, issuer: ca, days: [1, 30] })])],
  ['a self-signed certificate', () => trusts([make({ cn: host, host })])],
  [
    'an issuer that is no authority',
    () => {
      const person = make({ cn: 'Erika', issuer: ca });
      return trusts([make({ cn: host, host, issuer: person }), person]);
    },
  ],
  ['a certificate for clients', () => trusts([make({ cn: host, host, issuer: ca, purpose: 'clientAuth' })])],
  ['no certificate', () => trusts([])],
  ['damaged certificates', () => isTrustedByAgency({ chain: ['x'], authorities: [ca.pem], hostname: host, now })],
])('refused: %s', (_name, trusted) => {
  expect(trusted()).toBe(false);
});
