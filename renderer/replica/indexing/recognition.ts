import { AppError } from '../../../shared/errors.ts';
import type { RecognitionMode, Texterkennung, TextLayerPage } from '../../replica-api/recognition-rows.ts';
import { wantedBlob } from '../read-version.ts';
import type { Replica } from '../replica.ts';
import { createSealer } from '../seal.ts';
import type { KeptLayers } from './kept-layers.ts';
import type { KeptTexts } from './kept-texts.ts';
import { MOST_PAGES, type RecognitionQueue, recognitionMode } from './recognition-queue.ts';

/** What screens ask of the words in scans, and tell. */
export interface Recognition {
  /** How far a Version is; null when it is no scan, or nobody knows yet. */
  state(version: string): Promise<Texterkennung | null>;
  /** Throws AppError 'not-found', 'input-invalid'. */
  ask(version: string): Promise<void>;
  /** Whether scans are read by themselves has changed. */
  look(): Promise<void>;
  /** The words of a Version with their places, after an access record; empty where none were recognised. */
  layer(version: string): Promise<readonly TextLayerPage[]>;
}

interface Parts {
  readonly recognising: RecognitionQueue;
  readonly texts: KeptTexts;
  readonly layers: KeptLayers;
}

/** Answers for the queue that is being opened. */
export function createRecognition(replica: Replica, opened: Promise<Parts>): Recognition {
  return {
    async state(version) {
      const { version: table } = replica.tables;
      const row = table.row(version);
      const parts = await opened.catch(() => null);
      return row < 0 || !parts ? null : stateOf(parts, table.text('sha', row), await recognitionMode(replica));
    },
    async ask(version) {
      if ((await recognitionMode(replica)) === 'never') throw new AppError('input-invalid');
      (await opened).recognising.ask(wantedBlob(replica, version).sha);
    },
    async look() {
      (await opened).recognising.wake();
    },
    async layer(version) {
      const { sha, akte, dokument } = wantedBlob(replica, version);
      const { layers } = await opened;
      if ((layers.of(sha)?.done.length ?? 0) === 0) return [];
      const { keys } = await replica.main.call('keys.release', {
        action: 'open',
        purpose: 'Erkannten Text ansehen',
        objects: [{ akte, dokument, sha }],
      });
      const key = keys[0];
      if (!key) throw new AppError('version-not-here');
      const pages = await layers.read(sha, await createSealer(key));
      return pages.map(({ pageIndex, lines }) => ({ pageIndex, lines }));
    },
  };
}

function stateOf(parts: Parts, sha: string, mode: RecognitionMode): Texterkennung | null {
  const { texts, layers } = parts;
  const [ref, pictures] = [layers.of(sha), texts.of(sha)?.pictures ?? []];
  if (!ref && pictures.length === 0) return null;
  const { done = [], poor = [], at = null } = ref ?? {};
  const total = Math.min(MOST_PAGES, Math.max(ref?.wanted.length ?? 0, pictures.length));
  const left = Math.max(0, pictures.length - MOST_PAGES);
  const state = nameState(parts, sha, mode);
  const isAsked = parts.recognising.isAsked(sha);
  const mayAsk = mode !== 'never' && !isAsked && (state === 'open' || state === 'waiting' || state === 'refused');
  return { state, done: done.length, total, left, poor, at, isAsked, mode, mayAsk };
}

function nameState({ recognising, texts, layers }: Parts, sha: string, mode: RecognitionMode): Texterkennung['state'] {
  const state = layers.of(sha)?.state;
  if (recognising.current() === sha) return 'reading';
  if (recognising.isAsked(sha)) return 'waiting';
  if (state === 'refused') return 'refused';
  if (state === 'read' && (texts.of(sha)?.pictures ?? []).length === 0) return 'read';
  return mode === 'auto' ? 'waiting' : 'open';
}
