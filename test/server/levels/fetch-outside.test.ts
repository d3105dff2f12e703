import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchConfigured, fetchNamed } from '../../../server/levels/fetch-outside.ts';
import { isPublicAddress } from '../../../server/levels/public-address.ts';

const question = (url: string) => ({ url, body: null, headers: {}, mostBytes: 1_000, timeoutMs: 1_000 });
const nobody = new Set<string>();

/** A server on 127.0.0.1 that counts what reaches it. */
async function hostInside(listener: RequestListener): Promise<{ readonly host: string; readonly asked: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => count };
}

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '2002:7f00:1::1',
  'localhost',
  '',
])('S41: %s is no public address', (address) => expect(isPublicAddress(address)).toBe(false));

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '193.99.144.80', '2a00:1450:4001::1', '2606:4700::1111'])(
  'S41: %s is a public address',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test('S41: no way of writing an inside address is asked', async () => {
  const { host, asked } = await hostInside((_, response) => response.end('inside'));
  const port = host.split(':')[1];
  for (const url of [
    `http://${host}/`,
    `http://localhost:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f.1:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    'http://127.0.0.1/',
    'http://localhost/',
    'https://localhost/',
    'http://[::1]/',
    'http://0/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://user:secret@93.184.216.34/',
    'http://93.184.216.34:22/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
    'gopher://93.184.216.34/',
    'not an address',
  ]) {
    await expect(fetchNamed(question(url), nobody), url).rejects.toMatchObject({ code: 'address-not-allowed' });
  }
  expect(asked()).toBe(0);
});

test('S41: a listed host is asked, by name and port', async () => {
  const { host } = await hostInside((_, response) => response.end('inside'));
  expect(String(await fetchNamed(question(`http://${host}/x`), new Set([host])))).toBe('inside');
  expect(String(await fetchNamed(question(`http://${host}/x`), new Set(['127.0.0.1'])))).toBe('inside');
  const other = new Set(['127.0.0.1:1', 'ca.example']);
  await expect(fetchNamed(question(`http://${host}/x`), other)).rejects.toMatchObject({ code: 'address-not-allowed' });
});

test('S41: a connection opened for a listed host does not serve the guarded way', async () => {
  const { host } = await hostInside((_, response) => response.end('inside'));
  const name = host.replace('127.0.0.1', 'localhost');
  await fetchNamed(question(`http://${name}/`), new Set([name]));
  await expect(fetchNamed(question(`http://${name}/`), nobody)).rejects.toMatchObject({ code: 'address-not-allowed' });
});

test('S41: redirects are not followed, and only 200 is an answer', async () => {
  const target = await hostInside((_, response) => response.end('elsewhere'));
  const { host } = await hostInside((_, response) =>
    response.writeHead(302, { location: `http://${target.host}/` }).end(),
  );
  await expect(fetchNamed(question(`http://${host}/`), new Set([host, target.host]))).rejects.toMatchObject({
    code: 'server-unreachable',
  });
  expect(target.asked()).toBe(0);
});

test('S41: answers end at their cap and at their time, whatever length was announced', async () => {
  const endless = await hostInside((_, response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(400)), 5);
    response.on('close', () => clearInterval(timer));
  });
  await expect(fetchConfigured(question(`http://${endless.host}/`))).rejects.toMatchObject({ code: 'too-large' });
  const silent = await hostInside(() => undefined);
  await expect(fetchConfigured(question(`http://${silent.host}/`))).rejects.toMatchObject({
    code: 'server-unreachable',
  });
  const slow = await hostInside((_, response) => {
    const timer = setInterval(() => response.write('.'), 100);
    response.on('close', () => clearInterval(timer));
  });
  await expect(fetchConfigured(question(`http://${slow.host}/`))).rejects.toMatchObject({
    code: 'server-unreachable',
  });
});
