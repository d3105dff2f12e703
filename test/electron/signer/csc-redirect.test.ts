import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { listenForRedirect } from '../../../electron/signer/csc-redirect.ts';

async function ask(uri: string, target: string): Promise<string> {
  const { port, hostname } = new URL(uri);
  const socket = connect(Number(port), hostname);
  socket.end(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  return (await text(socket)).split('\r\n')[0] ?? '';
}

test('P116: whatever another program on this computer asks for, the page waits for the right answer', async () => {
  const redirect = await listenForRedirect();
  for (const target of ['//', '*', '/%', 'http://[', '/?state=', '/x?state=right&code=no']) {
    expect(await ask(redirect.uri, target)).toMatch(/^HTTP\/1\.1 [24]\d\d/);
    if (target.startsWith('/?state')) break;
  }
  redirect.close();
});
