import { randomBytes } from 'node:crypto';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AppendHandle, openFrameFile } from '../../../electron/journal/frame-file.ts';
import { MAX_FRAME_BYTES } from '../../../electron/journal/frames.ts';
import { tempFolder } from '../temp-folder.ts';

const key = randomBytes(32);
const words = (payloads: readonly Buffer[]) => payloads.map(String);
const frame = (text: string) => [Buffer.from(text)];

async function filled(texts: readonly string[]) {
  const file = path.join(await tempFolder(), 'journal');
  const opened = await openFrameFile({ path: file, key, store: 'journal' });
  for (const text of texts) await opened.file.append(frame(text));
  await opened.file.close();
  return file;
}

test('R1: what was appended is read again in order', async () => {
  const file = await filled(['eins', 'zwei', 'drei']);
  const again = await openFrameFile({ path: file, key, store: 'journal' });
  expect(words(again.payloads)).toEqual(['eins', 'zwei', 'drei']);
  expect(again.cut).toBe(false);
  expect((await readFile(file)).includes('zwei')).toBe(false);
});

test('R3: what would be too long to be read again is refused before anything of it is written', async () => {
  const file = await filled(['eins']);
  const again = await openFrameFile({ path: file, key, store: 'journal' });
  const long = Buffer.alloc(MAX_FRAME_BYTES);
  await expect(again.file.append([Buffer.from('mit'), long])).rejects.toThrow('too-large');
  await again.file.append(frame('zwei'));
  await again.file.close();
  const { payloads, cut } = await openFrameFile({ path: file, key, store: 'journal' });
  expect(words(payloads)).toEqual(['eins', 'zwei']);
  expect(cut).toBe(false);
});

test('R2: a tail torn at any byte is cut at the last whole frame, kept aside, and writing goes on', async () => {
  const file = await filled(['eins', 'zwei', 'drei']);
  const whole = await readFile(file);
  const beforeLast = await sizeAfter(['eins', 'zwei']);
  for (let length = beforeLast; length < whole.length; length++) {
    await writeFile(file, whole.subarray(0, length));
    const torn = await openFrameFile({ path: file, key, store: 'journal' });
    expect(words(torn.payloads)).toEqual(['eins', 'zwei']);
    expect(torn.cut).toBe(length > beforeLast);
    const cut = whole.subarray(beforeLast, length);
    if (torn.cut) expect((await readFile(`${file}.torn`)).subarray(-cut.length)).toEqual(cut);
    await torn.file.append(frame('vier'));
    await torn.file.close();
    const after = await openFrameFile({ path: file, key, store: 'journal' });
    expect(words(after.payloads)).toEqual(['eins', 'zwei', 'vier']);
    await after.file.close();
  }
});

async function sizeAfter(texts: readonly string[]): Promise<number> {
  return (await stat(await filled(texts))).size;
}

test('R3: a flipped bit never yields a wrong payload, only a shorter journal or a refusal', async () => {
  const file = await filled(['eins', 'zwei', 'drei']);
  const whole = await readFile(file);
  const all = ['eins', 'zwei', 'drei'];
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bad = Buffer.from(whole);
      bad[at]! ^= flip;
      await writeFile(file, bad);
      try {
        const opened = await openFrameFile({ path: file, key, store: 'journal' });
        const read = words(opened.payloads);
        await opened.file.close();
        expect(read.length).toBeLessThan(3);
        expect(read).toEqual(all.slice(0, read.length));
      } catch (error) {
        expect(error).toMatchObject({ code: 'journal-damaged' });
        expect(await readFile(file)).toEqual(bad);
      }
    }),
    { numRuns: 150 },
  );
});

test('R3: another key or another store opens nothing and cuts nothing', async () => {
  const file = await filled(['eins']);
  const before = await readFile(file);
  const damaged = { code: 'journal-damaged' };
  await expect(openFrameFile({ path: file, key: randomBytes(32), store: 'journal' })).rejects.toMatchObject(damaged);
  await expect(openFrameFile({ path: file, key, store: 'zugriffe' })).rejects.toMatchObject(damaged);
  expect(await readFile(file)).toEqual(before);
});

