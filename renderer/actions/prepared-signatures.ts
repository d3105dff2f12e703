import type { PreparedSignature } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';
import type { VersionToSign } from './sign-version.ts';

export type { PreparedSignature };

/** Signatures that wait for a connection, oldest first. */
export function listPrepared(): Promise<readonly PreparedSignature[]> {
  return call('prepared.list', {});
}

/** Keeps what the person wanted signed until the service answers again; safe on this device when it resolves. */
export async function keepPrepared(
  { dokument, version, look }: VersionToSign,
  { titel, signer }: { readonly titel: string; readonly signer: string },
): Promise<PreparedSignature> {
  const { id, nummer, sha } = version;
  const { reason, location, field, certify } = look;
  const { image, ...place } = look.visible ?? {};
  const visible = look.visible && { ...place, ...(image && { image: new Uint8Array(image) }) };
  const at = new Date().toISOString();
  const prepared = {
    id: crypto.randomUUID(),
    dokument,
    titel,
    version: { id, nummer, sha },
    signer,
    look: { reason, location, field, visible, ...(certify && { certify }) },
    at,
  };
  await call('prepared.keep', prepared);
  return prepared;
}

/** Forgets it. */
export async function discardPrepared({ id }: PreparedSignature): Promise<void> {
  await call('prepared.discard', { id });
}
