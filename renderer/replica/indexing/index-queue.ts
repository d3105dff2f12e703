import { AppError, errorCode } from '../../../shared/errors.ts';
import type { RangeFile } from '../../ranges/lend-file.ts';
import type { FileText, PageText, TextKind } from '../../text-api.ts';
import { openReleased } from '../open-blob.ts';
import type { Replica, Topic } from '../replica.ts';
import type { SearchDocument, SearchIndex } from '../search/search-types.ts';
import { createUnits, type IndexedUnit } from './indexed-units.ts';
import type { KeptLayers } from './kept-layers.ts';
import { countLetters, type KeptTexts } from './kept-texts.ts';
import { unitDocument } from './unit-document.ts';
import { unitStamp } from './unit-stamp.ts';

/** Units looked at, and units put into the index, between two pauses; of those with words main is asked for the keys at once. */
const SLICE = { looked: 2_000, put: 200, files: 25 } as const;

/** Where words are read out of files: a worker without keys. */
export interface TextReader {
  read(file: RangeFile, kind: TextKind, signal: AbortSignal): Promise<FileText>;
  close(): void;
}

/** How far the index has come. */
export interface IndexProgress {
  readonly done: number;
  readonly total: number;
  /** Files whose words nobody can read: locked, damaged, too large. */
  readonly unread: number;
  /** Counts the removals: whoever shows results asks again. */
  readonly removals: number;
  /** Counts the times at which it was at what is on this device: whoever was answered before asks again. */
  readonly caughtUp: number;
}