test('R3: frames cannot be dropped inside or swapped', async () => {
  const file = await filled(['aaaa', 'bbbb', 'cccc']);
  const whole = await readFile(file);
  const start = await sizeAfter([]);
  const size = (whole.length - start) / 3;
  const part = (index: number) => whole.subarray(start + index * size, start + (index + 1) * size);
  await writeFile(file, Buffer.concat([whole.subarray(0, start), part(1), part(0), part(2)]));
  expect(words((await openFrameFile({ path: file, key, store: 'journal' })).payloads)).toEqual([]);
  await writeFile(file, Buffer.concat([whole.subarray(0, start), part(0), part(2)]));
  expect(words((await openFrameFile({ path: file, key, store: 'journal' })).payloads)).toEqual(['aaaa']);
});

test('a rewrite is a new generation: frames of the old one do not continue it', async () => {
  const file = await filled(['alt']);
  const opened = await openFrameFile({ path: file, key, store: 'journal' });
  const old = await readFile(file);
  await opened.file.rewrite(frame('neu'));
  await opened.file.append(frame('weiter'));
  await opened.file.close();
  const again = await openFrameFile({ path: file, key, store: 'journal' });
  expect(words(again.payloads)).toEqual(['neu', 'weiter']);
  await again.file.close();
  await writeFile(file, Buffer.concat([await readFile(file), old.subarray(-60)]));
  expect(words((await openFrameFile({ path: file, key, store: 'journal' })).payloads)).toEqual(['neu', 'weiter']);
});

/** A real handle whose n-th call of one kind fails. */
async function failing(file: string, fault: { call: keyof AppendHandle; code: string; after?: number }) {
  let left = fault.after ?? 0;
  const real = await open(file, 'r+');
  const fail = (call: keyof AppendHandle) => {
    if (call === fault.call && left-- <= 0) throw Object.assign(new Error(fault.code), { code: fault.code });
  };
  const handle: AppendHandle = {
    // Half of the bytes arrive before the disk is full.
    write: async (bytes, offset, length, position) => {
      if (fault.call === 'write' && left <= 0) await real.write(bytes, offset, length >> 1, position);
      fail('write');
      return real.write(bytes, offset, length, position);
    },
    datasync: async () => {
      fail('datasync');
      return real.datasync();
    },
    truncate: (length) => real.truncate(length),
    sync: () => real.sync(),
    close: () => real.close(),
  };
  return handle;
}

test('R4: a full disk takes the half-written frame back, says disk-full, and the next append works', async () => {
  const file = await filled(['eins']);
  const size = (await stat(file)).size;
  let full = true;
  const opened = await openFrameFile({
    path: file,
    key,
    store: 'journal',
    openForAppend: async (name) => {
      const broken = await failing(name, { call: 'write', code: 'ENOSPC' });
      const real = await open(name, 'r+');
      return { ...broken, write: (...words) => (full ? broken.write(...words) : real.write(...words)) };
    },
  });
  await expect(opened.file.append(frame('zwei'))).rejects.toMatchObject({ code: 'disk-full' });
  expect((await stat(file)).size).toBe(size);
  full = false;
  await opened.file.append(frame('drei'));
  const again = await openFrameFile({ path: file, key, store: 'journal' });
  expect(words(again.payloads)).toEqual(['eins', 'drei']);
});

test('R5: after a failed fdatasync nothing more is promised', async () => {
  const file = await filled(['eins']);
  const openForAppend = (name: string) => failing(name, { call: 'datasync', code: 'EIO' });
  const opened = await openFrameFile({ path: file, key, store: 'journal', openForAppend });
  await expect(opened.file.append(frame('zwei'))).rejects.toMatchObject({ code: 'journal-write-failed' });
  await expect(opened.file.append(frame('drei'))).rejects.toMatchObject({ code: 'journal-write-failed' });
});

test('R1: appends from many callers at once all arrive, each once', async () => {
  const file = await filled([]);
  const opened = await openFrameFile({ path: file, key, store: 'journal' });
  const texts = Array.from({ length: 100 }, (_, index) => `n${index}`);
  await Promise.all(texts.map((text) => opened.file.append(frame(text))));
  await opened.file.close();
  expect(words((await openFrameFile({ path: file, key, store: 'journal' })).payloads)).toEqual(texts);
});
