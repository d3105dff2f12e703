import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { makeCscFetch } from '../../../electron/signer/csc-fetch.ts';
import { makeCscSession } from '../../../electron/signer/csc-session.ts';
import { commonName } from '../../../shared/pdf/sign/certificate.ts';
import { type CscServer, type CscServerOptions, otp, pin, startCscServer } from '../../fixtures/csc/csc-server.ts';
import { testKey, testTime } from '../../fixtures/pdf/sign-with.ts';

const [rsa, ec] = [testKey('rsa'), testKey('ec')];
const keys = { 'rsa-1': rsa, 'ec-1': ec };
const digest = (fill: number) => new Uint8Array(32).fill(fill);
const typed = { PIN: pin, OTP: otp };

const running: CscServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

/** A service and a session with it; the browser follows the service's page at once. */
async function begin(options: Omit<CscServerOptions, 'keys'>, timeoutMs = 5_000) {
  const server = await startCscServer({ ...options, keys });
  running.push(server);
  const opened: URL[] = [];
  const openBrowser = async (url: string) => {
    opened.push(new URL(url));
    void fetch(url).then((answer) => answer.text());
  };
  const edge = { fetch: makeCscFetch(fetch, timeoutMs), openBrowser };
  return { server, opened, session: makeCscSession(server.setting, edge, () => testTime) };
}

const modes = ([1, 2] as const).flatMap((version) =>
  (['implicit', 'explicit', 'oauth2code'] as const).map((mode) => ({ version, mode })),
);

describe.each(modes)('CSC API version $version, $mode', ({ version, mode }) => {
  test('P116: lists, reads and signs several digests with one authorisation that names exactly them', async () => {
    const { server, session, opened } = await begin({ version, mode });
    expect(await session.list()).toMatchObject([
      { id: 'rsa-1', subject: commonName(rsa.certificate.subject), problem: null },
      { id: 'ec-1', subject: commonName(ec.certificate.subject), problem: null },
    ]);
    for (const id of ['rsa-1', 'ec-1']) {
      const read = await session.read(id);
      expect(read).toMatchObject({ mode, multisign: 10 });
      expect(read.factors.map((factor) => [factor.id, factor.isNumeric, factor.isSent])).toEqual(
        mode === 'explicit'
          ? [
              ['PIN', true, false],
              ['OTP', true, true],
            ]
          : [],
      );
      expect(await session.sign(id, [digest(1), digest(2), digest(3)], typed)).toHaveLength(3);
    }
    const asked = server.asked.filter(({ path }) => path === 'credentials/authorize');
    expect(asked).toHaveLength(mode === 'oauth2code' ? 0 : 2);
    for (const { body } of asked) expect(body[version === 1 ? 'hash' : 'hashes']).toHaveLength(3);
    expect(opened.map((url) => url.searchParams.get('scope'))).toEqual(
      mode === 'oauth2code' ? ['service', 'credential', 'credential'] : [],
    );
  });
});

test('P117: only digests and names of algorithms leave: no title, no file, no certificate', async () => {
  const { server, session } = await begin({ version: 2, mode: 'explicit' });
  await session.sendCode('ec-1');
  await session.sign('ec-1', [digest(9)], typed);
  const sent = server.asked.map(({ path, body }) => [path, Object.keys(body).sort()]);
  expect(new Map(sent as [string, string[]][])).toEqual(
    new Map([
      ['info', []],
      ['credentials/info', ['authInfo', 'certificates', 'credentialID']],
      ['credentials/getChallenge', ['credentialID']],
      ['credentials/authorize', ['authData', 'credentialID', 'hashAlgorithmOID', 'hashes', 'numSignatures']],
      ['signatures/signHash', ['SAD', 'credentialID', 'hashAlgorithmOID', 'hashes', 'signAlgo']],
    ]),
  );
});

