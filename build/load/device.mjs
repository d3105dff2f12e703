import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import http from 'node:http';

/** A request that is not answered meanwhile counts as broken. */
const MOST_SILENT_MS = 30_000;

const base64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A device key as the vault makes it: ECDSA on P-256. */
export function makeDeviceKey() {
  // As bytes: among thousands of new keys, exporting the KeyObject stands still sooner or later (docs/decisions/0055).
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { format: 'der', type: 'spki' },
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
  });
  const point = publicKey.subarray(-64);
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(0, 32).toString('base64url'),
    y: point.subarray(32).toString('base64url'),
  };
  return { privateKey: createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }), jwk };
}

/**
 * A workstation as the server sees it: real tokens, a fresh proof per request, operations in a signed chain. `operationPayload`
 * is the product's own.
 */
export class LoadDevice {
  constructor({ id, person, unit, privateKey, jwk }, { origin, agent, operationPayload }) {
    Object.assign(this, { id, person, unit, privateKey, jwk, origin, agent, operationPayload });
    this.n = 0;
    this.prev = '0'.repeat(64);
    this.cursor = 0;
  }

  async fetchToken() {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.id, sub: this.id, aud: this.origin, iat: now, exp: now + 60, jti: randomUUID() };
    const body = JSON.stringify({ assertion: this.#jwt({ alg: 'ES256' }, claims) });
    const answer = await this.#send('POST', '/v1/token', { 'content-type': 'application/json' }, body);
    if (answer.status !== 200) throw new Error(`token: ${answer.status} ${answer.text}`);
    this.token = JSON.parse(answer.text).token;
    this.ath = createHash('sha256').update(this.token).digest('base64url');
  }

  /** The next `count` operations as one body; sent again as it is after a failure, because the numbers are given. */
  makePush(count, makeChange) {
    const lines = [];
    for (let i = 0; i < count; i++) {
      const operation = { v: 1, dev: this.id, n: this.n + 1, prev: this.prev, ...makeChange(this) };
      const hash = createHash('sha256').update(this.operationPayload(operation)).digest();
      const h = hash.toString('hex');
      lines.push(JSON.stringify({ ...operation, h, sig: this.#sign(hash).toString('base64url') }));
      this.n += 1;
      this.prev = h;
    }
    return { dev: this.id, first: this.n - count + 1, count, body: `${lines.join('\n')}\n` };
  }

  /** Answers the result lines. Throws when the server refuses or the connection breaks. */
  async push({ body }) {
    const answer = await this.request('POST', '/v1/sync/push', { 'content-type': 'application/x-ndjson' }, body);
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${answer.text}`);
    return answer.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  /** One pull; answers how many rows and bytes came. */
  async pull(limit = 5_000) {
    const answer = await this.request('GET', `/v1/sync/pull?after=${this.cursor}&limit=${limit}`);
    if (answer.status !== 200) throw new Error(`pull: ${answer.status}`);
    const lines = answer.text.split('\n');
    const end = JSON.parse(lines.at(-2));
    this.cursor = end.cursor;
    return { rows: lines.length - 2, bytes: answer.text.length, more: end.more };
  }

  /** Opens the live line; `onHead(head)` at every poke, `onEnd` when one that stood broke. Resolves when it stands. */
  listen(onHead, onEnd) {
    return new Promise((resolve, reject) => {
      const request = http.get(`${this.origin}/v1/sync/live`, { headers: this.#headers('GET', '/v1/sync/live') });
      request.on('error', reject);
      request.setTimeout(MOST_SILENT_MS, () => request.destroy(new Error('no live line')));
      request.once('response', (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          return reject(new Error(`live: ${response.statusCode}`));
        }
        request.setTimeout(0);
        response.setEncoding('utf8');
        response.on('data', (text) => {
          for (const [, head] of text.matchAll(/"head":(\d+)/g)) onHead(Number(head));
        });
        response.once('close', onEnd);
        response.on('error', () => undefined);
        resolve();
      });
    });
  }

  request(method, path, headers = {}, body = undefined) {
    return this.#send(method, path, { ...headers, ...this.#headers(method, path) }, body);
  }

  #headers(method, path) {
    const claims = { htm: method, htu: `${this.origin}${path.split('?')[0]}`, jti: randomUUID(), ath: this.ath };
    const proof = this.#jwt(
      { alg: 'ES256', typ: 'dpop+jwt', jwk: this.jwk },
      { ...claims, iat: Math.floor(Date.now() / 1000) },
    );
    return { 'at-protocol': '1', authorization: `DPoP ${this.token}`, dpop: proof };
  }

  #jwt(header, claims) {
    const input = `${base64(header)}.${base64(claims)}`;
    return `${input}.${this.#sign(Buffer.from(input)).toString('base64url')}`;
  }

  #sign(bytes) {
    return sign('sha256', bytes, { key: this.privateKey, dsaEncoding: 'ieee-p1363' });
  }

  #send(method, path, headers, body) {
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.origin}${path}`, { method, headers, agent: this.agent }, (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(pieces).toString() }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.setTimeout(MOST_SILENT_MS, () => request.destroy(new Error('no answer')));
      request.end(body);
    });
  }
}
