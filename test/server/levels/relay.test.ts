import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { ocspRequest } from '../../../shared/pdf/level/ocsp-request.ts';
import { readTimestampAnswer } from '../../../shared/pdf/level/read-timestamp-answer.ts';
import { timestampRequest } from '../../../shared/pdf/level/timestamp-request.ts';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import { bodyOf, httpServer } from '../../electron/server/http-server.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../../fixtures/pki/online-authority.ts';
import { TestDevice } from '../../workstation/device.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const nonce = new Uint8Array(16).fill(7);
const imprint = new Uint8Array(32).fill(1);
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

const askTsa = (device: TestDevice, body: Uint8Array = timestampRequest(imprint, nonce)) =>
  device.fetch('/v1/tsa', {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(body),
  });

interface Evidence {
  readonly kind: string;
  readonly certificate: Uint8Array;
  readonly url: string;
  readonly request?: Uint8Array | null;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const askEvidence = (device: TestDevice, { kind, certificate, url, request = null }: Evidence) =>
  device.fetch('/v1/evidence', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind, url, certificate: base64(certificate), request: request && base64(request) }),
  });

test('S40: the credentials are added by the server, and nothing of the workstation reaches the service', async () => {
  let headers: IncomingHttpHeaders = {};
  let body = Buffer.alloc(0);
  const service = await httpServer(async (request, response) => {
    headers = request.headers;
    body = Buffer.from(await bodyOf(request));
    response.end('token');
  });
  const tsa = { url: `${service}/stamp`, user: 'behoerde', password: 'geheim' };
  const server = await startTestServer({ levels: { tsa, raiseTo: 'B-LTA', listedHosts: new Set() } });
  try {
    const brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    const answer = await askTsa(brandt);
    expect([answer.status, await answer.text()]).toEqual([200, 'token']);
    expect(answer.headers.get('content-type')).toBe('application/timestamp-reply');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('behoerde:geheim').toString('base64')}`);
    expect(headers).not.toHaveProperty('dpop');
    expect(body.equals(timestampRequest(imprint, nonce))).toBe(true);
    expect(await brandt.hello()).toMatchObject({ raiseTo: 'B-LTA' });

    // Whoever may not write has no use for time-stamps.
    await server.pool.query(`update konto set rollen = '{lesend}' where person = 'p-brandt'`);
    expect(await code(await askTsa(brandt))).toEqual([403, 'no-right']);
    const certificate = readFileSync('test/fixtures/pki/ca.pem');
    const evidence = { kind: 'crl', url: 'http://a.example/', certificate };
    expect(await code(await askEvidence(brandt, evidence))).toEqual([403, 'no-right']);
  } finally {
    await server.stop();
  }
});

test('S40: without a service, or with nonsense instead of a request, nothing is asked', async () => {
  const server = await startTestServer();
  try {
    const brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    expect(await brandt.hello()).toMatchObject({ raiseTo: 'none' });
    expect(await code(await askTsa(brandt))).toEqual([404, 'tsa-missing']);
    expect(await code(await askTsa(brandt, new Uint8Array(1_025)))).toEqual([413, 'too-large']);
  } finally {
    await server.stop();
  }
});

describe.skipIf(!hasOpenssl())('S41: evidence by openssl (skipped without openssl)', () => {
  let authority: OnlineAuthority;
  let server: RunningServer;
  let brandt: TestDevice;
  const listedHosts = new Set<string>();
  const der = (name: string) => new Uint8Array(readFileSync(authority.file(`${name}.der`)));
  const aboutSigner = (nonceByte = 7) =>
    ocspRequest(readCertificate(der('signer')), readCertificate(der('sub')), new Uint8Array(16).fill(nonceByte));

  beforeAll(async () => {
    authority = await startOnlineAuthority();
    const tsa = { url: authority.tsaUrl, user: '', password: '' };
    server = await startTestServer({ levels: { tsa, raiseTo: 'B-LTA', listedHosts } });
    brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await authority?.close();
  });
  beforeEach(() => {
    authority.asked.length = 0;
    authority.answers.clear();
    listedHosts.clear();
    listedHosts.add(new URL(authority.url).host);
  });

  test('S40: a time-stamp comes through and keeps every promise', async () => {
    const answer = new Uint8Array(await (await askTsa(brandt)).arrayBuffer());
    expect(readTimestampAnswer(answer, { imprint, nonce, at: new Date() }).length).toBeGreaterThan(500);
    for (const nonsense of [new Uint8Array(), Buffer.from('<html>'), Buffer.from('3000', 'hex'), aboutSigner()]) {
      expect(await code(await askTsa(brandt, nonsense))).toEqual([400, 'input-invalid']);
    }
    authority.answers.set('/tsa', (_, response) => void response.end(Buffer.alloc(65 * 1024)));
    expect(await code(await askTsa(brandt))).toEqual([502, 'tsa-unreachable']);
  });

  test('S41: OCSP, CRL and issuer come from where the certificate says; lists are asked once', async () => {
    const certificate = der('signer');
    const ocsp = { kind: 'ocsp', certificate, url: `${authority.url}/ocsp`, request: aboutSigner() };
    expect((await askEvidence(brandt, ocsp)).status).toBe(200);
    const crl = { kind: 'crl', certificate, url: `${authority.url}/sub.crl` };
    const lists = await Promise.all([askEvidence(brandt, crl), askEvidence(brandt, crl)]);
    for (const list of [...lists, await askEvidence(brandt, crl)]) {
      expect(base64(new Uint8Array(await list.arrayBuffer()))).toBe(base64(readFileSync(authority.file('sub.crl'))));
    }
    const issuer = await askEvidence(brandt, { kind: 'certificate', certificate, url: `${authority.url}/sub.der` });
    expect(base64(new Uint8Array(await issuer.arrayBuffer()))).toBe(base64(der('sub')));
    expect(authority.asked).toEqual(['/ocsp', '/sub.crl', '/sub.der']);
  });

  test('S41: what the certificate does not name, or names as something else, is not asked', async () => {
    const certificate = der('signer');
    const refused = [
      { kind: 'crl', certificate, url: `${authority.url}/root.crl` },
      { kind: 'crl', certificate, url: `${authority.url}/ocsp` },
      { kind: 'certificate', certificate, url: `${authority.url}/sub.crl` },
      { kind: 'crl', certificate, url: `${authority.url}/sub.crl`, request: aboutSigner() },
      { kind: 'ocsp', certificate, url: `${authority.url}/ocsp` },
      { kind: 'ocsp', certificate: der('revoked'), url: `${authority.url}/ocsp`, request: aboutSigner() },
      { kind: 'ocsp', certificate, url: `${authority.url}/ocsp`, request: Buffer.concat([aboutSigner(), nonce]) },
      { kind: 'crl', certificate: new Uint8Array([1, 2, 3]), url: `${authority.url}/sub.crl` },
      { kind: 'page', certificate, url: `${authority.url}/` },
    ];
    for (const one of refused) expect(await code(await askEvidence(brandt, one))).toEqual([400, 'input-invalid']);
    expect(authority.asked).toEqual([]);
  });

  test('S41: an inside host that nobody listed is not asked, although a certificate names it', async () => {
    listedHosts.clear();
    const ocsp = { kind: 'ocsp', certificate: der('signer'), url: `${authority.url}/ocsp`, request: aboutSigner() };
    expect(await code(await askEvidence(brandt, ocsp))).toEqual([403, 'address-not-allowed']);
    expect(authority.asked).toEqual([]);
  });

  test('S41: the relay reads nothing but evidence', async () => {
    authority.answers.set('/ocsp', (_, response) => void response.end('<html>intranet</html>'));
    const ocsp = { kind: 'ocsp', certificate: der('signer'), url: `${authority.url}/ocsp`, request: aboutSigner() };
    expect(await code(await askEvidence(brandt, ocsp))).toEqual([502, 'revocation-answer-invalid']);
    authority.answers.set('/ocsp', (_, response) => void response.writeHead(500).end());
    expect(await code(await askEvidence(brandt, ocsp))).toEqual([502, 'revocation-unreachable']);
  });
});