test('P118: PKCE, state and loopback: a foreign state gives no token', async () => {
  const { session, opened } = await begin({ version: 2, mode: 'implicit', hasSignIn: true });
  await session.list();
  const question = opened[0]!.searchParams;
  expect(question.get('code_challenge_method')).toBe('S256');
  expect(question.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const server = await startCscServer({ version: 2, keys, hasSignIn: true });
  running.push(server);
  const openBrowser = async (url: string) => {
    const redirect = new URL(url).searchParams.get('redirect_uri')!;
    void fetch(`${redirect}?code=stolen&state=other`).then((answer) => answer.text());
  };
  const edge = { fetch: makeCscFetch(fetch), openBrowser };
  const attacked = makeCscSession(server.setting, edge, () => testTime);
  await expect(attacked.list()).rejects.toMatchObject({ code: 'csc-unauthorized' });
  expect(server.asked.map(({ path }) => path)).toEqual(['info']);
});

test('P118: a token that ended is fetched anew, once', async () => {
  const { server, session, opened } = await begin({ version: 2, mode: 'implicit', hasSignIn: true });
  await session.list();
  server.expire();
  await session.list();
  expect(opened).toHaveLength(2);
});

test('P118: a service that names another authorization server than the policy is not used', async () => {
  const server = await startCscServer({ version: 2, keys, hasSignIn: true });
  running.push(server);
  const signIn = { url: 'https://elsewhere.example', clientId: 'x', clientSecret: null };
  const edge = { fetch: makeCscFetch(fetch), openBrowser: () => Promise.reject(new Error('opened')) };
  const session = makeCscSession({ ...server.setting, signIn }, edge, () => testTime);
  await expect(session.list()).rejects.toMatchObject({ code: 'csc-not-allowed' });
});

test('P119: more documents than one authorisation allows are refused, or authorised part by part without a person', async () => {
  const many = [1, 2, 3].map(digest);
  const asks = await begin({ version: 1, mode: 'explicit', multisign: 2 });
  await expect(asks.session.sign('ec-1', many, typed)).rejects.toMatchObject({ code: 'csc-too-many' });
  const silent = await begin({ version: 1, mode: 'implicit', multisign: 2 });
  expect(await silent.session.sign('ec-1', many, {})).toHaveLength(3);
});

test('a wrong PIN or code can be corrected', async () => {
  for (const version of [1, 2] as const) {
    const { session } = await begin({ version, mode: 'explicit' });
    for (const wrong of [{ PIN: '0000', OTP: otp }, { PIN: pin, OTP: '' }, {}]) {
      await expect(session.sign('ec-1', [digest(1)], wrong)).rejects.toMatchObject({ code: 'csc-otp-wrong' });
    }
    expect(await session.sign('ec-1', [digest(1)], typed)).toHaveLength(1);
  }
});

type Fault = NonNullable<CscServerOptions['fault']>;
const onPath = (wanted: string, say: (response: ServerResponse) => void): Fault => {
  return (path, _body, response) => {
    if (path !== wanted) return false;
    say(response);
    return true;
  };
};
const says = (status: number, body: string) => (response: ServerResponse) => void response.writeHead(status).end(body);
const refused = (status: number, error: string, words = '') =>
  says(status, JSON.stringify({ error, error_description: words }));
const sad = JSON.stringify({ SAD: 'x' });

/** `isSlow`: ends by the limit of time, which is short then. */
const faults: readonly { name: string; fault: Fault; code: string; isSlow?: true }[] = [
  { name: '401', fault: onPath('credentials/info', refused(401, 'invalid_token')), code: 'csc-unauthorized' },
  { name: '503', fault: onPath('credentials/info', says(503, 'busy')), code: 'csc-unreachable' },
  { name: '429', fault: onPath('signatures/signHash', says(429, '')), code: 'csc-unreachable' },
  { name: 'no JSON', fault: onPath('info', says(200, '<html>')), code: 'csc-answer-invalid' },
  { name: 'other JSON', fault: onPath('credentials/authorize', says(200, '{"SAD":7}')), code: 'csc-answer-invalid' },
  {
    name: 'no certificate',
    fault: onPath('credentials/info', says(200, '{"key":{"status":"enabled","algo":["1"]},"multisign":1}')),
    code: 'csc-answer-invalid',
  },
  {
    name: 'a broken certificate',
    fault: onPath(
      'credentials/info',
      says(200, '{"key":{"status":"enabled","algo":["1"]},"cert":{"certificates":["MAA="]},"multisign":1}'),
    ),
    code: 'certificate-damaged',
  },
  {
    name: 'a redirect',
    fault: onPath('info', (r) => void r.writeHead(302, { location: '/' }).end()),
    code: 'csc-unreachable',
  },
  { name: 'a huge answer', fault: onPath('info', says(200, ' '.repeat(1_100_000))), code: 'csc-answer-invalid' },
  { name: 'silence', fault: onPath('info', () => {}), code: 'csc-unreachable', isSlow: true },
  { name: 'an aborted answer', fault: onPath('info', (r) => void r.destroy()), code: 'csc-unreachable' },
  {
    name: 'an endless answer',
    fault: onPath('info', (response) => {
      response.write('{');
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    }),
    code: 'csc-unreachable',
    isSlow: true,
  },
  {
    name: 'an expired SAD',
    fault: onPath('signatures/signHash', refused(400, 'invalid_request', 'The SAD has expired')),
    code: 'csc-expired',
  },
  { name: 'an unknown SAD', fault: onPath('credentials/authorize', says(200, sad)), code: 'csc-expired' },
  {
    name: 'another refusal',
    fault: onPath('credentials/authorize', refused(400, 'access_denied')),
    code: 'csc-refused',
  },
  {
    name: 'a disabled key',
    fault: (path, _body, response) => {
      if (path !== 'credentials/info') return false;
      const certificates = [Buffer.from(ec.chain[0]!).toString('base64')];
      const key = { status: 'disabled', algo: ['1.2.840.10045.4.3.2'] };
      response.end(JSON.stringify({ key, cert: { status: 'valid', certificates }, multisign: 1 }));
      return true;
    },
    code: 'csc-credential-unusable',
  },
  {
    name: 'another hash signed',
    fault: async (path, _body, response) => {
      if (path !== 'signatures/signHash') return false;
      const value = Buffer.from(await ec.signDigest(digest(200))).toString('base64');
      response.end(JSON.stringify({ signatures: [value] }));
      return true;
    },
    code: 'csc-hash-mismatch',
  },
  {
    name: 'another key used',
    fault: async (path, body, response) => {
      if (path !== 'signatures/signHash') return false;
      const [hash] = body.hashes as string[];
      const value = Buffer.from(await rsa.signDigest(Buffer.from(hash!, 'base64'))).toString('base64');
      response.end(JSON.stringify({ signatures: [value] }));
      return true;
    },
    code: 'csc-hash-mismatch',
  },
  {
    name: 'too few signatures',
    fault: onPath('signatures/signHash', says(200, '{"signatures":[]}')),
    code: 'csc-answer-invalid',
  },
];

test.each(faults)('P120: $name ends with $code', async ({ fault, code, isSlow }) => {
  const { session } = await begin({ version: 2, fault }, isSlow ? 300 : 20_000);
  await expect(session.sign('ec-1', [digest(1)], {})).rejects.toMatchObject({ code });
});

test('P120: an expired certificate is listed with its reason and never signs', async () => {
  const { server } = await begin({ version: 2 });
  const later = new Date('2150-01-01T00:00:00Z');
  const session = makeCscSession(
    server.setting,
    { fetch: makeCscFetch(fetch), openBrowser: async () => {} },
    () => later,
  );
  expect(await session.list()).toMatchObject([{ problem: 'certificate-expired' }, { problem: 'certificate-expired' }]);
  await expect(session.sign('ec-1', [digest(1)], {})).rejects.toMatchObject({ code: 'certificate-expired' });
});
