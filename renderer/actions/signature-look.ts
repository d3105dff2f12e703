import type { SignatureLook } from '../../shared/bridge.ts';
import { AppError } from '../../shared/errors.ts';
import { readPicture } from '../../shared/pdf/appearance/picture.ts';
import { call } from '../bridge-client.ts';

export type { SignatureLook };

/** How the person's last visible signature looked. */
export function readSignatureLook(): Promise<SignatureLook> {
  return call('signature.look', {});
}

/** Remembers the look for this and every later signature, also after a restart. */
export async function saveSignatureLook(look: SignatureLook): Promise<void> {
  await call('signature.setLook', { ...look, lines: [...look.lines] });
}

/** The bytes of a picture that fits into a signature. Rejects with AppError 'signature-image-unfit'. */
export async function takePicture(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  if (bytes.length === 0) throw new AppError('signature-image-unfit');
  readPicture(bytes);
  return bytes;
}
