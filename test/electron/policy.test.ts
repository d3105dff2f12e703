import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadPolicy, policyFile } from '../../electron/policy.ts';
import { tempFolder } from './temp-folder.ts';

async function policyOf(text: string) {
  const file = path.join(await tempFolder(), 'policy.json');
  await writeFile(file, text);
  return loadPolicy(file);
}

test('without a policy file there are no rules', async () => {
  expect(await loadPolicy(path.join(await tempFolder(), 'policy.json'))).toEqual({});
});

test('every documented rule is understood', async () => {
  const policy = {
    server: 'https://eakte.example',
    caFile: '/etc/ssl/agency.pem',
    proxy: 'direct',
    lock: { idleMinutes: 10, withSystem: true },
    allowPrint: false,
    printUpTo: '002',
    office: { drafting: true, program: { path: '/usr/bin/soffice', args: ['--writer'] }, folder: '/var/entwuerfe' },
    scan: { allowed: true, folder: '/srv/scans' },
    pkcs11Modules: [{ path: '/usr/lib/softhsm/libsofthsm2.so', sha256: 'ab'.repeat(32) }],
  };
  expect(await policyOf(JSON.stringify(policy))).toEqual(policy);
});

test.each([
  ['no JSON', '{server'],
  ['not an object', '[]'],
  ['a misspelt rule', '{"sever":"https://eakte.example"}'],
  ['a misspelt inner rule', '{"lock":{"idleMinuten":5}}'],
  ['a Vertraulichkeit that is none', '{"printUpTo":"offen"}'],
  ['a negative time', '{"lock":{"idleMinutes":-1}}'],
  ['a server without https', '{"server":"http://eakte.example"}'],
  ['a module by relative path', `{"pkcs11Modules":[{"path":"evil.so","sha256":"${'ab'.repeat(32)}"}]}`],
  ['a module without its digest', '{"pkcs11Modules":["/usr/lib/evil.so"]}'],
])('a wrong policy stops the start: %s', async (_name, text) => {
  await expect(policyOf(text)).rejects.toMatchObject({ code: 'policy-invalid' });
});

test('the place cannot be chosen by the person', () => {
  expect(policyFile('linux', undefined)).toBe('/etc/aktentasche/policy.json');
  expect(policyFile('win32', 'D:\\Daten')).toBe('D:\\Daten\\Aktentasche\\policy.json');
});
