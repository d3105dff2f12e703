/** Origin that stands for the practice authority; no name server knows it (RFC 6761 §6.4). */
export const PRACTICE_ORIGIN = 'https://uebung.invalid';
/** Opens the key file of practice; it is told on the screen and protects nothing. */
export const practiceKeyPassword = 'uebung';
/** A person who practises is this one of the demo authority. */
export const practicePerson = 'brandt';
/** Stands before the name of every file that leaves practice. */
export const practiceWord = 'ÜBUNG';
/** Stands across every page that is made in practice. */
export const practiceWatermark = 'ÜBUNG – nicht echt';

/** Name of a worker that makes files in practice. */
export const practiceWorker = 'uebung';

/** What main asks of the practice authority's process: a request of HTTP, or that its answer is not wanted any more. */
export type ToPractice =
  | {
      readonly id: number;
      readonly method: string;
      /** With the query. */
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array | null;
    }
  | { readonly id: number; readonly abort: true };

/** What practice begins with. */
export interface PracticeReady {
  /** Password of every account of the practice authority. */
  readonly password: string;
  /** PKCS#12. */
  readonly keyFile: Uint8Array;
  /** Files that lie ready to be taken in. */
  readonly post: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** What that process tells: once that it is ready, then for each request a head, pieces of the body, and its end. */
export type FromPractice =
  | { readonly ready: PracticeReady }
  | { readonly id: number; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly id: number; readonly piece: Uint8Array }
  | { readonly id: number; readonly end: 'whole' | 'broken' };
