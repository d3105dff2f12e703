import type { BridgeOutput } from '../../shared/bridge.ts';
import { AppError } from '../../shared/errors.ts';
import { call } from '../bridge-client.ts';
import type { SignOrder } from '../pdf-api.ts';
import { command } from '../replica-client.ts';
import { type LentPdf, lendPdf } from './lend-pdf.ts';

/** A key that main opened after the person confirmed. */
export type SigningSession = BridgeOutput<'signer.begin'>;

/** How the signature looks, and what it says. */
export type SignatureLook = Pick<SignOrder, 'reason' | 'location' | 'field' | 'visible' | 'stamp' | 'certify'>;

/** The Version that was listed for the signature. */
export interface ListedVersion {
  readonly id: string;
  readonly nummer: number;
  readonly sha: string;
}

/** What is signed and what the Ereignis says; `{name}` stands for the signer. */
export interface VersionToSign {
  readonly dokument: string;
  readonly version: ListedVersion;
  readonly look: SignatureLook;
  readonly text: string;
}

/** Opens exactly what was listed, in the pdf worker. Throws AppError 'pdf-changed-meanwhile', 'version-not-here'. */
export async function openListed(version: ListedVersion): Promise<LentPdf> {
  const pdf = await lendPdf({ version: version.id, action: 'sign', purpose: 'Dokument zeichnen' });
  if (pdf.sha === version.sha) return pdf;
  pdf.close();
  throw new AppError('pdf-changed-meanwhile');
}

/**
 * Signs an opened file and adds the result as the next Version: all of it is safe on this device, or nothing changed.
 * `onStep` is told before the key signs and before the Version is saved.
 */
export async function signOpened(
  pdf: LentPdf,
  { certificates, algorithm, session, subject }: SigningSession,
  { dokument, version, look, text }: VersionToSign,
  onStep: (step: 'signing' | 'saving') => void = () => undefined,
): Promise<{ readonly version: string }> {
  const order = { certificates, algorithm, at: new Date().toISOString(), ...look };
  const { toBeSigned } = await pdf.prepareSignature(order);
  onStep('signing');
  const { signature } = await call('signer.sign', { session, sha: version.sha, digest: toBeSigned });
  const { appended } = await pdf.finishSignature(signature);
  onStep('saving');
  return addSignedVersion(pdf, { dokument, version, text }, subject, appended);
}

/** Puts what a signature appended behind the lent file, as the next Version. */
export function addSignedVersion(
  pdf: LentPdf,
  { dokument, version, text }: Omit<VersionToSign, 'look'>,
  subject: string,
  appended: Uint8Array,
): Promise<{ readonly version: string }> {
  return command('addVersion', {
    dokument,
    vorgaenger: version.id,
    lent: pdf.lent,
    appended,
    entstehung: 'unterschrift',
    text: text.replace('{name}', () => subject),
  });
}
