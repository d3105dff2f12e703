import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeConverter } from '../../../electron/office/convert-draft.ts';
import { findConverter } from '../../../electron/office/find-converter.ts';
import { makeGivenBytes } from '../../../electron/office/given-bytes.ts';
import { blankOdt } from '../../../shared/office/blank-odt.ts';
import { tempFolder } from '../temp-folder.ts';

const isLinux = process.platform === 'linux';

test.skipIf(!isLinux)(
  'O22: a program that makes nothing, no PDF, or is not there ends with a code and leaves nothing',
  async () => {
    const root = await tempFolder();
    const base = path.join(root, 'b');
    const fake = path.join(root, 'soffice');
    await writeFile(fake, '#!/bin/sh\nmkdir -p out && echo "<html>" > out/Entwurf.pdf\n', { mode: 0o755 });
    const draft = { ending: 'odt' as const, bytes: await blankOdt('x') };
    for (const program of ['/bin/true', '/bin/false', '/gibt/es/nicht', fake])
      await expect(makeConverter(program, base).convert(draft)).rejects.toMatchObject({ code: 'office-not-converted' });
    expect(await readdir(base)).toEqual([]);
  },
);

test.skipIf(!isLinux)('O21: the converter sees nothing of the session, and ends with the lock', async () => {
  const root = await tempFolder();
  const base = path.join(root, 'b');
  const spy = path.join(root, 'soffice');
  const seen = path.join(root, 'gesehen');
  await writeFile(spy, `#!/bin/sh\nenv > ${seen}\necho "$@" >> ${seen}\nsleep 60\n`, { mode: 0o755 });
  process.env.GEHEIMNIS_DER_SITZUNG = 'Zaunkönig';
  const converter = makeConverter(spy, base);
  const going = converter.convert({ ending: 'odt', bytes: await blankOdt('x') });
  const failed = expect(going).rejects.toMatchObject({ code: 'office-not-converted' });
  await expect.poll(() => readFile(seen, 'utf8').catch(() => '')).toContain('--convert-to');
  delete process.env.GEHEIMNIS_DER_SITZUNG;
  const words = await readFile(seen, 'utf8');
  expect(words).not.toContain('Zaunkönig');
  expect(words).toMatch(/UserInstallation=file:.*reinschrift-/);
  converter.kill();
  await failed;
  expect(await readdir(base)).toEqual([]);
});

test.skipIf(!isLinux)(
  'O21: the lock ends a conversion that has not begun yet; none starts behind it, and never two',
  async () => {
    const root = await tempFolder();
    const base = path.join(root, 'b');
    const seen = path.join(root, 'gesehen');
    const spy = path.join(root, 'soffice');
    await writeFile(spy, `#!/bin/sh\necho x >> ${seen}\nsleep 5\n`, { mode: 0o755 });
    const converter = makeConverter(spy, base);
    const draft = { ending: 'odt' as const, bytes: await blankOdt('x') };
    const first = converter.convert(draft).catch((error: unknown) => error);
    await expect(converter.convert(draft)).rejects.toMatchObject({ code: 'too-many-calls' });
    // Answers once nothing of it lies there any more.
    await converter.kill();
    expect(await readdir(base).catch(() => [])).toEqual([]);
    expect(await first).toMatchObject({ code: 'office-not-converted' });
    await expect(converter.convert(draft)).rejects.toMatchObject({ code: 'office-not-converted' });
    expect(await readFile(seen, 'utf8').catch(() => '')).toBe('');
  },
);

test('O20: the converter that a policy names is the only one asked', async () => {
  expect(await findConverter('/gibt/es/nicht')).toBeNull();
  if (isLinux) expect(await findConverter('/bin/true')).toBe('/bin/true');
});

test('O11: files pass between window and main in pieces, each once', () => {
  const given = makeGivenBytes();
  const token = given.give(null, new Uint8Array([1, 2]));
  expect(given.give(token, new Uint8Array([3]))).toBe(token);
  expect([...given.take(token)]).toEqual([1, 2, 3]);
  expect(() => given.take(token)).toThrow('not-found');
  expect(() => given.give('fremd', new Uint8Array())).toThrow('not-found');
  const large = new Uint8Array(3 * 1024 * 1024).fill(7);
  const offered = given.offer(large);
  const first = given.fetch(offered.token, 0);
  const second = given.fetch(offered.token, first.length);
  expect(first.length + second.length).toBe(large.length);
  expect(() => given.fetch(offered.token, 0)).toThrow('not-found');
});
