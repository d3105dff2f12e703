import type { Letter, Member } from '../shared/asic/open-envelope.ts';
import type { FileKind } from '../shared/asic/sniff-file.ts';
import type { ContainerVerdict } from '../shared/asic/validate-container.ts';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import type { OfficeConcern } from '../shared/office/office-text.ts';
import type { CollectedFacts } from '../shared/pdf/compose/collection.ts';
import type { CollectionCover } from '../shared/pdf/compose/collection-sheets.ts';
import type { Reopened } from '../shared/pdf/compose/reopen-schreiben.ts';
import type { Slot } from '../shared/pdf/pdf-types.ts';
import type { FreePlace } from '../shared/pdf/sign/free-places.ts';
import { practiceWorker } from '../shared/practice-messages.ts';
import type { Schreiben } from '../shared/schreiben/schreiben.ts';
import type {
  Anchors,
  Appended,
  FromPdfWorker,
  LaufzettelOrder,
  NamedBytes,
  PdfCall,
  PdfCalls,
  PdfCheck,
  SignOrder,
  StampOrder,
  ToPdfWorker,
  UnplacedStamp,
} from './pdf-api.ts';
import pdfWorkerUrl from './pdf-worker.ts?worker&url';
import type { LentFile } from './ranges/lend-file.ts';
import { isPractice } from './state/practice.ts';
import { createWorker } from './trusted-worker.ts';

/** A PDF in the pdf worker. Calls reject with AppError; `close` frees its memory. */
export interface OpenPdf {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha: string;
  check(trust: Anchors, at: Date): Promise<PdfCheck>;
  freePlaces(): Promise<readonly FreePlace[]>;
  /** Judges the signatures that lie beside the file, whose name is `name`. */
  checkBeside(name: string, signatures: readonly NamedBytes[], trust: Anchors, at: Date): Promise<ContainerVerdict>;
  layoutStamp(order: StampOrder): Promise<UnplacedStamp>;
  stamp(order: StampOrder): Promise<PdfCalls['stamp']['output']>;
  prepareSignature(order: SignOrder): Promise<PdfCalls['prepareSignature']['output']>;
  /** `slot`: another than the one prepared last, of the same file. */
  finishSignature(signature: Uint8Array, slot?: Slot): Promise<Appended>;
  /** Opens an encrypted file, and its other Versions from now on. Rejects with AppError 'pdf-password-wrong'. */
  unlock(password: string): Promise<void>;
  /** The source of a file that was written here; null where it has none. */
  readSchreiben(): Promise<Reopened | null>;
  close(): void;
}

/** Lends a file to the pdf worker, which reads all of it once for its hash. */
export async function openPdf({ sizeBytes, port, window }: LentFile): Promise<OpenPdf> {
  const { handle, sha } = await call('open', { file: { sizeBytes, port, window } }, [port]);
  return {
    sha,
    check: (trust, at) => call('check', { handle, trust, at: at.toISOString() }),
    freePlaces: async () => (await call('freePlaces', { handle })).places,
    checkBeside: (name, signatures, trust, at) =>
      call('checkBeside', { handle, name, signatures, trust, at: at.toISOString() }),
    layoutStamp: (order) => call('layoutStamp', { handle, order }),
    stamp: (order) => call('stamp', { handle, order }),
    prepareSignature: (order) => call('prepareSignature', { handle, order }),
    finishSignature: (signature, slot = undefined) =>
      call('finishSignature', { handle, signature, slot: slot ?? null }),
    unlock: async (password) => void (await call('unlock', { handle, password })),
    readSchreiben: async () => (await call('readSchreiben', { handle })).reopened,
    close: () => void call('close', { handle }),
  };
}

/** An envelope in the pdf worker; `close` frees its memory. */
export interface OpenEnvelope {
  readonly sha: string;
  readonly sizeBytes: number;
  readonly type: string;
  readonly members: readonly Member[];
  /** Null when it is no e-mail. */
  readonly letter: Letter | null;
  /** Null when it is no text file. */
  readonly concerns: readonly OfficeConcern[] | null;
  check(trust: Anchors, at: Date): Promise<ContainerVerdict>;
  /** The bytes of a member. */
  take(name: string): Promise<Uint8Array>;
  close(): void;
}

/** Hands an envelope to the pdf worker; `bytes` are transferred and empty afterwards. Rejects with 'container-…'. */
export async function openEnvelope({ name, bytes }: NamedBytes): Promise<OpenEnvelope> {
  const sizeBytes = bytes.length;
  const { envelope, ...facts } = await call('openEnvelope', { name, bytes }, [bytes.buffer as ArrayBuffer]);
  return {
    ...facts,
    sizeBytes,
    check: (trust, at) => call('checkEnvelope', { envelope, trust, at: at.toISOString() }),
    take: async (member) => (await call('takeMember', { envelope, name: member })).bytes,
    close: () => void call('closeEnvelope', { envelope }),
  };
}

