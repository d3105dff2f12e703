import { expect, test } from 'vitest';
import { type AppSetting, makeAppState } from '../../../electron/app-state.ts';
import { notifyHandlers } from '../../../electron/handlers/notify-handlers.ts';
import { recognitionMode } from '../../../electron/recognition-mode.ts';
import { createVault, unlockVault } from '../../../electron/vault/key-vault.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from '../sample-vault.ts';
import { tempFolder } from '../temp-folder.ts';

async function open(policy: AppSetting['policy']) {
  const profile = await tempFolder();
  const place = vaultPlace(profile);
  await createVault(place, PASSPHRASE, sampleSecrets());
  const away = () => Promise.reject(new Error('no network here'));
  const setting: AppSetting = {
    profile,
    version: '1',
    policy,
    vaultPlace: place,
    netFetch: away,
    cscFetch: away as unknown as AppSetting['cscFetch'],
    clearBrowser: async () => undefined,
    now: () => new Date(),
    isPackaged: false,
    practice: null,
  };
  const settings = {
    language: 'de',
    theme: 'system',
    server: null,
    lockedAt: null,
    notify: true,
    recognise: true,
  } as const;
  const state = await makeAppState(setting, settings);
  const shown: string[] = [];
  const handlers = notifyHandlers(state, { isWatching: () => false, show: (body) => shown.push(body) });
  const report = (heute: number, fristen = 0) => handlers['due.report']({ heute, fristen });
  return { state, shown, report, unlock: async () => state.open(await unlockVault(place, PASSPHRASE)) };
}

test('V14: a notification says how many in the language of the person; locked there is none', async () => {
  const { state, shown, report, unlock } = await open({});
  await expect(report(1)).rejects.toThrow('locked');
  const { journal, zugriffe } = await unlock();
  await report(1);
  await report(4);
  expect(shown).toEqual(['3 neue Aufgaben']);
  await state.changeSettings({ notify: false });
  await report(9, 9);
  expect(shown).toHaveLength(1);
  await Promise.all([journal.end(), zugriffe.end()]);
});

test('V14: machine policy switches notifications off whatever the person chose', async () => {
  const { state, shown, report, unlock } = await open({ notifications: false });
  const { journal, zugriffe } = await unlock();
  expect(state.status()).toMatchObject({ notify: false, notifyFixed: true });
  await report(1);
  await report(4, 1);
  expect(shown).toEqual([]);
  await Promise.all([journal.end(), zugriffe.end()]);
});

test('X8: machine policy forbids reading scans whatever the person chose; else the person decides', async () => {
  const free = await open({});
  expect(recognitionMode(free.state.status())).toBe('auto');
  await free.state.changeSettings({ recognise: false });
  expect(recognitionMode(free.state.status())).toBe('asked');
  const bound = await open({ textRecognition: false });
  expect(bound.state.status().recognise).toBe(false);
  expect(recognitionMode(bound.state.status())).toBe('never');
});
