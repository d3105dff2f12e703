import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AppState } from '../../electron/app-state.ts';
import { scanHandlers } from '../../electron/handlers/scan-handlers.ts';
import { makePickedFiles } from '../../electron/picked-files.ts';
import { openScanFolder } from '../../electron/scan-folder.ts';
import { plainTiff } from '../fixtures/make-tiff.ts';
import { writeWords } from '../fixtures/words-pdf.ts';
import { tempFolder } from './temp-folder.ts';

const pdf = writeWords([{ lines: ['Antrag vom Scanner'] }]);
const tiff = plainTiff({ widthPx: 8, heightPx: 300, bits: 8, samples: 1, bytes: new Uint8Array(2_400) });
const names = (found: { readonly scans: readonly { readonly name: string }[] }) => found.scans.map(({ name }) => name);

test('O30, X24: a scan is offered when it is whole and did not change for a while; half ones and others are only counted', async () => {
  const folder = await tempFolder();
  let nowMs = 0;
  const scans = openScanFolder(folder, () => {
    nowMs += 50;
    return nowMs;
  });
  const later = () => {
    nowMs += 2_000;
  };
  await writeFile(path.join(folder, 'a.pdf'), pdf);
  await writeFile(path.join(folder, 'halb.pdf'), pdf.subarray(0, pdf.length - 30));
  await writeFile(path.join(folder, 'bild.png'), 'PNG');
  await writeFile(path.join(folder, 'fax.tif'), tiff);
  // Programs name the first directory last.
  await writeFile(path.join(folder, 'halb.tif'), tiff.with(4, 0).with(5, 0));
  await writeFile(path.join(folder, 'kurz.tif'), tiff.subarray(0, 100));
  await writeFile(path.join(folder, '.versteckt.pdf'), pdf);
  await symlink('/etc/passwd', path.join(folder, 'link.pdf'));
  await mkdir(path.join(folder, 'ordner.pdf'));
  expect(names(await scans.look())).toEqual([]);
  // Two looks right after each other say nothing.
  expect(names(await scans.look())).toEqual([]);
  later();
  const found = await scans.look();
  expect(names(found)).toEqual(['a.pdf', 'fax.tif']);
  expect([found.unfinished, found.others]).toEqual([3, 1]);
  // The scanner goes on writing.
  await writeFile(path.join(folder, 'a.pdf'), Buffer.concat([pdf, pdf]));
  expect(names(await scans.look())).toEqual(['fax.tif']);
  later();
  expect(names(await scans.look())).toEqual(['a.pdf', 'fax.tif']);
});

test('O31: what is safe in the record is put away and overwrites nothing; what changed meanwhile stays', async () => {
  const folder = await tempFolder();
  let nowMs = 0;
  const scans = openScanFolder(folder, () => {
    nowMs += 2_000;
    return nowMs;
  });
  const taken = path.join(folder, 'uebernommen');
  const scan = async (bytes: Uint8Array) => {
    await writeFile(path.join(folder, 'scan.pdf'), bytes);
    await scans.look();
    return (await scans.look()).scans[0]!;
  };
  expect(await scans.putAway(await scan(pdf))).toBe(true);
  const second = Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]);
  expect(await scans.putAway(await scan(second))).toBe(true);
  expect((await readdir(taken)).sort()).toEqual(['scan (2).pdf', 'scan.pdf']);
  expect(Buffer.compare(await readFile(path.join(taken, 'scan.pdf')), pdf)).toBe(0);
  expect(Buffer.compare(await readFile(path.join(taken, 'scan (2).pdf')), second)).toBe(0);
  const third = await scan(pdf);
  await writeFile(path.join(folder, 'scan.pdf'), second);
  expect(await scans.putAway(third)).toBe(false);
  expect(await readdir(folder)).toContain('scan.pdf');
});

/** Main's handlers over settings in memory. */
function mainSide(policy: object, chosen: string | null) {
  const settings: { scanFolder?: string | null } = {};
  const state = {
    setting: { policy },
    get settings() {
      return settings;
    },
    changeSettings: async (part: object) => void Object.assign(settings, part),
    workplace: () => ({}),
  } as unknown as AppState;
  const picked = makePickedFiles();
  return { picked, handlers: scanHandlers(state, picked, async () => chosen) };
}

test('O32: the person chooses the folder, unless the policy does; the window learns its name, no path', async () => {
  const folder = await tempFolder();
  const own = mainSide({}, folder);
  expect(await own.handlers['scan.state']({})).toMatchObject({ folder: null, isFixed: false });
  expect(await own.handlers['scan.choose']({})).toMatchObject({ folder: path.basename(folder) });
  await writeFile(path.join(folder, 'a.pdf'), pdf);
  await own.handlers['scan.state']({});
  await sleep(1_600);
  expect(await own.handlers['scan.state']({})).toMatchObject({ ready: 1, failure: null });
  expect(JSON.stringify(await own.handlers['scan.state']({}))).not.toContain(path.dirname(folder));
  const [file] = await own.handlers['scan.files']({});
  expect(file).toMatchObject({ name: 'a.pdf', sizeBytes: pdf.length });
  expect(own.picked.take(file!.token)).toBe(path.join(folder, 'a.pdf'));
  expect(await own.handlers['scan.taken']({ token: file!.token })).toEqual({ isPutAway: true });
  await expect(own.handlers['scan.taken']({ token: file!.token })).rejects.toMatchObject({ code: 'not-found' });
  expect(await own.handlers['scan.stop']({})).toMatchObject({ folder: null });

  const fixed = mainSide({ scan: { folder } }, '/anderswo');
  expect(await fixed.handlers['scan.state']({})).toMatchObject({ isFixed: true, folder: path.basename(folder) });
  await expect(fixed.handlers['scan.choose']({})).rejects.toMatchObject({ code: 'no-right' });
  const forbidden = mainSide({ scan: { allowed: false, folder } }, folder);
  expect(await forbidden.handlers['scan.state']({})).toMatchObject({ isAllowed: false, folder: null, ready: 0 });
  expect(await forbidden.handlers['scan.files']({})).toEqual([]);
});

test('O33: a folder that is not there is told, and nothing else stops', async () => {
  const gone = mainSide({ scan: { folder: '/gibt/es/nicht' } }, null);
  expect(await gone.handlers['scan.state']({})).toMatchObject({ failure: 'scan-folder-missing', ready: 0 });
});
