import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal.ts';
import { openJournalBlobs } from '../../../electron/journal/journal-blobs.ts';
import { replaceFile } from '../../../electron/vault/atomic-file.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { sampleChange } from '../sample-change.ts';
import { tempFolder } from '../temp-folder.ts';

/** Null when a small disk was mounted, otherwise why not. */
function mountRefused(folder: string, size = '256k'): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
    onTestFinished(() => void execFileSync('umount', ['-l', folder]));
    return null;
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr ?? error).trim();
  }
}

test('R4: on a really full disk nothing is half written, and with space again work goes on', async (context) => {
  const folder = await tempFolder();
  const refused = mountRefused(folder);
  if (refused) {
    console.warn(`SKIPPED the full-disk test: no small disk could be mounted (${refused})`);
    return context.skip(`no small disk could be mounted: ${refused}`);
  }
  const file = path.join(folder, 'journal');
  const options = {
    path: file,
    key: randomBytes(32),
    device: 'dev-1',
    deviceKey: makeDeviceKey(),
    now: () => new Date(),
  };
  const journal = await openJournal(options);
  await journal.append([sampleChange('vorher')]);
  const ballast = path.join(folder, 'ballast');
  await writeFile(ballast, randomBytes(200 * 1024));
  const big = Array.from({ length: 40 }, () => sampleChange('x'.repeat(5_000)));
  await expect(journal.append(big)).rejects.toMatchObject({ code: 'disk-full' });
  await expect(replaceFile(file, randomBytes(100 * 1024))).rejects.toMatchObject({ code: 'disk-full' });
  const blobs = await openJournalBlobs(path.join(folder, 'blobs'), options.key);
  const blob = { sha: 'ab'.repeat(32), offset: 0, bytes: randomBytes(300 * 1024), last: true };
  await expect(blobs.write(blob)).rejects.toMatchObject({ code: 'disk-full' });

  await rm(ballast);
  const [operation] = await journal.append([sampleChange('nachher')]);
  expect(operation?.n).toBe(2);
  await journal.end();
  const again = await openJournal(options);
  expect(again.cutAtTail).toBe(false);
  expect(again.load().map((entry) => entry.operation.set.titel)).toEqual(['vorher', 'nachher']);
});

test('R7: a disk too full to compact the journal does not keep it from opening', async (context) => {
  const folder = await tempFolder();
  const refused = mountRefused(folder, '1m');
  if (refused) {
    console.warn(`SKIPPED the full-disk test: no small disk could be mounted (${refused})`);
    return context.skip(`no small disk could be mounted: ${refused}`);
  }
  const start = Date.parse('2026-01-01T00:00:00Z');
  const keys = { path: path.join(folder, 'journal'), key: randomBytes(32), deviceKey: makeDeviceKey() };
  const options = (time: number) => ({ ...keys, device: 'dev-1', now: () => new Date(time) });
  const journal = await openJournal(options(start));
  const operations = await journal.append(Array.from({ length: 210 }, (_, index) => sampleChange(`t${index}`)));
  await journal.decide(operations.slice(0, 205).map(({ n }) => ({ n, status: 'ok', rev: n })));
  await journal.end();
  const ballast = path.join(folder, 'ballast');
  await expect(writeFile(ballast, randomBytes(1024 * 1024))).rejects.toMatchObject({ code: 'ENOSPC' });

  const later = start + 31 * 24 * 3600_000;
  const full = await openJournal(options(later));
  expect(full.load()).toHaveLength(210);
  await rm(ballast);
  await full.append([sampleChange('nachher')]);
  await full.end();
  const again = await openJournal(options(later));
  expect(again.load().map((entry) => entry.operation.n)).toEqual([206, 207, 208, 209, 210, 211]);
});
