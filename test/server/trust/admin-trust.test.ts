import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeIdentity } from '../../fixtures/trust/make-certificate.ts';
import { listXml } from '../../fixtures/trust/make-list.ts';
import { signXml } from '../../fixtures/trust/sign-list.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const root = path.join(import.meta.dirname, '../../..');
const run = promisify(execFile);

test('P82: an administrator imports lists by the command, a workstation has them after its next sync', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'aktentasche-trust-'));
  const server = await startTestServer();
  await run(process.execPath, [path.join(root, 'build/bundle.mjs'), 'server']);
  const admin = (...words: string[]) =>
    run(process.execPath, [
      path.join(root, 'dist/server/admin.js'),
      ...words,
      '--database-url',
      server.databaseUrl,
    ]).then(
      ({ stdout }) => stdout.trim(),
      ({ stderr, code }: { stderr: string; code: number }) => `${code} ${stderr.split(':')[0]}`,
    );
  const file = async (name: string, content: string) => {
    await writeFile(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const operator = makeIdentity({ name: 'Bundesnetzagentur' });
  const issuing = makeIdentity({ name: 'Ausstellende Stelle', isCa: true });
  const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  const periods = [{ status: 'granted', from: '2020-01-01T00:00:00Z' }];
  const services = [{ type: 'CA/QC', certificate: issuing.certificate, periods }];
  const list = await file('de.xml', await signXml(listXml({ territory: 'DE', services }), operator));
  const signers = await file('signers.pem', pem(operator.certificate));
  const own = await file('own.pem', pem(makeIdentity({ name: 'Zeitstempel der Stadt', isCa: true }).certificate));
  try {
    expect(await admin('trust', 'export')).toBe('1 not-found');
    expect(await admin('trust', 'import', list)).toBe('1 trust-list-signer-unknown');
    expect(await admin('trust', 'import', list, '--signers', signers)).toMatch(
      /^de\.xml: DE Nr\. 1 vom 2026-11-01, 1 Dienste\n/,
    );
    expect(await admin('trust', 'import', own, '--timestamps')).toMatch(
      /Zeitstempel der Stadt \(own-tsa, [0-9a-f]{64}\)/,
    );
    expect(await admin('trust', 'import', path.join(folder, 'missing.xml'))).toBe('1 file-not-found');
    expect((await admin('trust', 'list')).split('\n')).toHaveLength(2);
    expect(JSON.parse(await admin('trust', 'export'))).toHaveProperty('signature');
    expect(await admin('trust', 'key')).toMatch(/^-----BEGIN PUBLIC KEY-----/);

    const desk = await Desk.open(server.url, 'brandt', demoPassword);
    await desk.sync();
    expect(await desk.commands.readTrust({})).toMatchObject({
      anchors: [new Uint8Array(issuing.certificate)],
      timestampAnchors: [expect.any(Uint8Array)],
      territories: ['DE'],
    });
    expect(await admin('trust', 'remove', 'DE')).toMatch(/steht den Arbeitsplätzen bereit$/);
    await desk.sync();
    expect(await desk.queries.trust({})).toMatchObject({ territories: [], entries: 1 });
    await desk.close();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
