import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openFileSource } from '../../../electron/cli/file-source.ts';
import { beginOutput } from '../../../electron/cli/write-output.ts';
import { AppError } from '../../../shared/errors.ts';
import { tempFolder } from '../temp-folder.ts';

const changed = new AppError('pdf-changed-meanwhile');

let folder: string;
let input: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-output-'));
  input = path.join(folder, 'in.pdf');
  writeFileSync(input, Buffer.alloc(100_000, 'x'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('P31: a file that changes between preparing and embedding is noticed: pdf-changed-meanwhile', () => {
  const source = openFileSource(input);
  onTestFinished(() => source.close());
  source.requireUnchanged();
  appendFileSync(input, 'more');
  expect(() => source.requireUnchanged()).toThrow(changed);
});

test('P31: a file that shrinks while it is read is noticed: pdf-changed-meanwhile', () => {
  const source = openFileSource(input);
  onTestFinished(() => source.close());
  truncateSync(input, 10);
  expect(() => source.read(0, 1000)).toThrow(changed);
});

test('P31: a copy that is longer than what was prepared is not kept', async () => {
  const output = beginOutput(input, path.join(folder, 'out.pdf'));
  await expect(output.finish(99_999, Buffer.from('end'))).rejects.toThrow(changed);
  await output.discard();
  expect(readdirSync(folder)).toEqual(['in.pdf']);
});

test('P31: on a full disk nothing is left behind: disk-full', async (context) => {
  const small = await tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'pipe' });
  } catch (error) {
    console.warn(`SKIPPED LOUDLY: no small disk could be mounted (${error})`);
    return context.skip('no small disk could be mounted');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', small]));
  const output = beginOutput(input, path.join(small, 'out.pdf'));
  await expect(output.finish(100_000, Buffer.from('end'))).rejects.toThrow(new AppError('disk-full'));
  await output.discard();
  expect(readdirSync(small)).toEqual([]);
});
