import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bearbeitung, Stand } from '../../shared/bearbeitung.ts';
import { AppError } from '../../shared/errors.ts';
import type { EditableEnding } from '../../shared/office/office-types.ts';
import { queue } from '../queue.ts';
import {
  asideEnding,
  lookIntoFolder,
  makePrivateFolder,
  markOf,
  putAside,
  readWhole,
  removeFolder,
  safeFileName,
  wipeFolder,
} from './draft-folder.ts';
import { isCompound } from './is-whole.ts';
import type { KeptBearbeitung, OfficeStore } from './office-store.ts';

/** How often the folders are looked at, milliseconds. */
const LOOK_MS = 1_000;
/** Looks without a lock file until the program counts as closed: saving under another name takes it away for a moment. */
const LOOKS_UNTIL_CLOSED = 3;
/** How long the end waits for a program that is just writing, milliseconds. */
const PATIENCE_MS = 2_000;

/** What a desk works with. */
export interface OfficeDeskParts {
  readonly store: OfficeStore;
  /** Where the folders are made. */
  readonly base: string;
  /** Starts the program with a file, or brings it to the front. Throws AppError 'office-not-opened'. */
  readonly start: (file: string) => Promise<void>;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly onChange: () => void;
}

/** A draft that is opened outside. */
export interface DraftToOpen {
  readonly dokument: string;
  readonly version: string;
  readonly titel: string;
  readonly ending: EditableEnding;
  readonly bytes: Uint8Array;
}

/**
 * Drafts that are open in another program. Every whole state that the program saves is first kept encrypted, then told; it
 * leaves this store only when it has become a Version.
 */
export interface OfficeDesk {
  list(): Bearbeitung[];
  /** Opens a draft, or shows it again. Throws AppError 'office-not-opened', 'disk-full', 'file-not-writable'. */
  open(draft: DraftToOpen): Promise<void>;
  /** Looks now, instead of at the next turn. */
  look(): Promise<void>;
  read(id: string, n: number): Promise<Uint8Array>;
  /** The state `n` is Version `version` now. */
  taken(id: string, n: number, version: string): Promise<void>;
  /** From now on what is saved of a Dokument follows this Version. */
  follow(dokument: string, version: string): Promise<void>;
  /** Keeps what was saved last, then removes the files. */
  end(id: string): Promise<void>;
  /** Before lock and end: keeps what was saved last, removes the files, and leaves the folder to a program that is still open. */
  close(): Promise<void>;
}

