import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSeal } from '../../server/seal/open-seal.ts';
import type { ModuleSettings } from '../../server/seal/seal-module.ts';
import { sealPdf } from '../../server/seal/seal-pdf.ts';
import { readSealSettings } from '../../server/seal/seal-settings.ts';
import { layCardProcess } from '../fixtures/card/lay-card-process.ts';
import { makeSoftToken, type SoftToken, softModule, softPin } from '../fixtures/card/soft-token.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { judge } from '../fixtures/pdf/sign-with.ts';
import { askOpenssl, askPdfsig } from '../workstation/strangers.ts';

test('P145: a key file and a module exclude each other; the module sees no secret of the server', () => {
  const env = { SEAL_PIN: '1', SEAL_PASSWORD: '2', DATABASE_URL: '3', SOFTHSM2_CONF: '/etc/softhsm2.conf' };
  expect(readSealSettings({}, env, 'p')).toBeNull();
  expect(readSealSettings({ 'seal-key': 'k.p12' }, env, 'p')).toEqual({ keyFile: 'k.p12', password: '2' });
  expect(readSealSettings({ 'seal-module': '/lib/hsm.so', 'seal-token': 'Siegel' }, env, 'p')).toEqual({
    module: '/lib/hsm.so',
    token: 'Siegel',
    certificate: null,
    pin: '1',
    processFile: 'p',
    env: { SOFTHSM2_CONF: '/etc/softhsm2.conf' },
  });
  expect(() => readSealSettings({ 'seal-module': 'm' }, { SEAL_KEY: 'k.p12' }, 'p')).toThrow('exclude each other');
});

describe.skipIf(softModule === null)('a seal in a hardware module made by others (skipped without softhsm2)', () => {
  const now = new Date();
  let folder: string;
  let token: SoftToken;
  let settings: ModuleSettings;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-seal-'));
    token = makeSoftToken(folder, [
      { name: 'rsa', id: '01' },
      { name: 'p384', id: '02' },
    ]);
    settings = {
      module: softModule ?? '',
      token: 'Dienstkarte',
      certificate: '01',
      pin: softPin,
      processFile: await layCardProcess(folder),
      env: { ...process.env, ...token.env },
    };
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const seal = async (changes: Partial<ModuleSettings>) => {
    const opened = await openSeal({ ...settings, ...changes }, now);
    return sealPdf(opened, { bytes: makePdf(plainBodies(2)), at: now, reason: 'Siegel', tsa: null });
  };

  test.each([
    { certificate: '01', name: 'RSA' },
    { certificate: 'p384', name: 'P-384 by its label' },
  ])('P145: $name: sealed, and valid to pdfsig and openssl too', async ({ certificate }) => {
    const sealed = await seal({ certificate });
    expect(judge(sealed).signatures).toMatchObject([{ coversWholeFile: true }]);
    const file = path.join(folder, `${certificate}.pdf`);
    writeFileSync(file, sealed);
    const seen = askPdfsig(file);
    if (seen !== null) expect(seen).toEqual({ valid: [true], wholeFile: true });
    const verified = askOpenssl(file, path.resolve(import.meta.dirname, '../fixtures/pki/cards/ca.pem'));
    if (verified !== null) expect(verified).toEqual([true]);
  });

  test.each([
    [{ module: '/no/such/module.so' }, 'card-module-missing'],
    [{ token: 'Anderes' }, 'card-slot-unknown'],
    [{ certificate: 'ff' }, 'card-certificate-unknown'],
    [{ certificate: null }, 'card-several-certificates'],
    [{ pin: '' }, 'card-pin-missing'],
  ] as const)('P146: %o stops the start of the server with %s', async (changes, code) => {
    await expect(openSeal({ ...settings, ...changes }, now)).rejects.toMatchObject({ code });
  });

  test('P146: a wrong PIN stops the start with one try', async () => {
    await expect(openSeal({ ...settings, pin: '000000' }, now)).rejects.toMatchObject({
      code: expect.stringMatching(/^card-pin-wrong/),
    });
    expect((await seal({})).length).toBeGreaterThan(0);
  });

  test('P147: a module that went away stops sealing, and is used again when it is back', async () => {
    const opened = await openSeal(settings, now);
    const order = { bytes: makePdf(plainBodies(1)), at: now, reason: 'Siegel', tsa: null };
    renameSync(token.folder, `${token.folder}.away`);
    await expect(sealPdf(opened, order)).rejects.toMatchObject({ code: 'seal-key-unusable' });
    renameSync(`${token.folder}.away`, token.folder);
    expect(judge(await sealPdf(opened, order)).signatures).toHaveLength(1);
  });
});
