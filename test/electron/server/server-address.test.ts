import { expect, test } from 'vitest';
import { serverOrigin } from '../../../electron/server/server-address.ts';
import { networkCode } from '../../../electron/server/server-client.ts';

test.each([
  ['eakte.example', 'https://eakte.example'],
  [' https://eakte.example/app?x=1 ', 'https://eakte.example'],
  ['eakte.example:8443', 'https://eakte.example:8443'],
  ['http://127.0.0.1:4711', 'http://127.0.0.1:4711'],
  ['http://localhost:4711/', 'http://localhost:4711'],
])('%s is the server %s', (typed, origin) => {
  expect(serverOrigin(typed)).toBe(origin);
});

test.each([
  'http://eakte.example',
  'ftp://eakte.example',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '',
  'a b',
  'https://u:p@eakte.example',
])('refused as a server: %s', (typed) => {
  expect(() => serverOrigin(typed)).toThrowError(expect.objectContaining({ code: 'input-invalid' }));
});

test('a certificate problem is told apart from no connection', () => {
  expect(networkCode(new Error('net::ERR_CERT_AUTHORITY_INVALID'))).toBe('server-certificate');
  expect(networkCode(new Error('net::ERR_SSL_PROTOCOL_ERROR'))).toBe('server-certificate');
  expect(networkCode(new Error('net::ERR_CONNECTION_REFUSED'))).toBe('server-unreachable');
  expect(networkCode('x')).toBe('server-unreachable');
});