/** Takes up what an earlier run left: newer files are kept, then removed; what is still open outside goes on. */
export async function openOfficeDesk(parts: OfficeDeskParts): Promise<OfficeDesk> {
  const { store, base, start, now, newId, onChange } = parts;
  let all: KeptBearbeitung[] = await store.list();
  const marks = new Map<string, string>();
  const closedFor = new Map<string, number>();
  const inTurn = queue();
  let isLooking = false;
  let timer: ReturnType<typeof setInterval> | null = null;

  async function save(): Promise<void> {
    await store.save(all);
    onChange();
  }

  /** Answers whether something is being written just now. */
  async function lookAt(entry: KeptBearbeitung, names: readonly string[], isLast: boolean): Promise<boolean> {
    let isBusy = false;
    for (const name of names) {
      const file = path.join(entry.folder, name);
      const mark = await markOf(file);
      const isStill = marks.get(file) === mark;
      if (mark === null || marks.get(`${file}|seen`) === mark) continue;
      marks.set(file, mark);
      // Twice the same before it is read, but for the last look.
      const bytes = isStill || isLast ? await readWhole(file) : null;
      if (!bytes) {
        isBusy = true;
        continue;
      }
      await keep(entry, name, bytes);
      marks.set(`${file}|seen`, mark);
    }
    return isBusy;
  }

  async function keep(entry: KeptBearbeitung, found: string, bytes: Buffer): Promise<void> {
    const name = found.endsWith(asideEnding) ? found.slice(0, -asideEnding.length) : found;
    const sha = createHash('sha256').update(bytes).digest('hex');
    if (entry.known[name] === sha) return;
    const n = entry.lastN + 1;
    const at = now().toISOString();
    await store.keepStand(entry.id, n, bytes);
    const stand: Stand = {
      n,
      sha,
      sizeBytes: bytes.length,
      name: path.basename(name),
      ending: endingOf(name, bytes),
      at,
    };
    replace({
      ...entry,
      lastN: n,
      zuletzt: at,
      known: { ...entry.known, [name]: sha },
      staende: [...entry.staende, stand],
    });
    await save();
  }

  function replace(next: KeptBearbeitung): void {
    all = all.map((one) => (one.id === next.id ? next : one));
  }

  const current = (id: string): KeptBearbeitung => {
    const found = all.find((one) => one.id === id);
    if (!found) throw new AppError('not-found');
    return found;
  };

  async function lookOnce(): Promise<void> {
    const failures: unknown[] = [];
    // One that cannot be read, or kept, holds up none of the others.
    for (const { id } of all) await lookAtOne(id).catch((error: unknown) => failures.push(error));
    await forget();
    if (failures.length > 0) throw failures[0];
  }

  async function lookAtOne(id: string): Promise<void> {
    const { folder, beendet } = current(id);
    const { names, isOpenOutside } = await lookIntoFolder(folder);
    for (const name of names) await lookAt(current(id), [name], false);
    if (isOpenOutside) closedFor.set(id, 0);
    const closed = closedFor.get(id);
    if (closed !== undefined && !isOpenOutside) closedFor.set(id, closed + 1);
    // The next look comes soon enough.
    if (beendet || (closed ?? 0) >= LOOKS_UNTIL_CLOSED) await finish(id, 0);
  }

  /** False: a program is still writing, or holds the file; it stays until the next look. */
  async function keepLast(id: string, patienceMs: number): Promise<boolean> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const { names } = await lookIntoFolder(current(id).folder);
      let isBusy = false;
      for (const name of names) isBusy = (await lookAt(current(id), [name], true)) || isBusy;
      if (!isBusy) return true;
      if (Date.now() >= until) return false;
      await sleep(200);
    }
  }

  async function finish(id: string, patienceMs = PATIENCE_MS): Promise<void> {
    if (!current(id).beendet) {
      replace({ ...current(id), beendet: true });
      await save();
    }
    if (!(await clear(id, patienceMs))) return;
    const { folder } = current(id);
    // Not what was saved since: then the next look goes on.
    if ((await lookIntoFolder(folder)).names.length === 0) await rm(folder, { recursive: true, force: true });
  }

  /** Keeps and removes what lies there, not what is saved meanwhile. False: a program holds a file, or is still writing. */
  async function clear(id: string, patienceMs = PATIENCE_MS): Promise<boolean> {
    const { folder } = current(id);
    if (!(await keepLast(id, patienceMs))) return false;
    try {
      await putAside(folder);
      if (!(await keepLast(id, patienceMs))) return false;
      await wipeFolder(folder);
      return true;
    } catch (error) {
      if (error instanceof AppError) throw error;
      // Where an open file cannot be renamed (Windows) the next look tries again.
      return false;
    }
  }

  /** What is ended, removed from the disk and a Version is done. */
  async function forget(): Promise<void> {
    const done: string[] = [];
    for (const { id, beendet, staende, folder } of all) {
      if (!beendet || staende.length > 0) continue;
      if ((await lookIntoFolder(folder)).names.length === 0) done.push(id);
    }
    if (done.length === 0) return;
    for (const id of done) await removeFolder(current(id).folder).catch(() => {});
    all = all.filter(({ id }) => !done.includes(id));
    await save();
    if (all.length === 0) watch(false);
  }

  /** One at a time: looks that take longer than they are apart would keep everything else waiting. */
  async function lookInTurn(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    await inTurn(lookOnce).catch(() => {});
    isLooking = false;
  }

  function watch(isOn: boolean): void {
    if (timer) clearInterval(timer);
    // A look that fails (a full disk) is tried again by the next one.
    timer = isOn ? setInterval(() => void lookInTurn(), LOOK_MS) : null;
    timer?.unref();
  }

  async function openNew(draft: DraftToOpen): Promise<void> {
    const id = newId();
    const name = safeFileName(draft.titel, draft.ending);
    const folder = path.join(base, id);
    const at = now().toISOString();
    // Known before it exists: nothing lies outside that nobody knows of.
    const entry: KeptBearbeitung = {
      ...{ id, dokument: draft.dokument, version: draft.version, name, seit: at, zuletzt: null, beendet: false },
      ...{ staende: [], folder, known: { [name]: shaOf(draft.bytes) }, lastN: 0 },
    };
    await store.save([...all, entry]);
    all = [...all, entry];
    try {
      await layOut(entry, draft.bytes);
      await start(path.join(folder, name));
    } catch (error) {
      await removeFolder(folder).catch(() => {});
      all = all.filter((one) => one.id !== id);
      await save();
      throw error;
    }
    onChange();
    watch(true);
  }

  async function layOut({ folder, name }: KeptBearbeitung, bytes: Uint8Array): Promise<void> {
    try {
      await makePrivateFolder(base);
      await makePrivateFolder(folder);
      await writeFile(path.join(folder, name), bytes, { mode: 0o600, flag: 'wx' });
    } catch (cause) {
      throw new AppError((cause as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'file-not-writable', {
        cause,
      });
    }
  }

  async function openAgain(entry: KeptBearbeitung, draft: DraftToOpen): Promise<void> {
    const { names } = await lookIntoFolder(entry.folder);
    if (!names.includes(entry.name)) {
      // Locked meanwhile: the file is gone, the Version is here.
      const next = { ...entry, version: draft.version, known: { ...entry.known, [entry.name]: shaOf(draft.bytes) } };
      replace(next);
      await save();
      await layOut(next, draft.bytes);
    }
    // The program starts anew: until its lock file is there, the one before counts for nothing.
    closedFor.delete(entry.id);
    await start(path.join(entry.folder, entry.name));
  }

  const desk: OfficeDesk = {
    list: () => all.map(({ folder: _, known: __, lastN: ___, ...shown }) => shown),
    open: (draft) =>
      inTurn(() => {
        const open = all.find(({ dokument, beendet }) => dokument === draft.dokument && !beendet);
        return open ? openAgain(open, draft) : openNew(draft);
      }),
    look: () => inTurn(lookOnce),
    read: (id, n) => store.readStand(id, n),
    taken: (id, n, version) =>
      inTurn(async () => {
        const entry = current(id);
        replace({ ...entry, version, staende: entry.staende.filter((stand) => stand.n !== n) });
        await save();
        await store.dropStand(id, n);
        await forget();
      }),
    follow: (dokument, version) =>
      inTurn(async () => {
        const open = all.find((one) => one.dokument === dokument && !one.beendet);
        if (!open) return;
        replace({ ...open, version });
        await save();
      }),
    end: (id) =>
      inTurn(async () => {
        await finish(id);
        await forget();
      }),
    close: () =>
      inTurn(async () => {
        watch(false);
        for (const { id } of all) {
          // A full disk must not keep the app open, nor take away what could not be kept.
          await clear(id).catch(() => false);
        }
      }),
  };

  async function takeUp(id: string): Promise<void> {
    const { isOpenOutside } = await lookIntoFolder(current(id).folder);
    if (!isOpenOutside) return finish(id);
    closedFor.set(id, 0);
    await keepLast(id, PATIENCE_MS);
  }

  // What cannot be read or kept now (a full disk) is tried again by the next look.
  for (const { id } of all) await takeUp(id).catch(() => {});
  await forget();
  watch(all.length > 0);
  return desk;
}

const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** With a password it is no text that could be shown or gone on with. */
function endingOf(name: string, bytes: Uint8Array): Stand['ending'] {
  if (isCompound(bytes)) return 'andere';
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return ending === 'pdf' || ending === 'docx' || ending === 'odt' ? ending : 'andere';
}
