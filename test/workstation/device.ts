import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { type Change, OPERATION_SCHEMA, type Operation, operationPayload } from '../../shared/change.ts';
import {
  type Enrolment,
  enrolmentSchema,
  type Hello,
  helloSchema,
  type PullEnd,
  type PullRow,
  type PushResult,
  pullEndSchema,
  pullRowSchema,
  pushResultSchema,
  tokenSchema,
} from '../../shared/sync-protocol.ts';

/** A second workstation in a test: real key, real token, real proofs; its state is in plain sight. */
export class TestDevice {
  /** Where the server is asked; another place after it was updated. */
  url: string;
  readonly id: string;
  readonly #privateKey: CryptoKey;
  readonly publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  person = '';
  #token = '';
  /** Number and hash of the last operation made. */
  n = 0;
  prev = '0'.repeat(64);
  cursor = 0;
  /** Records as pulled, by `art/id`. */
  readonly records = new Map<string, Extract<PullRow, { k: 'put' }>['d']>();

  private constructor(url: string, keys: { privateKey: CryptoKey; publicKey: TestDevice['publicKey']; id: string }) {
    this.url = url;
    this.id = keys.id;
    this.#privateKey = keys.privateKey;
    this.publicKey = keys.publicKey;
  }

  /** A device with a fresh key that the server does not know yet. */
  static async make(url: string, id = `dev-${randomUUID()}`): Promise<TestDevice> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const { x, y } = (await exportJWK(publicKey)) as Required<Pick<JWK, 'x' | 'y'>>;
    return new TestDevice(url, { privateKey, publicKey: { kty: 'EC', crv: 'P-256', x, y }, id });
  }

  /** A device registered for a demo account and holding a token. */
  static async enrol(url: string, name: string, password: string): Promise<TestDevice> {
    const device = await TestDevice.make(url);
    await device.signIn(name, password);
    await device.fetchToken();
    return device;
  }

  /** What the server stores about the device at sign-in. */
  get registration(): { id: string; name: string; publicKey: TestDevice['publicKey'] } {
    return { id: this.id, name: 'Prüfgerät', publicKey: this.publicKey };
  }

  async signIn(name: string, password: string): Promise<Enrolment> {
    const answer = await this.#post('/v1/sign-in/local', { name, password, device: this.registration });
    if (!answer.ok) throw new Error(((await answer.json()) as { code: string }).code);
    const enrolment = enrolmentSchema.parse(await answer.json());
    this.person = enrolment.person.id;
    return enrolment;
  }

  /** Gets a token with an assertion; `nowMs` is the device's clock. */
  async fetchToken(nowMs = Date.now()): Promise<Response> {
    const answer = await this.#post('/v1/token', { assertion: await this.makeAssertion(nowMs) });
    if (answer.ok) this.#token = tokenSchema.parse(await answer.clone().json()).token;
    return answer;
  }

  async makeAssertion(nowMs = Date.now()): Promise<string> {
    const now = Math.floor(nowMs / 1_000);
    return new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(this.id)
      .setSubject(this.id)
      .setAudience(this.url)
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(this.#privateKey);
  }

  /** A DPoP proof for one request (RFC 9449 §4.2). */
  async makeProof(method: string, path: string, nowMs = Date.now()): Promise<string> {
    return new SignJWT({
      htm: method,
      htu: `${this.url}${path.split('?')[0]}`,
      jti: randomUUID(),
      ath: createHash('sha256').update(this.#token).digest('base64url'),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: this.publicKey })
      .setIssuedAt(Math.floor(nowMs / 1_000))
      .sign(this.#privateKey);
  }

  /** A request as the gateway of a workstation makes it. */
  async fetch(path: string, init: RequestInit & { proof?: string } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('AT-Protocol', '1');
    headers.set('Authorization', `DPoP ${this.#token}`);
    headers.set('DPoP', init.proof ?? (await this.makeProof(init.method ?? 'GET', path)));
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  async hello(time = new Date().toISOString(), replaces: readonly string[] = []): Promise<Hello> {
    const answer = await this.#json('/v1/sync/hello', {
      device: this.id,
      epoch: null,
      cursor: this.cursor,
      schema: OPERATION_SCHEMA,
      lastAcked: this.n,
      time,
      ...(replaces.length > 0 && { replaces }),
    });
    return helloSchema.parse(await answer.json());
  }

  /** Pulls everything, checking contiguity and mac, and applies it to {@link records}. */
  async pull(limit = 5_000): Promise<readonly PullRow[]> {
    const all: PullRow[] = [];
    for (;;) {
      const { rows, end } = await this.pullOnce(limit);
      for (const row of rows) {
        if (row.p !== this.cursor) throw new Error(`gap: p ${row.p}, cursor ${this.cursor}`);
        this.#apply(row);
        this.cursor = row.s;
        all.push(row);
      }
      this.cursor = end.cursor;
      if (!end.more) return all;
    }
  }

  async pullOnce(limit = 5_000): Promise<{ rows: readonly PullRow[]; end: PullEnd }> {
    const answer = await this.fetch(`/v1/sync/pull?after=${this.cursor}&limit=${limit}`);
    if (!answer.ok) throw new Error(((await answer.json()) as { code: string }).code);
    const lines = (await answer.text()).split('\n').slice(0, -1);
    const end = pullEndSchema.parse(JSON.parse(lines.pop() ?? ''));
    if (pullMac(lines.map((line) => `${line}\n`).join('')) !== end.mac) throw new Error('mac');
    return { rows: z.array(pullRowSchema).parse(lines.map((line) => JSON.parse(line))), end };
  }

  /** Numbers and signs a change; the next operation follows it. */
  async operation(
    change: Partial<Change> & Pick<Change, 'intent' | 'ent' | 'akte'> & Pick<Operation, 'origin'>,
  ): Promise<Operation> {
    this.n += 1;
    const operation = await this.sign({
      ...blankChange(this.person),
      ...change,
      dev: this.id,
      n: this.n,
      prev: this.prev,
    });
    this.prev = operation.h;
    return operation;
  }

  /** Numbers and signs an operation of a device that this one replaces. */
  async reissue({ dev, n, prev, h, sig, origin, ...change }: Operation): Promise<Operation> {
    return this.operation({ ...change, origin: origin ?? { dev, n, h } });
  }

  async sign(unsigned: Omit<Operation, 'h' | 'sig'>): Promise<Operation> {
    const hash = createHash('sha256').update(operationPayload(unsigned)).digest();
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.#privateKey, hash);
    return { ...unsigned, h: hash.toString('hex'), sig: Buffer.from(signature).toString('base64url') };
  }

  /** ES256 by the device's key over any bytes, base64url. */
  async signBytes(bytes: Uint8Array): Promise<string> {
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.#privateKey, bytes.slice());
    return Buffer.from(signature).toString('base64url');
  }

  async pushRaw(operations: readonly unknown[], headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch('/v1/sync/push', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...headers },
      body: operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''),
    });
  }

  async push(...operations: readonly Operation[]): Promise<readonly PushResult[]> {
    const answer = await this.pushRaw(operations);
    if (!answer.ok) throw new Error(((await answer.json()) as { code: string }).code);
    const lines = (await answer.text()).split('\n').filter(Boolean);
    return lines.map((line) => pushResultSchema.parse(JSON.parse(line)));
  }

  /** Makes and pushes one operation. */
  async do(change: Partial<Change> & Pick<Change, 'intent' | 'ent' | 'akte'>): Promise<PushResult> {
    const [result] = await this.push(await this.operation(change));
    return result!;
  }

  /** Sends a blob in one piece after the other; answers its hash. */
  async upload(bytes: Uint8Array, chunkBytes = 1024 * 1024): Promise<string> {
    const sha = createHash('sha256').update(bytes).digest('hex');
    await this.beginUpload(sha, bytes.byteLength);
    for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes) {
      const answer = await this.patch(sha, offset, bytes.subarray(offset, offset + chunkBytes));
      if (!answer.ok) throw new Error(((await answer.json()) as { code: string }).code);
    }
    return sha;
  }

  async beginUpload(sha: string, length: number): Promise<Response> {
    return this.fetch('/v1/blobs/uploads', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(length),
        'upload-metadata': `sha256 ${Buffer.from(sha).toString('base64')}`,
      },
    });
  }

  async patch(sha: string, offset: number, bytes: Uint8Array, checksum = sha256Base64(bytes)): Promise<Response> {
    return this.fetch(`/v1/blobs/uploads/${sha}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-checksum': `sha256 ${checksum}`,
      },
      body: new Uint8Array(bytes),
    });
  }

  #apply(row: PullRow): void {
    if (row.k === 'put') this.records.set(`${row.d.art}/${row.d.id}`, row.d);
    if (row.k === 'gone') this.records.delete(`${row.art}/${row.id}`);
  }

  async #json(path: string, body: unknown): Promise<Response> {
    const answer = await this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(((await answer.json()) as { code: string }).code);
    return answer;
  }

  async #post(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'AT-Protocol': '1' },
      body: JSON.stringify(body),
    });
  }
}

/** Base64 of the SHA-256, as tus wants it. */
export function sha256Base64(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

function blankChange(actor: string): Pick<Change, 'v' | 't' | 'actor' | 'base' | 'set' | 'need'> {
  return { v: OPERATION_SCHEMA, t: new Date().toISOString(), actor, base: {}, set: {}, need: [] };
}

/** `mac` of a pull by its definition in docs/spec/sync.md S5, over the whole text at once. */
function pullMac(lines: string): string {
  const bytes = Buffer.from(lines);
  const whole = createHash('sha256');
  for (let at = 0; at < bytes.length; at += 1_048_576) {
    whole.update(
      createHash('sha256')
        .update(bytes.subarray(at, at + 1_048_576))
        .digest(),
    );
  }
  return whole.digest('hex');
}
