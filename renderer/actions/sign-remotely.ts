import type { BridgeOutput } from '../../shared/bridge.ts';
import type { Slot } from '../../shared/pdf/pdf-types.ts';
import { call } from '../bridge-client.ts';
import { rememberMark, type SignTask } from './sign-dokument.ts';
import { addSignedVersion, openListed, type VersionToSign } from './sign-version.ts';

/** What is known of a remote credential without a connection. */
export type RemoteKey = BridgeOutput<'remote.prepare'>;

/** A signature that is complete but for its value: the slot can wait while the service signs its digest. */
export interface FrozenSignature {
  readonly slot: Slot;
  readonly toBeSigned: Uint8Array<ArrayBuffer>;
}

/** What is listed in main's confirmation window, and what the service signs. */
export interface ListedDigest extends FrozenSignature {
  readonly titel: string;
  readonly version: VersionToSign['version'];
}

/**
 * Signs one Version with the remote credential and adds the signed file as the next one; only the digest leaves. Rejects
 * with AppError, `cancelled` when the person closes the confirmation, `csc-unreachable` without a connection.
 */
export async function signDokumentRemotely(task: SignTask): Promise<{ readonly version: string }> {
  const { titel, version, keyId, onStep } = task;
  onStep('reading');
  const key = await call('remote.prepare', { keyId });
  const frozen = await freezeSignature(key, task);
  onStep('confirming');
  const [signature] = await signFrozen(keyId, [{ titel, version, ...frozen }]);
  onStep('saving');
  const added = await addSigned(task, key.subject, frozen, signature!);
  rememberMark(task.look);
  return added;
}

/** Prepares the signature of one listed Version; the claimed time is now. */
export async function freezeSignature(
  { certificates, algorithm }: RemoteKey,
  { version, look }: Pick<VersionToSign, 'version' | 'look'>,
): Promise<FrozenSignature> {
  const pdf = await openListed(version);
  try {
    const { toBeSigned, slot } = await pdf.prepareSignature({
      certificates,
      algorithm,
      at: new Date().toISOString(),
      ...look,
    });
    return { toBeSigned, slot };
  } finally {
    pdf.close();
  }
}

/** The service's signatures in the order of the list, after one confirmation and with one authorisation. */
export async function signFrozen(keyId: string, listed: readonly ListedDigest[]): Promise<readonly Uint8Array[]> {
  const documents = listed.map(({ titel, version, toBeSigned }) => ({
    title: titel,
    fassung: version.nummer,
    sha: version.sha,
    digest: toBeSigned,
  }));
  return (await call('remote.sign', { keyId, documents })).signatures;
}

/** Puts the signature into its slot and adds the file as the next Version. */
export async function addSigned(
  signed: Omit<VersionToSign, 'look'>,
  subject: string,
  { slot }: FrozenSignature,
  signature: Uint8Array,
): Promise<{ readonly version: string }> {
  const pdf = await openListed(signed.version);
  try {
    const { appended } = await pdf.finishSignature(signature, slot);
    return await addSignedVersion(pdf, signed, subject, appended);
  } finally {
    pdf.close();
  }
}
