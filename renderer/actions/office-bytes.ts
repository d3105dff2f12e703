import { call } from '../bridge-client.ts';
import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';

/** Hands a file to main; answers the token that main knows it by. */
export async function giveToMain(bytes: Uint8Array): Promise<string> {
  let token: string | null = null;
  for await (const piece of piecesOf(bytesFile(bytes)))
    ({ token } = await call('office.give', { token, bytes: new Uint8Array(piece) }));
  return token ?? (await call('office.give', { token, bytes: new Uint8Array() })).token;
}

/** Fetches a file that main offers. */
export async function fetchFromMain({
  token,
  sizeBytes,
}: {
  readonly token: string;
  readonly sizeBytes: number;
}): Promise<Uint8Array> {
  const whole = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; ) {
    const { bytes } = await call('office.fetch', { token, offset: at });
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
