import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { forwardToServer, type GatewayContext } from '../../../electron/server/server-gateway.ts';
import { makeServerToken } from '../../../electron/server/server-token.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { bodyOf, httpServer } from './http-server.ts';

const deviceKey = makeDeviceKey();
const sha = 'ab'.repeat(32);

/** A gateway to a real server; `answer` serves everything but the token. */
async function gatewayTo(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const tokens: string[] = [];
  const assertions: string[] = [];
  const origin = await httpServer(async (request, response) => {
    if (request.url !== '/v1/token') return answer(request, response);
    assertions.push(JSON.parse((await bodyOf(request)).toString()).assertion);
    tokens.push(`token-${tokens.length + 1}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ token: tokens.at(-1), expiresInS: 900 }));
  });
  const jwt = { deviceKey, now: () => new Date(), randomId: randomUUID };
  const token = makeServerToken({ netFetch: fetch, origin, device: 'dev-1', jwt });
  const context: GatewayContext = { netFetch: fetch, origin, token, jwt };
  const ask = (path: string, init: RequestInit = {}) =>
    forwardToServer(context, new Request(`http://app.test/server${path}`, init), path.split('?')[0]!);
  return { ask, origin, tokens, assertions };
}

test('every request carries a token and a proof that a stranger verifies with the device key', async () => {
  let seen: IncomingMessage | undefined;
  const { ask, origin, assertions } = await gatewayTo((request, response) => {
    seen = request;
    response.end('ok');
  });
  const answer = await ask('/v1/sync/pull?after=7&limit=10');
  expect(await answer.text()).toBe('ok');
  expect(seen?.url).toBe('/v1/sync/pull?after=7&limit=10');
  expect(seen?.headers).toMatchObject({ authorization: 'DPoP token-1', 'at-protocol': '1' });

  const proof = String(seen?.headers.dpop);
  const header = decodeProtectedHeader(proof);
  expect(header).toMatchObject({ typ: 'dpop+jwt', alg: 'ES256', jwk: deviceKey.publicJwk });
  const key = await importJWK(deviceKey.publicJwk, 'ES256');
  const { payload } = await jwtVerify(proof, key);
  const ath = createHash('sha256').update('token-1').digest('base64url');
  expect(payload).toMatchObject({ htm: 'GET', htu: `${origin}/v1/sync/pull`, ath });

  const assertion = await jwtVerify(assertions[0]!, key, { issuer: 'dev-1', subject: 'dev-1', audience: origin });
  expect(assertion.payload.exp! - assertion.payload.iat!).toBeLessThanOrEqual(60);
});

test('the hashes of lost bytes pass with a push, other headers of the worker do not', async () => {
  let seen: IncomingMessage | undefined;
  const { ask } = await gatewayTo((request, response) => {
    seen = request;
    response.end();
  });
  await ask('/v1/sync/push', { method: 'POST', body: '{}', headers: { 'at-lost-blobs': sha, 'x-other': 'no' } });
  expect(seen?.headers['at-lost-blobs']).toBe(sha);
  expect(seen?.headers['x-other']).toBeUndefined();
});

test('one token serves many requests; a refused one is renewed once', async () => {
  let refuse = 0;
  const { ask, tokens } = await gatewayTo((_request, response) => {
    response.statusCode = refuse-- > 0 ? 401 : 200;
    response.end();
  });
  await Promise.all([ask('/v1/sync/live'), ask('/v1/sync/live'), ask('/v1/sync/live')]);
  expect(tokens).toHaveLength(1);
  refuse = 1;
  expect((await ask('/v1/sync/live')).status).toBe(200);
  expect(tokens).toHaveLength(2);
  refuse = 2;
  expect((await ask('/v1/sync/live')).status).toBe(401);
});

test.each([
  ['GET', '/v1/token'],
  ['POST', '/v1/sign-in/local'],
  ['DELETE', `/v1/blobs/${sha}`],
  ['GET', '/v1/blobs/../admin'],
  ['GET', `/v1/blobs/${sha}/x`],
  ['GET', '//evil.example/v1/info'],
  ['POST', '/v1/sync/pull'],
  ['GET', '/v1/tsa'],
  ['POST', '/v1/tsa/x'],
  ['GET', '/v1/evidence'],
])('what is not on the list never leaves: %s %s', async (method, path) => {
  let asked = 0;
  const { ask } = await gatewayTo((_request, response) => {
    asked += 1;
    response.end();
  });
  const answer = await ask(path, { method });
  expect([answer.status, await answer.json()]).toEqual([403, { code: 'input-invalid' }]);
  expect(asked).toBe(0);
});

test('S40: time-stamp requests and questions for evidence pass with their bytes and their type', async () => {
  const seen: unknown[] = [];
  const { ask } = await gatewayTo(async (request, response) => {
    seen.push([request.url, request.headers['content-type'], (await bodyOf(request)).length]);
    response.end('answer');
  });
  const type = 'application/timestamp-query';
  const answer = await ask('/v1/tsa', { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(99) });
  expect(await answer.text()).toBe('answer');
  await ask('/v1/evidence', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  expect(seen).toEqual([
    ['/v1/tsa', type, 99],
    ['/v1/evidence', 'application/json', 2],
  ]);
});

test('a blob piece of 8 MiB arrives whole with its offsets, a larger one is refused here', async () => {
  const received: Buffer[] = [];
  const { ask } = await gatewayTo(async (request, response) => {
    received.push(await bodyOf(request));
    response.setHeader('Upload-Offset', request.headers['upload-offset'] ?? '');
    response.setHeader('Set-Cookie', 'a=b');
    response.end();
  });
  const piece = randomBytes(8 * 1024 * 1024);
  const headers = { 'Upload-Offset': '16', Cookie: 'secret=1', Authorization: 'stolen' };
  const answer = await ask(`/v1/blobs/uploads/${sha}`, { method: 'PATCH', headers, body: piece });
  expect(answer.headers.get('upload-offset')).toBe('16');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(received[0]?.equals(piece)).toBe(true);
  const tooLarge = await ask(`/v1/blobs/uploads/${sha}`, { method: 'PATCH', body: randomBytes(piece.length + 1) });
  expect([tooLarge.status, await tooLarge.json()]).toEqual([413, { code: 'too-large' }]);
  expect(received).toHaveLength(1);
});

test('cancelling the answer ends the request at the server', async () => {
  let closed = 0;
  const { ask } = await gatewayTo((request, response) => {
    request.on('close', () => {
      closed += 1;
    });
    const timer = setInterval(() => response.write('data: 1\n\n'), 20);
    response.on('close', () => clearInterval(timer));
  });
  const reader = (await ask('/v1/sync/live')).body!.getReader();
  await reader.read();
  await reader.cancel();
  for (let waited = 0; closed === 0 && waited < 3_000; waited += 20) await sleep(20);
  expect(closed).toBe(1);
});

test('an unreachable server is a code, not an exception', async () => {
  const { ask, origin } = await gatewayTo((_request, response) => response.destroy());
  const answer = await ask('/v1/sync/hello', { method: 'POST', body: '{}' });
  expect([origin.length > 0, answer.status, await answer.json()]).toEqual([true, 503, { code: 'server-unreachable' }]);
});

test("a refused token tells the server's own reason", async () => {
  const origin = await httpServer((_request, response) => {
    response.statusCode = 403;
    response.end(JSON.stringify({ code: 'device-revoked', de: 'gesperrt', en: 'revoked' }));
  });
  const jwt = { deviceKey, now: () => new Date(), randomId: randomUUID };
  const token = makeServerToken({ netFetch: fetch, origin, device: 'dev-1', jwt });
  const request = new Request('http://app.test/server/v1/sync/live');
  const answer = await forwardToServer({ netFetch: fetch, origin, token, jwt }, request, '/v1/sync/live');
  expect([answer.status, await answer.json()]).toEqual([503, { code: 'device-revoked' }]);
});

test('a redirect is not followed: the strings of the server never become addresses', async () => {
  const elsewhere = await httpServer((_request, response) => response.end('elsewhere'));
  const { ask } = await gatewayTo((_request, response) => {
    response.writeHead(302, { Location: `${elsewhere}/v1/info` });
    response.end();
  });
  expect((await ask('/v1/info')).status).toBe(503);
});
