import type { BridgeInput, ChosenKey } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';
import { rememberPlace } from '../state/places.ts';
import { openListed, type SignatureLook, signOpened, type VersionToSign } from './sign-version.ts';

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

/** What is signed with which key. */
export interface SignTask extends VersionToSign {
  readonly titel: string;
  readonly keyId: string;
  readonly onStep: (step: SignStep) => void;
}

/**
 * Signs one Version and adds the signed file as the next one. Main lists and confirms what is signed and keeps the key; the
 * document never leaves the window. Rejects with AppError, `cancelled` when the person closes the confirmation.
 */
export async function signDokument(task: SignTask): Promise<{ readonly version: string }> {
  const { version, titel, onStep, look } = task;
  onStep('reading');
  const pdf = await openListed(version);
  try {
    onStep('confirming');
    const documents = [{ title: titel, fassung: version.nummer, sha: version.sha }];
    const session = await call('signer.begin', { keyId: task.keyId, documents });
    try {
      onStep('preparing');
      const added = await signOpened(pdf, session, task, onStep);
      rememberMark(look);
      return added;
    } finally {
      await call('signer.end', { session: session.session });
    }
  } finally {
    pdf.close();
  }
}

/** The next visible signature is offered the same place. */
export function rememberMark({ visible }: SignatureLook): void {
  const { pageIndex = 0, rect } = visible ?? {};
  if (rect) rememberPlace('signature', { pageIndex, x: rect.x, y: rect.y });
}
