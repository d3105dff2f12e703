import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerContext } from '../../server/context.ts';
import { makeHttp } from '../../server/http.ts';
import type { RunningServer } from '../../server/start-server.ts';
import { infoSchema } from '../../shared/sync-protocol.ts';
import { startTestServer } from '../workstation/start-server.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { summary: string; security: unknown[] }>>>>;
}

let server: RunningServer;
let document: Document;
beforeAll(async () => {
  server = await startTestServer();
  document = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as Document;
}, 180_000);
afterAll(() => server.stop());

const bareContext = {
  authority: 'X',
  now: () => new Date(),
  sequencer: { onHead: () => () => undefined },
} as unknown as ServerContext;

test('S28: every route of the server is in the document, and nothing else', async () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served: string[] = [];
  const { app } = await makeHttp(bareContext, {}, (method, url) => served.push(`${method} ${url}`));
  expect(described.sort()).toEqual(served.map((route) => route.replace(':sha', '{sha}')).sort());
  await app.close();
});

test('S28: every route but the ones before sign-in wants a device', () => {
  const open = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ security }) => (security.length === 0 ? [path] : [])),
  );
  expect(open.sort()).toEqual(['/v1/device/receipt', '/v1/info', '/v1/openapi.json', '/v1/sign-in/local', '/v1/token']);
});

test('S28: without a token every device route is refused before it looks at anything', async () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (security.length === 0) continue;
      const answer = await fetch(`${server.url}${path}`, { method: method.toUpperCase() });
      expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 401`);
    }
  }
});

test('S28: what the server says about itself has the shape of the contract', async () => {
  const answer = await fetch(`${server.url}/v1/info`);
  expect(infoSchema.parse(await answer.json())).toMatchObject({
    name: 'Stadt Musterstadt',
    protocol: 1,
    signIn: ['local'],
  });
});

test('S28: a client of another protocol version is told so', async () => {
  const answer = await fetch(`${server.url}/v1/info`, { headers: { 'AT-Protocol': '2' } });
  expect(answer.status).toBe(426);
});
