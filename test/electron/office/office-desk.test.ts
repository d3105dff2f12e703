import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lookIntoFolder, putAside, wipeFolder } from '../../../electron/office/draft-folder.ts';
import { type OfficeDesk, openOfficeDesk } from '../../../electron/office/office-desk.ts';
import { openOfficeStore } from '../../../electron/office/office-store.ts';
import { AppError } from '../../../shared/errors.ts';
import { makeOdt } from '../../fixtures/office/make-office.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';
import { tempFolder } from '../temp-folder.ts';

const p = (text: string) => makeOdt(`<text:p>${text}</text:p>`);
const key = randomBytes(32);

/** A desk over real folders; opened again it is the next run of the app. */
async function makePlace() {
  const root = await tempFolder();
  const base = path.join(root, 'offen');
  const started: string[] = [];
  const run = async (start = async (file: string) => void started.push(file)) => {
    const store = await openOfficeStore(path.join(root, 'journal'), key);
    const parts = { store, base, start, now: () => new Date('2026-11-20T14:02:00Z'), onChange: () => undefined };
    const desk = await openOfficeDesk({ ...parts, newId: () => randomBytes(8).toString('hex') });
    onTestFinished(() => desk.close());
    return desk;
  };
  return { root, base, started, run };
}

const draft = async (dokument = 'd-1', titel = 'Bescheid Mühlgraben') => {
  const bytes = await p('Entwurf eins');
  return { dokument, version: 'v-1', titel, ending: 'odt' as const, bytes };
};

