import { stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type AppSetting, makeAppState } from '../../../electron/app-state.ts';
import { setupHandlers } from '../../../electron/handlers/setup-handlers.ts';
import { vaultHandlers } from '../../../electron/handlers/vault-handlers.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { createVault, unlockVault, unlockWithRecoveryCode } from '../../../electron/vault/key-vault.ts';
import { workerHandlers } from '../../../electron/worker-port-handlers.ts';
import { openWorkplace } from '../../../electron/workplace.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from '../sample-vault.ts';
import { tempFolder } from '../temp-folder.ts';

async function stateOf(profile: string) {
  const away = () => Promise.reject(new Error('no network here'));
  const setting: AppSetting = {
    profile,
    version: '1',
    policy: {},
    vaultPlace: vaultPlace(profile),
    netFetch: away,
    cscFetch: away as unknown as AppSetting['cscFetch'],
    clearBrowser: async () => undefined,
    now: () => new Date(),
    isPackaged: false,
    practice: null,
  };
  return makeAppState(setting, {
    language: 'de',
    theme: 'system',
    server: null,
    lockedAt: null,
    notify: true,
    recognise: true,
  });
}

const outcomes = (all: readonly PromiseSettledResult<unknown>[]) =>
  all.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as Error).message)).sort();

test('R1: a vault that is unlocked twice at once is opened once: two journals on one file would overwrite each other', async () => {
  const profile = await tempFolder();
  await createVault(vaultPlace(profile), PASSPHRASE, sampleSecrets());
  const state = await stateOf(profile);
  const handlers = vaultHandlers(state, { lock: async () => undefined, connectWorker: () => undefined });
  const unlock = () => handlers['vault.unlock']({ passphrase: PASSPHRASE });
  expect(outcomes(await Promise.allSettled([unlock(), unlock()]))).toEqual(['done', 'input-invalid']);
  const { journal, zugriffe } = state.workplace();
  await Promise.all([journal.end(), zugriffe.end()]);
});

test('Z10: a log that was shortened while the app was closed is told as log-shortened at the unlock, and opens', async () => {
  const profile = await tempFolder();
  const { vault } = await createVault(vaultPlace(profile), PASSPHRASE, sampleSecrets());
  const used = await openWorkplace(profile, vault, () => new Date());
  const file = path.join(profile, 'journal/zugriffe');
  await used.zugriffe.record({ action: 'open', objects: [], purpose: 'bearbeiten' });
  const { size } = await stat(file);
  await used.zugriffe.record({ action: 'print', objects: [], purpose: 'Fassung gedruckt' });
  await Promise.all([used.journal.end(), used.zugriffe.end()]);
  await truncate(file, size);

  const state = await stateOf(profile);
  const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  onTestFinished(() => said.mockRestore());
  const handlers = vaultHandlers(state, { lock: async () => undefined, connectWorker: () => undefined });
  await handlers['vault.unlock']({ passphrase: PASSPHRASE });
  expect(said.mock.calls.map(([line]) => String(line).split(' ').slice(1).join(' '))).toContain(
    'unlocked log-shortened\n',
  );
  const { journal, zugriffe } = state.workplace();
  const told = await workerHandlers(state.workplace())['journal.load']({});
  expect(told).toMatchObject({ cutAtTail: false, isLogShortened: true });
  await Promise.all([journal.end(), zugriffe.end()]);
});

test('R1: a first run that is finished twice at once makes one vault, and its recovery code opens it', async () => {
  const profile = await tempFolder();
  const state = await stateOf(profile);
  const { server, enrolment } = sampleSecrets();
  state.setPending({ server, enrolment, deviceKey: makeDeviceKey() });
  const handlers = setupHandlers(state, {
    hostName: 'pc',
    openExternal: async () => undefined,
    chooseFolder: async () => null,
  });
  const finish = () => handlers['setup.finish']({ passphrase: PASSPHRASE });
  const all = await Promise.allSettled([finish(), finish()]);
  expect(outcomes(all)).toEqual(['done', 'input-invalid']);
  const { journal, zugriffe } = state.workplace();
  await Promise.all([journal.end(), zugriffe.end()]);
  await unlockVault(vaultPlace(profile), PASSPHRASE);
  const codes = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.recoveryCode] : []));
  await unlockWithRecoveryCode(vaultPlace(profile), codes[0]!, 'neun Fahrraeder im Treppenhaus');
});
