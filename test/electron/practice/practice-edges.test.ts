import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AppState } from '../../../electron/app-state.ts';
import { scanHandlers } from '../../../electron/handlers/scan-handlers.ts';
import { makePickedFiles } from '../../../electron/picked-files.ts';
import {
  practicePolicy,
  practiceTarget,
  refusedInPractice,
  requirePracticePost,
} from '../../../electron/practice/practice-edges.ts';
import { practiceHandlers } from '../../../electron/practice/practice-handlers.ts';
import { connectPractice } from '../../../electron/practice/practice-net.ts';
import { practiceFilesIn, writePracticeFiles } from '../../../electron/practice/practice-profile.ts';
import { AppError } from '../../../shared/errors.ts';
import { tempFolder } from '../temp-folder.ts';

test('U8: a profile of practice opens no real server, takes no card and makes no Notfallkopie', async () => {
  const refused = refusedInPractice();
  const server = 'https://eakte.musterstadt.example';
  for (const call of [
    () => refused['setup.probe']({ server }),
    () => refused['setup.signIn']({ server, name: 'x', password: 'y' }),
    () => refused['setup.signInOidc']({ server }),
    () => refused['setup.restore']({ recoveryCode: 'x', passphrase: 'y' }),
    () => refused['device.replaceByBrowser']({}),
    () => refused['cards.look']({}),
    () => refused['notfallkopie.write']({}),
  ])
    await expect(call()).rejects.toThrow(new AppError('practice-refused'));
});

test('U7: only the post of practice comes in, whatever path leads to a file and wherever somebody put it', async () => {
  const folder = await tempFolder();
  const post = [{ name: 'a.pdf', bytes: new TextEncoder().encode('ÜBUNG') }];
  await writePracticeFiles(folder, { password: 'x', keyFile: new Uint8Array(), post });
  const { postFolder, postList } = practiceFilesIn(folder);
  const [own, foreign, laid, link] = [
    path.join(postFolder, 'a.pdf'),
    path.join(folder, 'b.pdf'),
    path.join(postFolder, 'b.pdf'),
    path.join(postFolder, 'c.pdf'),
  ];
  for (const file of [foreign, laid]) writeFileSync(file, 'echt');
  symlinkSync(foreign, link);
  expect(await requirePracticePost([own], postList)).toEqual([own]);
  for (const file of [foreign, laid, link, path.join(postFolder, 'fehlt.pdf')])
    await expect(requirePracticePost([own, file], postList)).rejects.toThrow(new AppError('practice-foreign-file'));
});

test('U7: a copy that leaves practice says so in its name, and takes no other file away', async () => {
  const folder = await tempFolder();
  const named = path.join(folder, 'ÜBUNG Bescheid.pdf');
  expect(practiceTarget(named)).toBe(named);
  expect(practiceTarget(path.join(folder, 'Bescheid.pdf'))).toBe(named);
  writeFileSync(named, '');
  expect(practiceTarget(path.join(folder, 'Bescheid.pdf'))).toBe(path.join(folder, 'ÜBUNG Bescheid (2).pdf'));
});

test('U3: practice ends only where it is, and begins only where it is not', async () => {
  const told: string[] = [];
  const edge = {
    tellWindow: () => undefined,
    endActs: () => told.push('signer'),
    closeOffice: async () => undefined,
    startPractice: () => told.push('start'),
    endPractice: () => told.push('end'),
  };
  const at = (practice: object | null) =>
    practiceHandlers({ setting: { practice }, status: () => ({ phase: 'locked' }) } as unknown as AppState, edge);
  await expect(at(null)['practice.end']({})).rejects.toThrow(new AppError('input-invalid'));
  await expect(at({})['practice.start']({})).rejects.toThrow(new AppError('input-invalid'));
  expect(told).toEqual([]);
  await at(null)['practice.start']({});
  await at({})['practice.end']({});
  expect(told).toEqual(['start', 'signer', 'end']);
});

test('U5: a request that was given up before it was sent fails at once instead of waiting for ever', async () => {
  const sent: unknown[] = [];
  const child = { on: () => undefined, postMessage: (message: unknown) => void sent.push(message) };
  const { fetch } = connectPractice(child);
  const asked = fetch('https://uebung.invalid/v1/info', { signal: AbortSignal.abort() });
  await expect(Promise.race([asked, sleep(200, 'waits')])).rejects.toThrow();
  expect(sent).toEqual([]);
});

test('U7: practice looks into no scan folder of the person, whatever the real settings name', async () => {
  const scanFolder = await tempFolder();
  const setting = { policy: practicePolicy };
  const state = { setting, settings: { scanFolder }, workplace: () => ({}) } as unknown as AppState;
  const handlers = scanHandlers(state, makePickedFiles(), async () => scanFolder);
  expect(await handlers['scan.state']({})).toMatchObject({ isAllowed: false, folder: null });
});
