import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AppState } from '../../../electron/app-state.ts';
import { officeHandlers } from '../../../electron/handlers/office-handlers.ts';
import type { Policy } from '../../../electron/policy.ts';
import { blankOdt } from '../../../shared/office/blank-odt.ts';
import { tempFolder } from '../temp-folder.ts';

/** Main's handlers behind a policy, over real folders. */
async function mainSide(office: Policy['office']) {
  const profile = await tempFolder();
  const policy = { office: { folder: path.join(profile, 'offen'), ...office } };
  const workplace = { vault: { key: () => Buffer.alloc(32, 7) } };
  const setting = { profile, policy, now: () => new Date('2026-11-20T14:02:00Z') };
  const state = { setting, workplace: () => workplace } as unknown as AppState;
  const started: string[] = [];
  const start = async (_program: unknown, file: string) => void started.push(file);
  const main = officeHandlers(state, { start, onChange: () => undefined });
  const give = async (bytes: Uint8Array) =>
    (await main.handlers['office.give']({ token: null, bytes: new Uint8Array(bytes) })).token;
  return { ...main, profile, started, give };
}

const draft = { dokument: 'd-1', version: 'v-1', titel: 'Bescheid', ending: 'odt' } as const;

test('O15: where the policy forbids it nothing is opened or converted, and nothing is started', async () => {
  const { handlers, give, started } = await mainSide({ drafting: false });
  const token = await give(await blankOdt('x'));
  await expect(handlers['office.open']({ token, ...draft })).rejects.toMatchObject({ code: 'office-not-allowed' });
  await expect(handlers['office.convert']({ token, ending: 'odt' })).rejects.toMatchObject({
    code: 'office-not-allowed',
  });
  expect(started).toEqual([]);
  expect(await handlers['office.state']({})).toMatchObject({ isAllowed: false, bearbeitungen: [] });
});

test('O20: without LibreOffice the person is told', async () => {
  const { handlers, give } = await mainSide({ converter: '/gibt/es/nicht' });
  const token = await give(await blankOdt('x'));
  expect(await handlers['office.state']({})).toMatchObject({ isAllowed: true, hasConverter: false });
  await expect(handlers['office.convert']({ token, ending: 'odt' })).rejects.toMatchObject({
    code: 'office-no-converter',
  });
});

test('O19: a device with an open draft has something unsent; what is no whole file is not opened', async () => {
  const { handlers, give, isUnsent, close } = await mainSide({});
  expect(await isUnsent()).toBe(false);
  await expect(
    handlers['office.open']({ token: await give(new Uint8Array([1, 2, 3])), ...draft }),
  ).rejects.toMatchObject({ code: 'input-invalid' });
  await handlers['office.open']({ token: await give(await blankOdt('x')), ...draft });
  expect(await isUnsent()).toBe(true);
  await close();
});

test('O13: what is opened or converted while the lock closes does not lie outside afterwards', async () => {
  const { handlers, give, started, close } = await mainSide({ converter: '/bin/true' });
  const tokens = [await give(await blankOdt('x')), await give(await blankOdt('x'))] as const;
  const closing = close();
  await expect(handlers['office.open']({ token: tokens[0], ...draft })).rejects.toMatchObject({ code: 'locked' });
  await expect(handlers['office.convert']({ token: tokens[1], ending: 'odt' })).rejects.toMatchObject({
    code: 'locked',
  });
  await closing;
  expect(started).toEqual([]);
});

test('O16: a folder that could not be read once is read again', async () => {
  const { handlers, profile } = await mainSide({});
  await writeFile(path.join(profile, 'journal'), 'in the way');
  await expect(handlers['office.state']({})).rejects.toThrow();
  await rm(path.join(profile, 'journal'));
  expect(await handlers['office.state']({})).toMatchObject({ bearbeitungen: [] });
});
