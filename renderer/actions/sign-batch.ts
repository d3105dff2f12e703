import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { call } from '../bridge-client.ts';
import { ask } from '../replica-client.ts';
import { type BatchEntry, changeEntry, entriesToSign, markPlaceOf, useBatch } from '../state/batch.ts';
import { openListed, type SigningSession, signOpened, type VersionToSign } from './sign-version.ts';
import type { SignatureLook } from './signature-look.ts';

/** With which key and which words; `text` as in VersionToSign, for every document. */
export interface BatchTask {
  readonly keyId: string;
  readonly reason: string;
  readonly text: string;
  /** How visible signatures look; null = all stay invisible. */
  readonly look: SignatureLook | null;
}

/** What the signature of one document says and shows; invisible where its place is not free. */
export function lookOf(entry: BatchEntry, { reason, look }: BatchTask): VersionToSign['look'] {
  const place = look && markPlaceOf(entry, useBatch.getState().mark);
  if (!look || !place) return { reason, location: '', field: null, visible: null };
  const { lines, image, location } = look;
  const { pageIndex, rect } = place;
  return { reason, location, field: null, visible: { pageIndex, rect, lines, ...(image && { image }) } };
}

let present: { isCancelled: boolean; readonly session: string } | null = null;

/**
 * Signs what is listed and wanted, after one confirmation in main's own window: one after the other, each whole or not at
 * all. What changed since it was listed, or cannot be signed, is refused and the others go on; when the key is gone, the
 * rest is left. Rejects with AppError when nothing was begun, `cancelled` when the person closes the confirmation.
 */
export async function signBatch(task: BatchTask): Promise<void> {
  const wanted = entriesToSign(useBatch.getState().entries);
  useBatch.setState({ phase: 'confirming' });
  let opened: SigningSession;
  try {
    const documents = wanted.map(({ titel, version: { nummer, sha } }) => ({ title: titel, fassung: nummer, sha }));
    opened = await call('signer.begin', { keyId: task.keyId, documents });
  } catch (error) {
    useBatch.setState({ phase: 'review' });
    throw error;
  }
  const run = { isCancelled: false, session: opened.session };
  present = run;
  const course = { done: 0, total: wanted.length, startedAt: performance.now(), atReader: opened.atReader };
  useBatch.setState({ phase: 'signing', ...course });
  let isOver = false;
  try {
    for (const [done, entry] of wanted.entries()) {
      useBatch.setState({ done });
      if (run.isCancelled || isOver) changeEntry(entry.dokument, { state: 'left' });
      else isOver = await signEntry(entry, opened, task, run);
    }
  } finally {
    present = null;
    await call('signer.end', { session: opened.session });
    useBatch.setState({ phase: 'done' });
  }
}

/** Ends the batch: what has its signature is still saved, nothing else is touched. */
export function cancelBatch(): void {
  if (!present) return;
  present.isCancelled = true;
  useBatch.setState({ phase: 'ending' });
  // A card that waits for a PIN would otherwise keep everybody waiting.
  void call('signer.end', { session: present.session }).catch(() => undefined);
}

/** Answers whether nothing more can be signed. */
async function signEntry(
  entry: BatchEntry,
  session: SigningSession,
  task: BatchTask,
  run: { readonly isCancelled: boolean },
): Promise<boolean> {
  const { dokument, version } = entry;
  let isKeyAtWork = false;
  changeEntry(dokument, { state: 'signing' });
  try {
    await requireLeading(dokument, version.id);
    const pdf = await openListed(version);
    try {
      await signOpened(pdf, session, { dokument, version, text: task.text, look: lookOf(entry, task) }, (step) => {
        isKeyAtWork = step === 'signing';
      });
    } finally {
      pdf.close();
    }
    changeEntry(dokument, { state: 'signed' });
    return false;
  } catch (error) {
    const code = errorCode(error);
    const ends = endings.has(code) || (isKeyAtWork && !ofDocument.has(code));
    changeEntry(dokument, ends && run.isCancelled ? { state: 'left' } : { state: 'refused', code });
    return ends;
  }
}

/** A colleague's Version may have arrived since the list was made. Throws AppError 'pdf-changed-meanwhile'. */
export async function requireLeading(dokument: string, version: string): Promise<void> {
  const [found] = await ask('dokumente', { ids: [dokument] });
  if (found?.version.id !== version) throw new AppError('pdf-changed-meanwhile');
}

// Nothing more can be saved.
const endings = new Set<ErrorCode>(['locked', 'disk-full', 'journal-write-failed', 'journal-damaged']);
// While the key signs, these speak of the document; everything else of the key, and the next document would fare no better.
const ofDocument = new Set<ErrorCode>(['signature-too-large', 'pdf-signature-broken']);