/** Keeps the index at what is on this device (R83-R86). */
export interface IndexQueue {
  progress(): IndexProgress;
  /** Something on this device is not in the index yet. */
  isBehind(): boolean;
  /** Something changed: look again soon. */
  wake(): void;
  /** Looks, and works until nothing is left to do. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

const topics: ReadonlySet<Topic> = new Set([
  'vorgang',
  'dokument',
  'version',
  'akte',
  'ereignis',
  'person',
  'blobs',
  'packed',
  'outbox',
]);

/** Whether the index may have to change with these. */
export function concernsIndex(changed: ReadonlySet<Topic>): boolean {
  return [...changed].some((topic) => topics.has(topic));
}

/** What is not here is not fetched to be indexed. */
const neverFetch = () => Promise.reject(new AppError('version-not-here'));

/** `pause` lets others work, and lasts as long as something more urgent is on. */
export function createIndexQueue(parts: {
  readonly replica: Replica;
  readonly index: SearchIndex;
  readonly texts: KeptTexts;
  readonly layers: KeptLayers;
  /** Told when the index is at what is on this device. */
  readonly onCaughtUp: () => void;
  readonly reader: TextReader;
  readonly pause: () => Promise<void>;
}): IndexQueue {
  const { replica, index, texts, layers, reader, pause } = parts;
  const units = createUnits(replica);
  const abort = new AbortController();
  const { signal } = abort;
  let progress: IndexProgress = { done: 0, total: 0, unread: 0, removals: 0, caughtUp: 0 };
  let isStale = true;
  let running: Promise<void> | null = null;

  const tell = (patch: Partial<IndexProgress>) => {
    progress = { ...progress, ...patch };
    replica.tell('index');
  };
  const letters = ({ file }: IndexedUnit) => {
    const ref = file === null ? undefined : texts.of(file.sha);
    return ref?.state === 'read' ? ref.letters : null;
  };
  const mustRead = ({ file }: IndexedUnit) =>
    file !== null && (texts.of(file.sha) === undefined || texts.of(file.sha)?.state === 'reading');
  const isPending = (unit: IndexedUnit) => mustRead(unit) || index.stampOf(unit.key) !== unitStamp(unit, letters(unit));

  const unread = () => texts.shas.filter((sha) => texts.of(sha)?.state === 'refused').length;

  const round = async () => {
    const { present, shas, pending } = await lookAtAll();
    if (signal.aborted) return;
    await removeGone(present, shas);
    const heavy = new Set(pending.filter((key) => needsFile(units.byKey(key))));
    let left = pending.length;
    const show = () => tell({ done: present.size - left, total: present.size, unread: unread() });
    show();
    // Titles come at once, words after them.
    const titles = pending.filter((key) => !heavy.has(key) || index.stampOf(key) === undefined);
    await inSlices(titles, SLICE.put, async (group) => {
      await put(group, new Map());
      left -= group.filter(({ key }) => !heavy.has(key)).length;
      show();
    });
    await inSlices([...heavy], SLICE.files, async (group) => {
      await put(group, await readGroup(group));
      left -= group.length;
      show();
    });
    // Some may have gone meanwhile.
    left = 0;
    if (!signal.aborted) show();
  };

  /** Units as they are when their turn comes. */
  const inSlices = async (
    keys: readonly string[],
    size: number,
    work: (group: readonly IndexedUnit[]) => Promise<void>,
  ) => {
    for (let at = 0; at < keys.length && !signal.aborted; at += size) {
      await work(keys.slice(at, at + size).flatMap((key) => units.byKey(key) ?? []));
      await pause();
    }
  };

  const needsFile = (unit: IndexedUnit | null) =>
    unit !== null && unit.file !== null && texts.of(unit.file.sha)?.state !== 'refused';

  const lookAtAll = async () => {
    const present = new Set<string>();
    const shas = new Set<string>();
    const pending: string[] = [];
    for (const unit of units.all()) {
      present.add(unit.key);
      if (unit.file) shas.add(unit.file.sha);
      if (isPending(unit)) pending.push(unit.key);
      if (present.size % SLICE.looked === 0) await pause();
      if (signal.aborted) break;
    }
    return { present, shas, pending };
  };

  /** What is no longer here goes first, and what a revoke took goes without a trace. */
  const removeGone = async (present: ReadonlySet<string>, shas: ReadonlySet<string>) => {
    await texts.remove(texts.shas.filter((sha) => !shas.has(sha)));
    await layers.remove(layers.shas.filter((sha) => !shas.has(sha)));
    const gone = [...index.ids()].filter((key) => !present.has(key) && units.byKey(key) === null);
    if (gone.length === 0) return;
    const { akte } = replica.tables;
    const revoked = new Set(gone.flatMap((key) => index.akteOf(key) ?? []).filter((id) => akte.row(id) < 0));
    await index.remove(gone);
    for (const id of revoked) await index.removeAkte(id);
    tell({ removals: progress.removals + 1 });
  };

  const put = async (group: readonly IndexedUnit[], pagesOf: ReadonlyMap<string, readonly PageText[]>) => {
    const documents: SearchDocument[] = [];
    for (const unit of group) {
      const pages = pagesOf.get(unit.key);
      const stamp = unitStamp(unit, pages ? countLetters(pages) : null);
      documents.push(await unitDocument(replica, unit, { pages: pages ?? [], stamp }));
    }
    if (!signal.aborted && documents.length > 0) await index.put(documents);
  };

  /** The words of the files of a group, after one access record that names them all (Z1). */
  const readGroup = async (group: readonly IndexedUnit[]) => {
    const pagesOf = new Map<string, readonly PageText[]>();
    const withFile = group.filter(needsFile);
    if (withFile.length === 0) return pagesOf;
    const { keys } = await replica.main.call('keys.release', {
      action: 'index',
      purpose: 'search-index',
      objects: withFile.map(({ id, akte, file }) => ({ akte, dokument: id, sha: file?.sha ?? '' })),
    });
    for (const [at, unit] of withFile.entries()) {
      const key = keys[at];
      if (!key || signal.aborted) break;
      const pages = await pagesIn(unit, key);
      key.fill(0);
      if (pages) pagesOf.set(unit.key, pages);
      await pause();
    }
    return pagesOf;
  };

  const pagesIn = async ({ id, akte, file }: IndexedUnit, key: Uint8Array): Promise<readonly PageText[] | null> => {
    if (file === null) return null;
    const { sha, sizeBytes, kind } = file;
    const known = await texts.read(sha, new Uint8Array(key));
    if (known) return known;
    try {
      await texts.begin(sha);
      const blob = { sha, sizeBytes, akte: akte ?? id, dokument: id };
      const opened = await openReleased(replica, neverFetch, blob, key);
      const read = await reader.read(opened, kind, signal);
      await texts.keep(sha, read, new Uint8Array(key));
      return read.pages;
    } catch (error) {
      const code = errorCode(error);
      // What is wrong with the file stays wrong; everything else is tried again when something changes.
      if (/^(pdf|mail)-/.test(code)) await texts.refuse(sha, code);
      else await texts.remove([sha]);
      return null;
    }
  };

  const rounds = async () => {
    try {
      while (isStale && !signal.aborted) {
        isStale = false;
        await pause();
        await round();
        if (!isStale && !signal.aborted) tell({ caughtUp: progress.caughtUp + 1 });
      }
      if (!signal.aborted) parts.onCaughtUp();
    } finally {
      running = null;
      reader.close();
    }
  };
  const run = () => {
    running ??= rounds();
    return running;
  };

  return {
    progress: () => progress,
    isBehind: () => isStale || running !== null,
    wake() {
      isStale = true;
      // What failed (a full disk, a lock) fails the next look, too; the one after a change may not.
      run().catch(() => undefined);
    },
    run() {
      isStale = true;
      return run();
    },
    async stop() {
      abort.abort();
      await running?.catch(() => undefined);
    },
  };
}
