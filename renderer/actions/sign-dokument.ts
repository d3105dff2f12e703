import type { BridgeInput, BridgeOutput } from '../../shared/bridge.ts';
import { AppError } from '../../shared/errors.ts';
import type { DisplayRect } from '../../shared/pdf/pdf-types.ts';
import { call } from '../bridge-client.ts';
import { openPdf } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api.ts';
import { command } from '../replica-client.ts';
import { rememberPlace } from '../state/places.ts';

/** A key file, or a certificate on a card, that the person chose. */
export type ChosenKey = NonNullable<BridgeOutput<'signer.lastKey'>>;

/** The key that was used last. */
export function lastKey(): Promise<ChosenKey | null> {
  return call('signer.lastKey', {});
}

/** Opens the file picker of the system; null = cancelled. */
export function chooseKey(): Promise<ChosenKey | null> {
  return call('signer.chooseKey', {});
}

/** Signs with a card from now on; the certificate must have been seen by the last `lookAtCards`. */
export function chooseCard(card: BridgeInput<'signer.chooseCard'>): Promise<ChosenKey> {
  return call('signer.chooseCard', card);
}

/** Steps of signing, for the progress line. */
export const signSteps = ['reading', 'confirming', 'preparing', 'signing', 'saving'] as const;
export type SignStep = (typeof signSteps)[number];

/** What is signed with which key; `visible` null = without a mark on a page. */
export interface SignTask {
  readonly dokument: string;
  readonly titel: string;
  readonly version: VersionZeile;
  readonly keyId: string;
  readonly reason: string;
  readonly visible: { readonly pageIndex: number; readonly rect: DisplayRect } | null;
  /** Text of the Ereignis; the name of the signer follows. */
  readonly text: string;
  readonly onStep: (step: SignStep) => void;
}

/**
 * Signs one Version and adds the signed file as the next one. Main lists and confirms what is signed and keeps the key; the
 * document never leaves the window. Rejects with AppError, `cancelled` when the person closes the confirmation.
 */
export async function signDokument(task: SignTask): Promise<{ readonly version: string }> {
  const { dokument, version, titel, onStep } = task;
  onStep('reading');
  const { bytes } = await command('readVersion', { version: version.id, action: 'sign', purpose: 'Dokument zeichnen' });
  const pdf = await openPdf(bytes);
  try {
    if (pdf.sha !== version.sha) throw new AppError('pdf-changed-meanwhile');
    onStep('confirming');
    const documents = [{ title: titel, fassung: version.nummer, sha: version.sha }];
    const { session, certificates, algorithm, subject } = await call('signer.begin', { keyId: task.keyId, documents });
    try {
      onStep('preparing');
      const at = new Date().toISOString();
      const order = { certificates, algorithm, at, reason: task.reason, visible: task.visible };
      const { toBeSigned } = await pdf.prepareSignature(order);
      onStep('signing');
      const { signature } = await call('signer.sign', { session, sha: version.sha, digest: toBeSigned });
      const signed = await pdf.finishSignature(signature);
      onStep('saving');
      const text = `${task.text}: ${subject}`;
      const change = { dokument, vorgaenger: version.id, bytes: signed, entstehung: 'unterschrift', text } as const;
      const added = await command('addVersion', change);
      if (task.visible) rememberPlace('signature', { pageIndex: task.visible.pageIndex, ...corner(task.visible.rect) });
      return added;
    } finally {
      await call('signer.end', { session });
    }
  } finally {
    pdf.close();
  }
}

function corner({ x, y }: DisplayRect) {
  return { x, y };
}