/** An empty text file (ODT) with this title. */
export async function blankText(titel: string): Promise<Uint8Array> {
  return (await call('blankText', { titel })).bytes;
}

/** What kind of file these bytes are, which stay here. */
export async function sniffFile(bytes: Uint8Array): Promise<FileKind> {
  return (await call('sniff', { bytes })).kind;
}

/** A TIFF as a PDF/A without the loss of a pixel; its bytes stay here. Rejects with AppError 'tiff-…'. */
export async function convertTiff(bytes: Uint8Array, title: string, at: Date): Promise<Uint8Array> {
  return (await call('convertTiff', { bytes, title, at: at.toISOString() })).bytes;
}

/** Is it this document, whose bytes stay here, that a detached signature is about? */
export async function fitsDocument(document: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return (await call('fits', { document, signature })).fits;
}

/** The password that opened a file last; null when none did. */
export async function lastPdfPassword(): Promise<string | null> {
  return (await call('lastPassword', {})).password;
}

/** Forgets every password of a file. */
export function forgetPdfPasswords(): void {
  if (worker) void call('forgetPasswords', {});
}

/** The report on a verdict as a PDF. */
export async function writeReport(about: PdfCalls['report']['input']['about']): Promise<Uint8Array> {
  return (await call('report', { about })).bytes;
}

/** The last sheet of a print. */
export async function writeUnterschriftenblatt(
  about: PdfCalls['unterschriftenblatt']['input']['about'],
): Promise<Uint8Array> {
  return (await call('unterschriftenblatt', { about })).bytes;
}

/** The Geschaeftsgang of a Dokument as a sheet. */
export async function writeVerfuegungsblatt(
  about: PdfCalls['verfuegungsblatt']['input']['about'],
): Promise<Uint8Array> {
  return (await call('verfuegungsblatt', { about })).bytes;
}

/** A Schreiben as a file. Rejects with AppError 'schreiben-…'. */
export async function composeSchreiben(schreiben: Schreiben): Promise<Uint8Array> {
  return (await call('composeSchreiben', { schreiben })).bytes;
}

/** The characters of a Schreiben that its pages cannot show, each once. */
export async function findUnknownSigns(schreiben: Schreiben): Promise<readonly string[]> {
  return (await call('signsUnknown', { schreiben })).signs;
}

/** Draws a stamp on a sample page. */
export function previewStamp(order: StampOrder): Promise<PdfCalls['previewStamp']['output']> {
  return call('previewStamp', { order });
}

/** Makes a Laufzettel; answers its bytes and the text of the stamp on it. */
export function composeLaufzettel(
  order: StampOrder,
  about: LaufzettelOrder,
): Promise<PdfCalls['laufzettel']['output']> {
  return call('laufzettel', { order, about });
}

/** A file of many documents in the making; the bytes given are transferred and empty afterwards. */
export async function openCollection() {
  const { handle } = await call('openCollection', {});
  return {
    add: async (document: CollectedFacts, bytes: Uint8Array) =>
      (await call('addToCollection', { handle, document, bytes }, [bytes.buffer as ArrayBuffer])).refusal,
    addMissing: (document: CollectedFacts, refusal: ErrorCode) => call('addMissing', { handle, document, refusal }),
    finish: (cover: CollectionCover, at: string, why: Readonly<Record<string, string>>) =>
      call('finishCollection', { handle, cover, at, why }),
    close: () => void call('closeCollection', { handle }),
  };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let lastId = 0;

function call<C extends PdfCall>(
  name: C,
  input: PdfCalls[C]['input'],
  transfer: Transferable[] = [],
): Promise<PdfCalls[C]['output']> {
  worker ??= startWorker();
  lastId += 1;
  const id = lastId;
  const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ type: 'call', id, name, input } satisfies ToPdfWorker, transfer);
  return answer as Promise<PdfCalls[C]['output']>;
}

function startWorker(): Worker {
  const started = createWorker(new URL(pdfWorkerUrl, import.meta.url), isPractice() ? practiceWorker : '');
  const fontUrl = new URL('fonts/FiraSans-Regular.ttf', document.baseURI).href;
  started.postMessage({ type: 'start', fontUrl } satisfies ToPdfWorker);
  started.onmessage = ({ data }: MessageEvent<FromPdfWorker>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) asked?.resolve(data.value);
    else asked?.reject(new AppError(data.code));
  };
  // A crash, such as memory running out on a hostile file: who waits is told, the next call starts a fresh worker.
  started.onerror = (event) => {
    started.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new AppError('internal', { cause: event.message }));
    waiting.clear();
  };
  return started;
}
