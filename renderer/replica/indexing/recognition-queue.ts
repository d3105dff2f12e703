import { AppError, errorCode } from '../../../shared/errors.ts';
import type { RangeFile } from '../../ranges/lend-file.ts';
import type { RecognisedPage } from '../../recognition-api.ts';
import type { RecognitionMode } from '../../replica-api/recognition-rows.ts';
import { openReleased } from '../open-blob.ts';
import type { Replica } from '../replica.ts';
import { createSealer } from '../seal.ts';
import { createUnits, type IndexedUnit } from './indexed-units.ts';
import { joinRecognised } from './join-recognised.ts';
import type { KeptLayers } from './kept-layers.ts';
import type { KeptTexts } from './kept-texts.ts';

/** Most pages of one file; of the others no words are recognised (X3). */
export const MOST_PAGES = 300;

/** Units looked at between two pauses. */
const LOOKED_AT_ONCE = 2_000;

/** Where words are read in pictures: a worker without keys. */
export interface Recogniser {
  recognise(
    file: RangeFile,
    pages: readonly number[],
    onPage: (page: RecognisedPage) => void,
    signal: AbortSignal,
  ): Promise<void>;
  close(): void;
}

/** What policy and person say now. */
export async function recognitionMode(replica: Replica): Promise<RecognitionMode> {
  return (await replica.main.call('recognition.mode', {})).mode;
}