/** As word processors save: another file takes the name. */
async function saveOver(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path.dirname(file)}/lu1234.tmp`, bytes);
  await rename(`${path.dirname(file)}/lu1234.tmp`, file);
}

const looks = async (desk: OfficeDesk, times = 2) => {
  for (let n = 0; n < times; n++) await desk.look();
};

/** All bytes that lie below a folder. */
async function bytesIn(folder: string): Promise<Buffer> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(path.join(entry.parentPath, entry.name)));
  return Buffer.concat(await Promise.all(files));
}

test('O10: a draft lies in a folder that only the person can read, under its readable name, and opens once', async () => {
  const { base, started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  expect(path.basename(started[0]!)).toBe('Bescheid Mühlgraben.odt');
  expect((await stat(path.dirname(started[0]!))).mode & 0o777).toBe(0o700);
  expect((await stat(base)).mode & 0o777).toBe(0o700);
  expect((await stat(started[0]!)).mode & 0o777).toBe(0o600);
  // A second opening shows the same.
  await desk.open(await draft());
  expect(started[1]).toBe(started[0]);
  expect(desk.list()).toHaveLength(1);
});

test('O11: every whole state that was saved is kept, once, and in order; half ones are not', async () => {
  const { started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  const file = started[0]!;
  const two = await p('Entwurf zwei');
  // A program that writes in place, and is interrupted.
  await writeFile(file, two.subarray(0, two.length - 10));
  await looks(desk, 3);
  expect(desk.list()[0]!.staende).toEqual([]);
  await writeFile(file, two);
  await looks(desk);
  await saveOver(file, two);
  await looks(desk);
  const three = await p('Entwurf drei');
  await saveOver(file, three);
  await looks(desk);
  const [entry] = desk.list();
  expect(entry!.staende.map(({ n, ending }) => [n, ending])).toEqual([
    [1, 'odt'],
    [2, 'odt'],
  ]);
  expect(Buffer.compare(await desk.read(entry!.id, 1), two)).toBe(0);
  expect(Buffer.compare(await desk.read(entry!.id, 2), three)).toBe(0);
  expect(entry!.zuletzt).toBe('2026-11-20T14:02:00.000Z');
});

test('O11: a PDF beside the draft comes back too; locks, temporary files, links and folders do not', async () => {
  const { root, started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  const folder = path.dirname(started[0]!);
  await writeFile(path.join(root, 'fremd.odt'), await p('nicht von hier'));
  await symlink(path.join(root, 'fremd.odt'), path.join(folder, 'link.odt'));
  await mkdir(path.join(folder, 'ordner.odt'));
  await writeFile(path.join(folder, '.~lock.Bescheid.odt#'), 'x');
  await writeFile(path.join(folder, '~$scheid.docx'), await p('x'));
  await writeFile(path.join(folder, 'lu77.tmp'), await p('x'));
  await writeFile(path.join(folder, 'Bescheid.pdf'), writeWords([{ lines: ['Reinschrift'] }]));
  await looks(desk, 3);
  expect(desk.list()[0]!.staende.map(({ ending }) => ending)).toEqual(['pdf']);
});

test('O13: at the lock the last state is kept and no word of the draft is left in the folder', async () => {
  const { base, started, root, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  const last = await p('Geheimnis Nummer 4711');
  // The content would be deflated; stored it can be looked for.
  const plain = Buffer.concat([last, Buffer.alloc(0)]);
  await saveOver(started[0]!, plain);
  // Without waiting for the next look.
  await desk.close();
  expect((await bytesIn(base)).length).toBe(0);
  expect((await bytesIn(path.join(root, 'journal'))).includes(Buffer.from(last.subarray(40, 120)))).toBe(false);
  const next = await run();
  const [entry] = next.list();
  expect(entry!.beendet).toBe(true);
  expect(Buffer.compare(await next.read(entry!.id, 1), plain)).toBe(0);
  await next.taken(entry!.id, 1, 'v-2');
  expect(next.list()).toEqual([]);
  expect(await readdir(base)).toEqual([]);
});

test('O14: what a killed run left is kept at the next unlock, then wiped; what was known makes no state', async () => {
  const { base, started, run } = await makePlace();
  const killed = await run();
  await killed.open(await draft('d-1'));
  await killed.open(await draft('d-2', 'Vermerk'));
  // No close: the power went. Only the first was saved meanwhile.
  const late = await p('nach dem Absturz gespeichert');
  await saveOver(started[0]!, late);
  const next = await run();
  expect(next.list().map(({ dokument, staende }) => [dokument, staende.length])).toEqual([['d-1', 1]]);
  expect((await bytesIn(base)).length).toBe(0);
});

test('O14: who leaves the program open over a lock saves into the same Dokument afterwards', async () => {
  const { started, run } = await makePlace();
  const first = await run();
  await first.open(await draft());
  const folder = path.dirname(started[0]!);
  await writeFile(path.join(folder, '.~lock.Bescheid Mühlgraben.odt#'), 'Erika,pc');
  await first.look();
  await first.close();
  expect(await readdir(folder)).toEqual(['.~lock.Bescheid Mühlgraben.odt#']);
  // Saved while the app is locked, and once more after the unlock.
  await saveOver(started[0]!, await p('waehrend gesperrt'));
  const next = await run();
  await saveOver(started[0]!, await p('danach'));
  await looks(next);
  const [entry] = next.list();
  expect([entry!.beendet, entry!.staende.length]).toEqual([false, 2]);
  // The program is closed: the Bearbeitung ends by itself.
  await rm(path.join(folder, '.~lock.Bescheid Mühlgraben.odt#'));
  await looks(next, 4);
  expect(next.list()[0]!.beendet).toBe(true);
  await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('O13: what is saved between the last look and the wiping is not wiped', async () => {
  const folder = path.join(await tempFolder(), 'a');
  await mkdir(folder);
  await writeFile(path.join(folder, 'Bescheid.odt'), await p('alt'));
  await putAside(folder);
  await writeFile(path.join(folder, 'Bescheid.odt'), await p('neu'));
  await wipeFolder(folder);
  expect(await readdir(folder)).toEqual(['Bescheid.odt']);
});

test('O13: what a person saved there under another ending is kept, not thrown away', async () => {
  const { base, started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  await writeFile(path.join(path.dirname(started[0]!), 'Bescheid alt.doc'), 'Ganz andere Worte');
  await desk.close();
  expect((await bytesIn(base)).length).toBe(0);
  const next = await run();
  const [entry] = next.list();
  expect(entry!.staende.map(({ name, ending }) => [name, ending])).toEqual([['Bescheid alt.doc', 'andere']]);
  expect(Buffer.from(await next.read(entry!.id, 1)).toString()).toBe('Ganz andere Worte');
});

test('O17: after the Reinschrift what is saved outside follows it', async () => {
  const { run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  await desk.follow('d-1', 'v-9');
  await desk.follow('d-fremd', 'v-10');
  expect(desk.list()[0]!.version).toBe('v-9');
});

test('O14: taking a state twice, or one that is not there, changes nothing else', async () => {
  const { started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  await saveOver(started[0]!, await p('zwei'));
  await looks(desk);
  const { id } = desk.list()[0]!;
  await desk.taken(id, 1, 'v-2');
  await desk.taken(id, 1, 'v-2');
  await expect(desk.read(id, 1)).rejects.toMatchObject({ code: 'not-found' });
  expect(desk.list()[0]).toMatchObject({ version: 'v-2', staende: [] });
});

test('O13: what a crash left half overwritten is no file that a program is still writing', async () => {
  const folder = path.join(await tempFolder(), 'a');
  await mkdir(folder);
  await writeFile(path.join(folder, 'Bescheid.odt'), await p('alt'));
  await putAside(folder);
  const power = vi.spyOn(Buffer, 'alloc').mockImplementation(() => {
    throw new Error('the power went');
  });
  await expect(wipeFolder(folder)).rejects.toThrow('the power went');
  power.mockRestore();
  expect((await lookIntoFolder(folder)).names).toEqual([]);
  await wipeFolder(folder);
  expect(await readdir(folder)).toEqual([]);
});

test('O10: opened again just after the program was closed, the draft stays for the program that starts', async () => {
  const { started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  const lockFile = path.join(path.dirname(started[0]!), '.~lock.Bescheid Mühlgraben.odt#');
  await writeFile(lockFile, 'Erika,pc');
  await desk.look();
  await rm(lockFile);
  await looks(desk, 2);
  await desk.open(await draft());
  // Starting takes a while: no lock file yet.
  await looks(desk, 3);
  expect(desk.list()[0]!.beendet).toBe(false);
  expect(await readFile(started[0]!)).toBeDefined();
});

test('O13: a file that never gets whole, or a folder that cannot be read, holds nothing else up', async () => {
  const turn = vi.spyOn(globalThis, 'setInterval');
  onTestFinished(() => turn.mockRestore());
  const { started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft('d-1'));
  await desk.open(await draft('d-2', 'Vermerk'));
  await desk.open(await draft('d-3', 'Anhörung'));
  const look = turn.mock.lastCall![0];
  const half = path.join(path.dirname(started[0]!), 'abgebrochen.docx');
  await writeFile(half, 'halb');
  await desk.end(desk.list()[0]!.id);
  const unreadable = path.dirname(started[1]!);
  await rm(unreadable, { recursive: true });
  await writeFile(unreadable, 'a file in its place');
  await saveOver(started[2]!, await p('weiter'));
  const before = performance.now();
  for (let second = 0; second < 20; second++) look();
  await desk.follow('d-fremd', 'v-1');
  expect(performance.now() - before).toBeLessThan(1_000);
  look();
  await desk.follow('d-fremd', 'v-1');
  expect(desk.list().find(({ dokument }) => dokument === 'd-3')?.staende).toHaveLength(1);
  await rm(half);
  const next = await run();
  expect(next.list().map(({ dokument }) => dokument)).toEqual(['d-2', 'd-3']);
});

/** As word processors write a .docx with a password: a compound file (MS-CFB) of this many sectors, the last ones in use. */
function compoundFile(sectors: number): Buffer {
  const bytes = Buffer.alloc(512 * (1 + sectors));
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 44);
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76);
  // The table: sector 0 is itself, the others a chain.
  bytes.fill(0xff, 512, 1024);
  bytes.writeUInt32LE(0xfffffffd, 512);
  for (let at = 1; at < sectors; at++) bytes.writeUInt32LE(at + 1 < sectors ? at + 1 : 0xfffffffe, 512 + 4 * at);
  return bytes;
}

test('O11: what was saved with a password is kept as a file of its own, not left to the end of the session', async () => {
  const { base, started, run } = await makePlace();
  const desk = await run();
  await desk.open({ ...(await draft()), ending: 'docx' });
  const locked = compoundFile(20);
  await saveOver(started[0]!, locked.subarray(0, 4096));
  await looks(desk, 3);
  expect(desk.list()[0]!.staende).toEqual([]);
  await saveOver(started[0]!, locked);
  const { id } = desk.list()[0]!;
  await desk.end(id);
  expect(desk.list()[0]!.staende.map(({ ending }) => ending)).toEqual(['andere']);
  expect(Buffer.compare(await desk.read(id, 1), locked)).toBe(0);
  expect((await bytesIn(base)).length).toBe(0);
});

test('O11: what a person saved into a new folder beside the draft is kept, not thrown away', async () => {
  const { base, started, run } = await makePlace();
  const desk = await run();
  await desk.open(await draft());
  const below = path.join(path.dirname(started[0]!), 'Neuer Ordner');
  await mkdir(below);
  const saved = await p('in einem neuen Ordner');
  await saveOver(path.join(below, 'Bescheid Mühlgraben.odt'), saved);
  const { id } = desk.list()[0]!;
  await desk.end(id);
  expect((await bytesIn(base)).length).toBe(0);
  const [entry] = desk.list();
  expect(entry!.staende.map(({ name, ending }) => [name, ending])).toEqual([['Bescheid Mühlgraben.odt', 'odt']]);
  expect(Buffer.compare(await desk.read(id, 1), saved)).toBe(0);
});

test('O15: a program that does not start leaves nothing behind', async () => {
  const { base, run } = await makePlace();
  const desk = await run(async () => {
    throw new AppError('office-not-opened');
  });
  await expect(desk.open(await draft())).rejects.toMatchObject({ code: 'office-not-opened' });
  expect(desk.list()).toEqual([]);
  expect(await readdir(base)).toEqual([]);
});

test('O16: a full disk keeps the draft where it is until it can be kept', async () => {
  const { root, base, started, run } = await makePlace();
  const store = await openOfficeStore(path.join(root, 'voll'), key);
  const full = vi.spyOn(store, 'keepStand').mockRejectedValue(new AppError('disk-full'));
  const parts = { store, base, now: () => new Date(), newId: () => randomBytes(8).toString('hex') };
  const desk = await openOfficeDesk({
    ...parts,
    start: async (file) => void started.push(file),
    onChange: () => undefined,
  });
  await desk.open(await draft());
  const late = await p('nicht verlieren');
  await saveOver(started[0]!, late);
  await desk.close();
  expect(Buffer.compare(await readFile(started[0]!), late)).toBe(0);
  full.mockRestore();
  const next = await openOfficeDesk({ ...parts, start: async () => undefined, onChange: () => undefined });
  expect(next.list()[0]!.staende).toHaveLength(1);
  await next.close();
  expect(await run()).toBeDefined();
});
