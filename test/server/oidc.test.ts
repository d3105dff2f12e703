import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the package carries no types
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { enrolmentSchema, infoSchema, oidcTicketSchema } from '../../shared/sync-protocol.ts';
import { TestDevice } from '../workstation/device.ts';
import { startTestServer } from '../workstation/start-server.ts';

const client = { id: 'aktentasche', secret: 'geheim-nur-im-test' };
let server: RunningServer;
let providerHttp: Server;

beforeAll(async () => {
  // The server must know the provider's address and the provider the server's: both listen first on ports of their own.
  providerHttp = createServer().listen(0, '127.0.0.1');
  await once(providerHttp, 'listening');
  const issuer = `http://127.0.0.1:${(providerHttp.address() as AddressInfo).port}`;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  server = await startTestServer({
    port,
    oidc: { issuer, clientId: client.id, clientSecret: client.secret, publicUrl },
  });
  await server.pool.query(`update konto set oidc_subject = 'sub-brandt' where person = 'p-brandt'`);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${publicUrl}/v1/sign-in/oidc/callback`],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['nur-im-test'] },
  });
  providerHttp.on('request', provider.callback());
}, 180_000);
afterAll(async () => {
  await server.stop();
  providerHttp.close();
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A browser without scripts: follows redirects, keeps cookies per origin and path, sends forms. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async open(url: string, init: RequestInit = {}): Promise<{ url: string; status: number; text: string }> {
    const { origin } = new URL(url);
    const cookie = [...this.#cookies]
      .flatMap(([key, value]) => (key.startsWith(`${origin} `) ? [value] : []))
      .join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0]!;
      this.#cookies.set(`${origin} ${pair.split('=')[0]}`, pair);
    }
    const location = answer.headers.get('location');
    if (location) return this.open(new URL(location, url).href);
    return { url, status: answer.status, text: await answer.text() };
  }

  async send(
    page: { url: string; text: string },
    fields: Record<string, string>,
  ): Promise<{ url: string; status: number; text: string }> {
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1] ?? page.url;
    const hidden = Object.fromEntries(
      [...page.text.matchAll(/name="(\w+)" value="([^"]+)"/g)].map(([, k, v]) => [k!, v!]),
    );
    return this.open(new URL(action, page.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...hidden, ...fields }).toString(),
    });
  }
}

const post = (path: string, body: unknown) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function begin(device: TestDevice): Promise<string> {
  const answer = await post('/v1/sign-in/oidc', { device: device.registration });
  return oidcTicketSchema.parse(await answer.json()).ticket;
}

/** From the confirmation page through login and consent to the last page. */
async function signInAs(browser: Browser, ticket: string, login: string): Promise<{ status: number; text: string }> {
  const confirm = await browser.open(`${server.url}/v1/sign-in/oidc/start?ticket=${ticket}`);
  expect(confirm.text).toContain('Prüfgerät');
  const loginPage = await browser.send(confirm, {});
  const consent = await browser.send(loginPage, { login, password: 'x' });
  return browser.send(consent, {});
}

test('S30: the server offers sign-in by OpenID Connect when a provider is set', async () => {
  const info = infoSchema.parse(await (await fetch(`${server.url}/v1/info`)).json());
  expect(info.signIn).toEqual(['local', 'oidc']);
});

test('S30: a person signs in at the provider in her browser and her device is registered', async () => {
  const device = await TestDevice.make(server.url);
  const ticket = await begin(device);
  expect((await post('/v1/sign-in/oidc/finish', { ticket })).status).toBe(202);
  const last = await signInAs(new Browser(), ticket, 'sub-brandt');
  expect(last.text).toContain('Angemeldet');
  const answer = await post('/v1/sign-in/oidc/finish', { ticket });
  expect(answer.status).toBe(200);
  expect(enrolmentSchema.parse(await answer.json()).person.id).toBe('p-brandt');
  expect((await device.fetchToken()).status).toBe(200);
  expect((await post('/v1/sign-in/oidc/finish', { ticket })).status).toBe(401);
});

test('S30: a subject without an account registers nothing', async () => {
  const device = await TestDevice.make(server.url);
  const ticket = await begin(device);
  const last = await signInAs(new Browser(), ticket, 'sub-fremd');
  expect(last.status).toBe(401);
  expect((await post('/v1/sign-in/oidc/finish', { ticket })).status).toBe(202);
  expect((await device.fetchToken()).status).toBe(401);
});

test('S30: the way back works only in the browser that went away', async () => {
  const device = await TestDevice.make(server.url);
  const ticket = await begin(device);
  const browser = new Browser();
  const confirm = await browser.open(`${server.url}/v1/sign-in/oidc/start?ticket=${ticket}`);
  await browser.send(confirm, {});
  const { rows } = await server.pool.query<{ state: string }>('select state from oidc_ticket where ticket = $1', [
    ticket,
  ]);
  const stranger = await new Browser().open(`${server.url}/v1/sign-in/oidc/callback?code=x&state=${rows[0]!.state}`);
  expect(stranger.status).toBe(401);
  const nobody = await new Browser().open(`${server.url}/v1/sign-in/oidc/callback?code=x&state=erfunden`);
  expect(nobody.status).toBe(401);
});

test('S30: only the confirmation page of this very ticket sends the browser to the provider', async () => {
  const device = await TestDevice.make(server.url);
  const [shown, other] = [await begin(device), await begin(device)];
  const page = await fetch(`${server.url}/v1/sign-in/oidc/start?ticket=${shown}`);
  const [setCookie] = page.headers.getSetCookie();
  expect(setCookie).toMatch(/HttpOnly; SameSite=Strict/);
  const cookie = setCookie!.split(';')[0]!;
  const send = (ticket: string, headers: Record<string, string>) =>
    fetch(`${server.url}/v1/sign-in/oidc/start`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ ticket }).toString(),
    }).then(({ status }) => status);
  // Another site's form: the browser keeps the cookie back, and says where the form came from.
  expect(await send(shown, {})).toBe(401);
  expect(await send(other, { cookie })).toBe(401);
  expect(await send(shown, { cookie, 'sec-fetch-site': 'cross-site' })).toBe(401);
  expect(await send(shown, { cookie, 'sec-fetch-site': 'same-site' })).toBe(401);
  expect(await send(shown, { cookie, 'sec-fetch-site': 'same-origin' })).toBe(303);
  expect(await send(shown, { cookie })).toBe(303);
});
