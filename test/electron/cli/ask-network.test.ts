import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeAskNetwork } from '../../../electron/cli/ask-network.ts';

let server: Server | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ask = (url: string, timeoutMs = 5_000): Promise<Uint8Array> =>
  makeAskNetwork(timeoutMs)({ kind: 'timestamp', url, body: Uint8Array.of(1, 2), certificate: null });

test('L2: a question is posted with its content type, the answer comes as bytes', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    seen.push(request.method, request.headers['content-type'], request.headers.accept);
    response.end(Buffer.from([7]));
  });
  expect([...(await ask(url))]).toEqual([7]);
  expect(seen).toEqual(['POST', 'application/timestamp-query', 'application/timestamp-reply']);
});

test('L2: an answer that is too slow is given up, also one that never ends', async () => {
  const silent = await serve(() => {});
  await expect(ask(silent, 100)).rejects.toMatchObject({ code: 'server-unreachable' });
});

test('L2: an answer that drips on is given up at the same limit', async () => {
  const url = await serve((_, response) => {
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  });
  await expect(ask(url, 150)).rejects.toMatchObject({ code: 'server-unreachable' });
});

test('L2: an answer above the cap is not read to its end', async () => {
  let sent = 0;
  const url = await serve((_, response) => {
    const more = (): void => {
      while (!response.destroyed && sent < 64 << 20) {
        sent += 1 << 16;
        if (!response.write(Buffer.alloc(1 << 16))) return void response.once('drain', more);
      }
    };
    more();
  });
  await expect(ask(url)).rejects.toMatchObject({ code: 'server-unreachable' });
  expect(sent).toBeLessThan(16 << 20);
});

test('L2: nobody listening, a refusal, another scheme: unreachable', async () => {
  const url = await serve((_, response) => void response.writeHead(403).end());
  await expect(ask(url)).rejects.toMatchObject({ code: 'server-unreachable' });
  await expect(ask('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'server-unreachable' });
  await expect(ask('file:///etc/hostname')).rejects.toMatchObject({ code: 'server-unreachable' });
});
