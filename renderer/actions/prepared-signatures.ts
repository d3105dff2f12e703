import type { PreparedSignature } from '../../shared/bridge.ts';
import { markLines } from '../../shared/pdf/pdf-types.ts';
import { call } from '../bridge-client.ts';
import type { SignatureLook, VersionToSign } from './sign-version.ts';
import { readSignatureLook } from './signature-look.ts';

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
  const at = new Date().toISOString();
  const kept = { dokument, titel, version: { id, nummer, sha }, signer, look: withoutPicture(look), at };
  const prepared = { id: crypto.randomUUID(), ...kept };
  await call('prepared.keep', prepared);
  return prepared;
}

function withoutPicture({ visible, ...words }: SignatureLook): PreparedSignature['look'] {
  if (visible === null) return { ...words, mark: null };
  const { pageIndex = 0, rect, lines = markLines } = visible;
  return { ...words, mark: { place: rect ? { pageIndex, rect } : null, lines: [...lines] } };
}

/** How it will look: as it was meant then, with the picture that the person has now. */
export async function preparedLook({ look: { mark, ...words } }: PreparedSignature): Promise<SignatureLook> {
  if (mark === null) return { ...words, visible: null };
  const { image } = await readSignatureLook();
  return { ...words, visible: { ...mark.place, lines: mark.lines, ...(image && { image }) } };
}

/** Forgets it. */
export async function discardPrepared({ id }: PreparedSignature): Promise<void> {
  await call('prepared.discard', { id });
}
