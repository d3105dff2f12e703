import type { WorkerOutput } from '../../shared/worker-port.ts';
import type { RecognisedLine } from '../recognition-api.ts';

/** Who may have scans read, as main's port says it (X8). */
export type RecognitionMode = WorkerOutput<'recognition.mode'>['mode'];

/** How far the recognition of one scan is. */
export interface Texterkennung {
  /** `open`: it has pictures that nobody read; `waiting`: its turn will come. */
  readonly state: 'open' | 'waiting' | 'reading' | 'read' | 'refused';
  /** Pages that are pictures: read so far, and all. */
  readonly done: number;
  readonly total: number;
  /** Pages that are pictures beyond the most that are read of one file. */
  readonly left: number;
  /** Read, but hard to read; from 0. */
  readonly poor: readonly number[];
  /** When the last page was read, ISO 8601. */
  readonly at: string | null;
  /** Whose turn comes because a person asked. */
  readonly isAsked: boolean;
  /** Who may have scans read. */
  readonly mode: RecognitionMode;
  /** A person may ask for it now. */
  readonly mayAsk: boolean;
}

/** What the viewer lays over the picture of a page. */
export interface TextLayerPage {
  /** From 0. */
  readonly pageIndex: number;
  readonly lines: readonly RecognisedLine[];
}
