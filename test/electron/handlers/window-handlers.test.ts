import { expect, test } from 'vitest';
import { type AppSetting, makeAppState } from '../../../electron/app-state.ts';
import type { GuestWindows } from '../../../electron/fenster/guest-windows.ts';
import { windowHandlers } from '../../../electron/handlers/window-handlers.ts';
import type { Policy } from '../../../electron/policy.ts';
import { createVault } from '../../../electron/vault/key-vault.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from '../sample-vault.ts';
import { tempFolder } from '../temp-folder.ts';

async function opened(policy: Policy) {
  const profile = await tempFolder();
  const { vault } = await createVault(vaultPlace(profile), PASSPHRASE, sampleSecrets());
  const away = () => Promise.reject(new Error('no network here'));
  const setting: AppSetting = {
    profile,
    version: '1',
    policy,
    vaultPlace: vaultPlace(profile),
    netFetch: away,
    cscFetch: away as unknown as AppSetting['cscFetch'],
    clearBrowser: away,
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
  const asked: string[] = [];
  const guests: GuestWindows = {
    openDokument: async (key) => asked.push(`dokument ${key}`) === 1,
    openPrint: async (key) => void asked.push(`print ${key}`),
    print: async () => true,
    closePrint: () => void asked.push('close'),
    closeAll: () => undefined,
  };
  return { state, vault, asked, handlers: windowHandlers(state, guests, () => void asked.push('front')) };
}

test('D21: while locked no window opens and nothing is printed', async () => {
  const { handlers, asked } = await opened({});
  await expect(handlers['window.openDokument']({ key: 'v-1' })).rejects.toMatchObject({ code: 'locked' });
  await expect(handlers['print.open']({ key: 'p-1' })).rejects.toMatchObject({ code: 'locked' });
  await expect(handlers['print.go']({ key: 'p-1' })).rejects.toMatchObject({ code: 'locked' });
  expect(asked).toEqual([]);
});

test('D3: where policy forbids printing, the window for it does not open; a document has its own all the same', async () => {
  const { handlers, asked, state, vault } = await opened({ allowPrint: false, printUpTo: '002' });
  const { journal, zugriffe } = await state.open(vault);
  expect(state.status().print).toEqual({ isAllowed: false, upTo: '002' });
  await expect(handlers['print.open']({ key: 'p-1' })).rejects.toMatchObject({ code: 'print-forbidden' });
  expect(await handlers['window.openDokument']({ key: 'v-1' })).toEqual({ isNew: true });
  expect(asked).toEqual(['dokument v-1']);
  await Promise.all([journal.end(), zugriffe.end()]);
});

test('H32: the main window comes to the front where it asks before a lock that another window wants', async () => {
  const { handlers, asked } = await opened({});
  expect(await handlers['window.front']({})).toEqual({});
  expect(asked).toEqual(['front']);
});

test('D3: without a rule printing is allowed', async () => {
  const { handlers, asked, state, vault } = await opened({});
  const { journal, zugriffe } = await state.open(vault);
  await handlers['print.open']({ key: 'p-1' });
  expect(await handlers['print.go']({ key: 'p-1' })).toEqual({ isPrinted: true });
  expect(asked).toEqual(['print p-1']);
  await Promise.all([journal.end(), zugriffe.end()]);
});