/** Reads the words in scans, one file after the other, beside everything else (X1-X9). */
export interface RecognitionQueue {
  /** A person asks for this file, before all others and although it failed before. */
  ask(sha: string): void;
  /** The file that is being read. */
  current(): string | null;
  isAsked(sha: string): boolean;
  /** Something changed: look again. */
  wake(): void;
  /** Works until nothing is left to do. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** What is not here is not fetched to be read. */
const neverFetch = () => Promise.reject(new AppError('version-not-here'));

/**
 * `pause` lets others work, `calm` lasts until it is quiet enough for work that nobody waits for; `onRead` is told when the words of a file are complete.
 */
export function createRecognitionQueue(parts: {
  readonly replica: Replica;
  readonly texts: KeptTexts;
  readonly layers: KeptLayers;
  readonly recogniser: Recogniser;
  readonly pause: () => Promise<void>;
  readonly calm: () => Promise<void>;
  readonly onRead: () => void;
}): RecognitionQueue {
  const { replica, texts, layers, recogniser } = parts;
  const units = createUnits(replica);
  const asked = new Set<string>();
  let abort = new AbortController();
  let isStopped = false;
  let reading: string | null = null;
  let running: Promise<void> | null = null;
  let isStale = false;
  let hurry = () => {};

  const may = (mode: RecognitionMode, sha: string) => mode === 'auto' || (mode === 'asked' && asked.has(sha));
  const isWanted = ({ file }: IndexedUnit, mode: RecognitionMode) => {
    if (file === null || !may(mode, file.sha)) return false;
    const ref = texts.of(file.sha);
    if (ref?.state !== 'read' || ref.pictures.length === 0) return false;
    return asked.has(file.sha) || layers.of(file.sha)?.state !== 'refused';
  };

  /** Resolves when a person asks for a file. */
  const hurried = () =>
    new Promise<void>((resolve) => {
      hurry = resolve;
    });

  /** All that is to be read now; what a person waits for comes first. */
  const lookAtAll = async (mode: RecognitionMode): Promise<readonly string[]> => {
    const [first, later]: [string[], string[]] = [[], []];
    let looked = 0;
    for (const unit of units.all()) {
      if (isWanted(unit, mode)) (asked.has(unit.file?.sha ?? '') ? first : later).push(unit.key);
      if (++looked % LOOKED_AT_ONCE === 0) await parts.pause();
      if (isStopped) break;
    }
    // What cannot be had any more, nobody waits for.
    if (first.length === 0) asked.clear();
    return [...first, ...later];
  };

  const recognise = async ({ id, akte, file }: IndexedUnit) => {
    if (file === null) return;
    const { sha, sizeBytes } = file;
    const { signal } = abort;
    const wanted = (texts.of(sha)?.pictures ?? []).slice(0, MOST_PAGES);
    const objects = [{ akte, dokument: id, sha }];
    const { keys } = await replica.main.call('keys.release', {
      action: 'index',
      purpose: 'text-recognition',
      objects,
    });
    const key = keys[0];
    if (!key) throw new AppError('version-not-here');
    reading = sha;
    try {
      const sealer = await createSealer(new Uint8Array(key));
      const left = await layers.begin(sha, wanted);
      replica.tell('index');
      if (left.length > 0) {
        const blob = { sha, sizeBytes, akte: akte ?? id, dokument: id };
        const opened = await openReleased(replica, neverFetch, blob, key);
        let keeping = Promise.resolve();
        const goOn = async () => {
          replica.tell('index');
          // Switched off meanwhile: what was read stays, the rest waits.
          if (!may(await recognitionMode(replica), sha)) abort.abort();
        };
        const keep = (page: RecognisedPage) => {
          keeping = keeping.then(() => layers.keepPage(sha, page, sealer, replica.now().toISOString()));
          keeping.then(goOn, () => undefined);
        };
        // What was read before it failed is kept, too.
        await recogniser.recognise(opened, left, keep, signal).finally(() => keeping);
      }
      const pages = await texts.read(sha, new Uint8Array(key));
      const words = await layers.read(sha, sealer);
      // Revoked meanwhile, or its rows are damaged: it is gone, or read again.
      if (!pages || words.length < wanted.length) throw new AppError('replica-damaged');
      const isPartial = texts.of(sha)?.isPartial === true || (texts.of(sha)?.pictures.length ?? 0) > wanted.length;
      const joined = joinRecognised(pages, words).map(({ isPicture: _, ...page }) => page);
      await texts.keep(sha, { pages: joined, isPartial }, new Uint8Array(key));
      await layers.finish(sha);
    } finally {
      key.fill(0);
      reading = null;
    }
  };

  /** Reads one file; answers whether going on makes sense. */
  const readOne = async (unit: IndexedUnit, sha: string): Promise<boolean> => {
    try {
      await recognise(unit);
      parts.onRead();
    } catch (error) {
      if (isStopped) return false;
      if (abort.signal.aborted || errorCode(error) === 'internal') await layers.putBack(sha);
      if (abort.signal.aborted) abort = new AbortController();
      // What is wrong with the file stays wrong; everything else is tried again when something changes.
      else if (/^pdf-/.test(errorCode(error)) || layers.isHopeless(sha)) await layers.refuse(sha);
      else return false;
    } finally {
      asked.delete(sha);
      replica.tell('index');
    }
    return true;
  };

  /** Answers whether there was anything to read, and it could be. */
  const round = async (): Promise<boolean> => {
    const keys = await lookAtAll(await recognitionMode(replica));
    for (const key of keys) {
      if (asked.size === 0) await Promise.race([parts.calm(), hurried()]);
      const unit = isStopped ? null : units.byKey(key);
      // As it is when its turn comes; somebody may wait for another meanwhile.
      if (!unit?.file || !isWanted(unit, await recognitionMode(replica))) continue;
      if (asked.size > 0 && !asked.has(unit.file.sha)) return true;
      if (!(await readOne(unit, unit.file.sha))) return false;
    }
    return keys.length > 0 && !isStopped;
  };

  const rounds = async () => {
    try {
      do {
        isStale = false;
        while (await round());
      } while (isStale && !isStopped);
    } finally {
      running = null;
      recogniser.close();
    }
  };
  const run = () => {
    isStale = true;
    running ??= rounds();
    return running;
  };
  const wake = () => void run().catch(() => undefined);

  return {
    ask(sha) {
      asked.add(sha);
      replica.tell('index');
      hurry();
      wake();
    },
    current: () => reading,
    isAsked: (sha) => asked.has(sha),
    wake,
    run,
    async stop() {
      isStopped = true;
      abort.abort();
      hurry();
      await running?.catch(() => undefined);
    },
  };
}
